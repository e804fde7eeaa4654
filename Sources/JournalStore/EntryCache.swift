internal import MeldpostCore

/// The bytes of the entry that was read last: it leaves in many pieces, one after the other.
final class EntryCache {
    private var reference: EntryReference?
    private var bytes: [UInt8] = []

    func bytes(of wanted: EntryReference) -> [UInt8]? {
        wanted == reference ? bytes : nil
    }

    func keep(_ bytes: [UInt8], of reference: EntryReference) {
        self.reference = reference
        self.bytes = bytes
    }

    func forget() {
        reference = nil
        bytes = []
    }
}
