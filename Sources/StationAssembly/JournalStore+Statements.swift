internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

extension JournalStore {
    /// Compares what the centre says of an entry with the entry's header (P5).
    ///
    /// Of an entry whose body was erased the digest is left: what the centre says of it once more is
    /// a repetition, and neither an effect nor a refusal.
    func check(_ body: StatementBody) throws(JournalFault) -> CheckedStatement {
        switch body {
        case .receipt(_, let entry, let named):
            guard try digest(of: entry) == named else { return .refused }
            return try header(of: entry) == nil ? .repeated : .accepted(.receiptReceived(entry))
        case .opened(_, let entry, let named, let proof):
            guard try digest(of: entry) == named else { return .refused }
            guard let header = try header(of: entry) else { return .repeated }
            guard Digest.sha256(of: proof) == header.proofHash else { return .refused }
            return .opened(entry, proof: Redacted(proof))
        case .clockClosed(_, let entry, let named, let term, _):
            // Two boxes can have one place of the chain after a copy was restored; the clock here
            // is that of the entry here, and no statement about the other one stops it (P7).
            // Of an entry whose row was lost only the clock may be left, and it must not run on.
            let own = try digest(of: entry)
            return own == nil || own == named ? .accepted(.clockClosed(entry, term)) : .refused
        case .panicAccepted, .panicReceipt, .keyList:
            preconditionFailure("the journal has nothing to say about this statement")
        }
    }
}
