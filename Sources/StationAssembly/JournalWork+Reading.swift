internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

/// What is read of the journal for a cell or for a statement of the centre.
extension JournalWork {
    mutating func readPiece(_ order: ExchangeOrder, count: Int) {
        guard case .piece(let reference, let offset) = order.load else {
            preconditionFailure("only an entry has pieces")
        }
        let reading = try? read { store throws(JournalFault) -> PieceReading in
            guard let total = try store.length(of: reference),
                let bytes = try store.bytes(of: reference, offset: offset, count: count)
            else { return .gone }
            return .piece(total: total, bytes: bytes)
        }
        tell(.pieceRead(order, reading ?? .failed))
        // A body that cannot be read may be the first sign of more: the whole file is looked at, so
        // that no record has to find out.
        if reading == .gone { try? store.reopen() }
    }

    /// Reads; where the file shows itself damaged, it is checked whole and read once more, and given
    /// up if that does not help.
    mutating func read<Value>(
        _ work: (borrowing JournalStore) throws(JournalFault) -> Value
    ) throws(JournalFault) -> Value {
        do throws(JournalFault) {
            return try work(store)
        } catch {
            guard error.fault == .damaged else { throw error }
        }
        try store.reopen()
        do throws(JournalFault) {
            return try work(store)
        } catch {
            if error.fault == .damaged { store.giveUp() }
            throw error
        }
    }
}
