internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// Decides what a cell brings about; each call is one transaction of the caller.
///
/// A cell has been decoded and its signature checked before it comes here. In order:
///
/// 1. A panic signal is taken first, whatever else is wrong with the cell (P6): it is signed by
///    itself, and the same one twice changes nothing.
/// 2. The counter and the head of the chain are compared with what came before. A counter that has
///    not grown ends here: nothing else in the cell is taken.
/// 3. A piece of an entry is added, or the absence of one is noted.
/// 4. The next statement that the station wants is put into the answer.
struct ExchangeDesk: Sendable {
    let keys: InboxKeys
    let limits: InboxLimits

    /// Above this, numbers of a cell are refused, so that none ever meets the end of its type.
    static let numberLimit: UInt64 = 1 << 62

    /// What a cell is decided against.
    struct Caller: Sendable {
        /// The station.
        let station: KnownStation
        /// Its row.
        let row: Int64
        /// The time by the clock of the inbox.
        let now: UnixTime
    }

    /// Whether all numbers of a cell have room to grow.
    static func isInBounds(_ cell: UpCell) -> Bool {
        var numbers = [cell.counter, cell.headSequence, cell.deliveryWanted]
        if case .piece(_, let sequence, _, _, _) = cell.load { numbers.append(sequence) }
        return numbers.allSatisfy { $0 < numberLimit }
    }

    /// Decides about a cell and writes what follows.
    func decide(
        _ cell: UpCell,
        from caller: Caller,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> (answer: CellAnswer, delivery: DownCell.Delivery?) {
        var answer = CellAnswer()
        if case .panic(let signal) = cell.load {
            try take(signal, from: caller, into: &answer, in: rows)
        }
        let isTaken = try compare(cell, from: caller, answer: &answer, in: rows)
        if isTaken { try takeLoad(of: cell, from: caller, answer: &answer, in: rows) }
        if answer.verdict == .accepted, try rows.lasts(.fork, of: caller.row) {
            answer.verdict = .quarantined
        }
        return (answer, try delivery(for: cell, from: caller, answer: answer, in: rows))
    }

    /// Raises a condition and notes it for the log where it is new.
    func raise(
        _ condition: StationCondition,
        of caller: Caller,
        journal: JournalID,
        sequence: UInt64? = nil,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        let isNew = try rows.raise(
            condition,
            of: caller.row,
            journal: journal,
            sequence: sequence,
            at: caller.now
        )
        if isNew { answer.events.append(.conditionRaised) }
    }

    /// Compares counter and head with what came before; gives whether the rest is taken.
    private func compare(
        _ cell: UpCell,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> Bool {
        var lane = CellHistory.Lane.pace
        if case .panic = cell.load { lane = .panic }
        guard cell.counter > 0, cell.journal != .zero else {
            // The journal of the station is not open: only a panic signal counts.
            if lane == .pace { answer.verdict = .counterNotGrown }
            return false
        }
        try noteJournal(cell.journal, from: caller, answer: &answer, in: rows)
        guard var journal = try rows.journal(cell.journal, of: caller.row) else {
            preconditionFailure("a journal that was just noted is there")
        }
        let mark = CellHistory.Mark(counter: cell.counter, headSequence: cell.headSequence)
        switch journal.history.judge(mark, lane: lane) {
        case .counterNotGrown:
            try raise(
                .counterBack,
                of: caller,
                journal: cell.journal,
                answer: &answer,
                in: rows
            )
            // The signal itself was taken above, and the station must learn that it was.
            if lane == .pace { answer.verdict = .counterNotGrown }
            return false
        case .headWentBack:
            try raiseFork(at: cell.headSequence, cell.journal, caller, &answer, in: rows)
        case .follows:
            break
        }
        journal.history.remember(mark, lane: lane)
        if cell.headSequence > 0 {
            journal.gap.highest = max(journal.gap.highest, cell.headSequence)
            let isSame = try rows.stakeClaim(
                cell.headDigest,
                at: cell.headSequence,
                in: journal.id
            )
            if !isSame {
                try raiseFork(at: cell.headSequence, cell.journal, caller, &answer, in: rows)
            }
        }
        try rows.save(journal)
        return true
    }

    /// Notes the journal of a cell: a new one is a condition, and an earlier one that comes back is
    /// a fork, because a station never returns to a journal that it has set aside.
    private func noteJournal(
        _ name: JournalID,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        let current = try rows.currentJournal(of: caller.row)
        guard current != name else { return }
        if try addUnknownJournal(name, from: caller, answer: &answer, in: rows) == false,
            current != nil
        {
            try raiseFork(at: nil, name, caller, &answer, in: rows)
        }
        try rows.setCurrentJournal(name, of: caller.row)
    }

    /// Begins to know a journal where it is unknown; gives whether it was.
    func addUnknownJournal(
        _ name: JournalID,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> Bool {
        guard try rows.journal(name, of: caller.row) == nil else { return false }
        try rows.addJournal(name, of: caller.row)
        try raise(.newJournal, of: caller, journal: name, answer: &answer, in: rows)
        return true
    }

    /// Raises the condition of a fork.
    func raiseFork(
        at sequence: UInt64?,
        _ journal: JournalID,
        _ caller: Caller,
        _ answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try raise(
            .fork,
            of: caller,
            journal: journal,
            sequence: sequence,
            answer: &answer,
            in: rows
        )
    }

    private func takeLoad(
        of cell: UpCell,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        switch cell.load {
        case .piece(let journal, let sequence, let offset, let total, let data):
            let piece = EntryPiece(
                entry: EntryReference(journal: journal, sequence: sequence),
                offset: offset,
                total: total,
                data: data
            )
            try take(piece, from: caller, answer: &answer, in: rows)
            try watchGaps(isFiller: false, from: caller, answer: &answer, in: rows)
        case .filler:
            try watchGaps(isFiller: true, from: caller, answer: &answer, in: rows)
        case .panic:
            break
        }
    }

    private func watchGaps(
        isFiller: Bool,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        for (name, row) in try rows.journalsWithMissing(of: caller.row) {
            var journal = row
            journal.gap.cellCame(isFiller: isFiller)
            try rows.save(journal)
            guard journal.gap.isGap, isFiller else { continue }
            try raise(
                .gap,
                of: caller,
                journal: name,
                sequence: journal.gap.contiguous + 1,
                answer: &answer,
                in: rows
            )
        }
    }
}
