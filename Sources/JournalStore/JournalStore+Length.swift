public import MeldpostCore
internal import RecordFormat

extension JournalStore {
    /// The length of an entry in bytes, header and signature included; nil where its body is not
    /// here, or was found damaged and quarantined now.
    public func length(of reference: EntryReference) throws(JournalFault) -> UInt32? {
        try entryBytes(of: reference).map { UInt32($0.count) }
    }
}
