import JournalStore
import MeldpostCore
import RecordFormat

/// What must hold of a journal after a power cut, however the cut fell.
enum JournalCheck {
    /// Gives `ok`, or `violation` with the rule that was broken.
    static func run(folder: String, promised: UInt64) -> String {
        do throws(JournalFault) {
            let store = try JournalStore(directory: folder, station: SampleEntries.station)
            if case .setAside = store.opening.kind { return "violation set-aside" }
            guard store.opening.quarantinedNow == 0 else { return "violation quarantine" }
            guard store.head.sequence >= promised else { return "violation lost" }
            let memory = try store.memory()
            guard UInt64(memory.waiting.count) == store.head.sequence else {
                return "violation count"
            }
            guard memory.clocks.count == memory.waiting.count else { return "violation clocks" }
            for entry in memory.waiting {
                guard
                    let bytes = try store.bytes(of: entry.reference, offset: 0, count: .max),
                    let whole = try? Entry(decoding: bytes),
                    whole.body
                        == SampleEntries.body(
                            entry.reference.sequence,
                            bytes: whole.body.count
                        )
                else { return "violation content" }
            }
            return "ok"
        } catch {
            return "violation \(error.faultCode)"
        }
    }
}
