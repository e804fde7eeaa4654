internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// One row of the table `chain`.
struct ChainRow {
    /// The number of the chain that this journal continues.
    static let own: Int64 = 1

    var journal: JournalID
    var station: StationID
    var head: (sequence: UInt64, digest: Digest)

    init(journal: JournalID, station: StationID, head: (sequence: UInt64, digest: Digest)) {
        self.journal = journal
        self.station = station
        self.head = head
    }

    /// The columns `journal`, `station`, `head_sequence`, `head_digest`, `fingerprint`; nil where
    /// they are not what was once written.
    init?(row: borrowing SQLiteRow, id: Int64, from column: Int32) throws(SQLiteFault) {
        guard
            let journal = JournalID(bytes: try row.blob(column)),
            let station = StationID(bytes: try row.blob(column + 1)),
            let digest = Digest(bytes: try row.blob(column + 3))
        else { return nil }
        self.journal = journal
        self.station = station
        head = (UInt64(bitPattern: try row.integer(column + 2)), digest)
        guard try row.blob(column + 4) == fingerprint(id: id) else { return nil }
    }

    /// The names of all chains in a journal, with their numbers.
    static func readNames(
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault)
        -> [JournalID: Int64]
    {
        var names: [JournalID: Int64] = [:]
        try connection.query("SELECT id, journal FROM chain") { row throws(SQLiteFault) in
            let id = try row.integer(0)
            if let journal = JournalID(bytes: try row.blob(1)) { names[journal] = id }
        }
        return names
    }

    /// The chain that this journal continues; nil where its row is missing or damaged.
    static func readOwn(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> ChainRow? {
        try connection.first(
            """
            SELECT journal, station, head_sequence, head_digest, fingerprint
            FROM chain WHERE id = 1
            """
        ) { row throws(SQLiteFault) in
            try ChainRow(row: row, id: own, from: 0)
        } ?? nil
    }

    /// Writes the chain that this journal continues.
    func save(in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            """
            INSERT INTO chain (id, journal, station, head_sequence, head_digest, fingerprint)
            VALUES (1, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                head_sequence = excluded.head_sequence,
                head_digest = excluded.head_digest,
                fingerprint = excluded.fingerprint
            """,
            .blob(journal.bytes),
            .blob(station.bytes),
            .integer(Int64(bitPattern: head.sequence)),
            .blob(head.digest.bytes),
            .blob(fingerprint(id: Self.own))
        )
    }

    func fingerprint(id: Int64) -> [UInt8] {
        var fingerprint = Fingerprint(table: .chain)
        fingerprint.add(id)
        fingerprint.add(journal.bytes)
        fingerprint.add(station.bytes)
        fingerprint.add(Int64(bitPattern: head.sequence))
        fingerprint.add(head.digest.bytes)
        return fingerprint.bytes
    }
}
