internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// What is known of one journal of a station.
struct JournalRow: Hashable, Sendable {
    /// The row in the table.
    let id: Int64
    /// The last cells.
    var history: CellHistory
    /// Which entries are here.
    var gap: GapWatch
}

extension SQLiteConnection {
    /// The journal `name` of a station, if a cell or an entry named it before.
    func journal(_ name: JournalID, of station: Int64) throws(SQLiteFault) -> JournalRow? {
        try first(
            """
            SELECT id, pace_counter, pace_head, panic_counter, panic_head, contiguous, highest, fillers
            FROM journal WHERE station = ? AND name = ?
            """,
            .integer(station),
            .blob(name.bytes)
        ) { row throws(SQLiteFault) in try JournalRow(row) }
    }

    /// The journals of a station with a missing entry.
    func journalsWithMissing(
        of station: Int64
    ) throws(SQLiteFault)
        -> [(name: JournalID, row: JournalRow)]
    {
        var found: [(name: JournalID, row: JournalRow)] = []
        try query(
            """
            SELECT id, pace_counter, pace_head, panic_counter, panic_head, contiguous, highest,
                fillers, name
            FROM journal WHERE station = ? AND contiguous < highest
            """,
            .integer(station)
        ) { row throws(SQLiteFault) in
            let name = JournalID(bytes: try row.blob(8)) ?? .zero
            found.append((name, try JournalRow(row)))
        }
        return found
    }

    /// Begins to know a journal.
    func addJournal(_ name: JournalID, of station: Int64) throws(SQLiteFault) {
        try execute(
            "INSERT INTO journal (station, name) VALUES (?, ?)",
            .integer(station),
            .blob(name.bytes)
        )
    }

    /// Writes a journal back.
    func save(_ journal: JournalRow) throws(SQLiteFault) {
        try execute(
            """
            UPDATE journal SET pace_counter = ?, pace_head = ?, panic_counter = ?, panic_head = ?,
                contiguous = ?, highest = ?, fillers = ? WHERE id = ?
            """,
            .number(journal.history.pace?.counter),
            .number(journal.history.pace?.headSequence),
            .number(journal.history.panic?.counter),
            .number(journal.history.panic?.headSequence),
            .number(journal.gap.contiguous),
            .number(journal.gap.highest),
            .integer(journal.gap.fillers),
            .integer(journal.id)
        )
    }

    /// The digest that was first claimed for a place of the chain.
    func claim(_ sequence: UInt64, in journal: Int64) throws(SQLiteFault) -> Digest? {
        let bytes = try first(
            "SELECT digest FROM claim WHERE journal = ? AND sequence = ?",
            .integer(journal),
            .number(sequence)
        ) { row throws(SQLiteFault) in try row.blob(0) }
        return bytes.flatMap { Digest(bytes: $0) }
    }

    /// Claims a place of the chain for a digest; `false` where it is claimed for another.
    func stakeClaim(
        _ digest: Digest,
        at sequence: UInt64,
        in journal: Int64
    ) throws(SQLiteFault) -> Bool {
        if let known = try claim(sequence, in: journal) { return known == digest }
        try execute(
            "INSERT INTO claim (journal, sequence, digest) VALUES (?, ?, ?)",
            .integer(journal),
            .number(sequence),
            .blob(digest.bytes)
        )
        return true
    }
}

extension JournalRow {
    /// Reads the eight columns of a journal.
    init(_ row: borrowing SQLiteRow) throws(SQLiteFault) {
        self.init(
            id: try row.integer(0),
            history: CellHistory(
                pace: Self.mark(try row.optionalInteger(1), try row.optionalInteger(2)),
                panic: Self.mark(try row.optionalInteger(3), try row.optionalInteger(4))
            ),
            gap: GapWatch(
                contiguous: try row.number(5),
                highest: try row.number(6),
                fillers: try row.integer(7)
            )
        )
    }

    private static func mark(_ counter: Int64?, _ head: Int64?) -> CellHistory.Mark? {
        guard let counter, let head else { return nil }
        return CellHistory.Mark(
            counter: UInt64(clamping: counter),
            headSequence: UInt64(clamping: head)
        )
    }
}

extension SQLiteValue {
    /// A number of ours: bounds were checked when the cell came in.
    static func number(_ value: UInt64?) -> SQLiteValue {
        .optionalInteger(value.map { Int64(clamping: $0) })
    }
}

extension SQLiteRow {
    /// A number of ours.
    func number(_ column: Int32) throws(SQLiteFault) -> UInt64 {
        UInt64(clamping: try integer(column))
    }
}
