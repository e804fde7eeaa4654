internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

/// What the centre says, as far as the journal has to do with it.
extension JournalWork {
    /// Compares what the centre says of an entry with the entry's header (P5).
    ///
    /// Of an entry whose body was erased the digest is left: what the centre says of it once more is
    /// a repetition, and neither an effect nor a refusal.
    func check(_ body: StatementBody) throws(JournalFault) -> CheckedStatement {
        switch body {
        case .receipt(_, let entry, let digest):
            guard let header = try store.header(of: entry) else {
                return try store.erasedDigest(of: entry) == digest ? .repeated : .refused
            }
            return header.digest == digest ? .accepted(.receiptReceived(entry)) : .refused
        case .opened(_, let entry, let digest, let proof):
            guard let header = try store.header(of: entry) else {
                return try store.erasedDigest(of: entry) == digest ? .repeated : .refused
            }
            guard header.digest == digest, Digest.sha256(of: proof) == header.proofHash else {
                return .refused
            }
            return .opened(entry, proof: Redacted(proof))
        case .clockClosed(_, let entry, let term, _):
            return .accepted(.clockClosed(entry, term))
        case .panicAccepted, .panicReceipt, .keyList:
            preconditionFailure("the journal has nothing to say about this statement")
        }
    }

    /// Keeps a newer key list and seals to it.
    mutating func install(_ list: KeyList, _ statement: [UInt8], number: UInt64) {
        guard list.number > listNumber else {
            // Two lists on their way at once: the older one of them is not taken.
            return tell(.keyListInstalled(list, number: number))
        }
        do throws(JournalFault) {
            try store.saveKeyList(statement)
            overdue.forgetKeyList()
            use(list)
            tell(.keyListInstalled(list, number: number))
        } catch {
            tell(.statementUndone(number: number))
            tellCondition(isRaised: true)
        }
    }

    /// Seals to a key list, unless there is a newer one.
    mutating func use(_ list: KeyList) {
        guard list.number >= listNumber else { return }
        listNumber = list.number
        recipients = list.recipientSets
    }
}
