internal import MeldpostCore
internal import SQLiteStore

/// One row of the table `clock`.
struct ClockRow {
    let clock: LegalClock

    init(_ clock: LegalClock) {
        self.clock = clock
    }

    /// The columns `journal`, `sequence`, `term`, `start`, `fingerprint`; nil where they are not
    /// what was once written.
    init?(row: borrowing SQLiteRow, from column: Int32) throws(SQLiteFault) {
        guard
            let journal = JournalID(bytes: try row.blob(column)),
            let term = LegalTerm(rawValue: UInt8(clamping: try row.integer(column + 2))),
            let start = UInt32(exactly: try row.integer(column + 3))
        else { return nil }
        clock = LegalClock(
            entry: EntryReference(
                journal: journal,
                sequence: UInt64(bitPattern: try row.integer(column + 1))
            ),
            term: term,
            start: UnixHour(rawValue: start)
        )
        guard try row.blob(column + 4) == fingerprint else { return nil }
    }

    /// Adds the row where it is not there.
    func insert(into connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            """
            INSERT INTO clock (journal, sequence, term, start, fingerprint) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (journal, sequence, term) DO NOTHING
            """,
            .blob(clock.entry.journal.bytes),
            .integer(Int64(bitPattern: clock.entry.sequence)),
            .integer(Int64(clock.term.rawValue)),
            .integer(Int64(clock.start.rawValue)),
            .blob(fingerprint)
        )
    }

    /// Takes a term away, with what is noted of the persons who are to be told, or of what the finding
    /// is about that started it; one that does not run changes nothing.
    static func close(
        _ entry: EntryReference,
        _ term: LegalTerm,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.execute(
            "DELETE FROM clock WHERE journal = ? AND sequence = ? AND term = ?",
            .blob(entry.journal.bytes),
            .integer(Int64(bitPattern: entry.sequence)),
            .integer(Int64(term.rawValue))
        )
        switch term {
        case .tellPersonConcerned: try MarkRow.erase(.telling, of: entry, in: connection)
        case .takeUpSerious: try MarkRow.erase(.finding, of: entry, in: connection)
        case .decideOnSteps, .investigateNeed: break
        }
    }

    private var fingerprint: [UInt8] {
        var fingerprint = Fingerprint(table: .clock)
        fingerprint.add(clock.entry.journal.bytes)
        fingerprint.add(Int64(bitPattern: clock.entry.sequence))
        fingerprint.add(Int64(clock.term.rawValue))
        fingerprint.add(Int64(clock.start.rawValue))
        return fingerprint.bytes
    }
}
