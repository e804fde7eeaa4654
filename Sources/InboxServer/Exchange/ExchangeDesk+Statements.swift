internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

extension ExchangeDesk {
    /// Takes a panic signal: verified, kept once, and answered in the same cell.
    ///
    /// The answer is the receipt for exactly this signal. Where a desk has accepted the incident,
    /// every other repetition is answered with the acceptance instead: a cell has room for one whole
    /// statement, and the station must get both even where answers are lost and the numbered stream,
    /// in which the acceptance stands too, is held up.
    func take(
        _ signal: PanicSignal,
        from caller: Caller,
        into answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        guard signal.station == caller.station.id,
            (try? signal.verify(with: caller.station.key)) != nil
        else {
            answer.verdict = .pieceRefused
            return try raise(
                .refusedEntry,
                of: caller,
                journal: signal.journal,
                answer: &answer,
                in: rows
            )
        }
        let notice = signal.notice
        let repeats = try rows.keep(signal, of: caller.row, at: caller.now)
        if repeats == 0 { answer.events.append(notice.isTest ? .testSignal : .panicSignal) }
        if !repeats.isMultiple(of: 2), notice.state != .reset,
            let acceptance = try rows.acceptance(of: notice.incident, at: caller.row)
        {
            answer.immediate = acceptance
            return
        }
        answer.immediate = Statement.make(
            .panicReceipt(
                station: caller.station.id,
                notice.incident,
                counter: notice.counter,
                state: notice.state,
                isTest: notice.isTest
            ),
            key: keys.signingKey
        ).encoded()
    }

    /// What the answer delivers: the answer to a panic signal, or the next statement that is wanted.
    func delivery(
        for cell: UpCell,
        from caller: Caller,
        answer: CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> DownCell.Delivery? {
        if let statement = answer.immediate {
            return DownCell.Delivery(of: statement, number: 0)
        }
        let wanted = max(cell.deliveryWanted, 1)
        // A station that is ahead was served by an inbox whose database is lost: go on from there.
        if wanted > (try rows.nextStatement(of: caller.row)) {
            try rows.setNextStatement(wanted, of: caller.row)
        }
        if let repeated = answer.repeated, repeated.receiptNumber < wanted {
            let number = try rows.queue(repeated.receipt, for: caller.row)
            try rows.setReceiptNumber(number, of: repeated.number)
        }
        guard let statement = try rows.statement(wanted, for: caller.row) else { return nil }
        let offset = Int(cell.deliveryOffset) < statement.count ? Int(cell.deliveryOffset) : 0
        return DownCell.Delivery(of: statement, number: wanted, offset: offset)
    }
}
