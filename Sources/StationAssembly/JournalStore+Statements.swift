internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

extension JournalStore {
    /// Compares what the centre says of an entry with the entry's header (P5).
    func check(_ body: StatementBody) throws(JournalFault) -> CheckedStatement {
        switch body {
        case .receipt(_, let entry, let named):
            let own = try digest(of: entry)
            return own == named ? .accepted(.receiptReceived(entry)) : .refused
        case .opened(_, let entry, let named, let proof):
            guard try digest(of: entry) == named else { return .refused }
            // Without a header the body is gone already: the proof was checked then, and the same
            // statement comes again where its place was not saved.
            if let header = try header(of: entry),
                Digest.sha256(of: proof) != header.proofHash
            {
                return .refused
            }
            return .opened(entry, proof: Redacted(proof))
        case .clockClosed(_, let entry, let named, let term, _):
            // Two boxes can have one place of the chain after a copy was restored; the clock here
            // is that of the entry here, and no statement about the other one stops it (P7).
            let own = try digest(of: entry)
            return own == named ? .accepted(.clockClosed(entry, term)) : .refused
        case .panicAccepted, .panicReceipt, .keyList:
            preconditionFailure("the journal has nothing to say about this statement")
        }
    }
}
