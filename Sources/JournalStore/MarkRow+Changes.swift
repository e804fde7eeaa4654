internal import MeldpostCore
internal import SQLiteStore

/// What an entry changes of the marks, in its own commit.
extension MarkRow {
    /// Makes the change of the entry `own` to what broke off.
    static func apply(
        _ change: InterruptionChange,
        by own: EntryReference,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        switch change {
        case .began(let kind):
            try MarkRow(InterruptedRecord(entry: own, kind: kind)).save(in: connection)
        case .ended(let entry):
            try erase(.interruption, of: entry, in: connection)
        }
    }

    /// Does what a step does: ends the term, or notes that one person was told and ends it with the
    /// last.
    ///
    /// Where the row is damaged or lost the term runs until all are told at once, so that no person is
    /// forgotten (P7).
    static func apply(
        _ closing: TermClosing,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        if let person = closing.person {
            guard var persons = try personsToTell(of: closing.entry, in: connection) else {
                return
            }
            persons.tell(person)
            try MarkRow(persons).save(in: connection)
            guard persons.untold.isEmpty else { return }
        }
        try ClockRow.close(closing.entry, closing.term, in: connection)
    }

    private static func personsToTell(
        of entry: EntryReference,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> PersonsToTell? {
        let found = try connection.first(
            """
            SELECT journal, sequence, kind, value, fingerprint FROM mark
            WHERE journal = ? AND sequence = ? AND kind = ?
            """,
            .blob(entry.journal.bytes),
            .integer(Int64(bitPattern: entry.sequence)),
            .integer(Kind.telling.rawValue)
        ) { row throws(SQLiteFault) in
            try MarkRow(row: row, from: 0)?.personsToTell as PersonsToTell?
        }
        return found ?? nil
    }
}
