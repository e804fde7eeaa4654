internal import SQLiteStore

extension EntryRow {
    /// Adds the row and its body; gives whether it was not there before.
    @discardableResult
    func insert(
        content: [UInt8]?,
        into connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> Bool {
        let id = try connection.first(
            """
            INSERT INTO entry (
                chain, sequence, digest, urgency, length, receipted, header, signature, fingerprint
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (chain, sequence) DO NOTHING
            RETURNING id
            """,
            .integer(chain),
            .integer(Int64(bitPattern: sequence)),
            .blob(digest),
            .integer(urgency),
            .integer(length),
            .integer(isReceipted ? 1 : 0),
            .optionalBlob(header),
            .optionalBlob(signature),
            .blob(fingerprint)
        ) { row throws(SQLiteFault) in try row.integer(0) }
        guard let id else { return false }
        if let content {
            try connection.execute(
                "INSERT OR REPLACE INTO body (id, content) VALUES (?, ?)",
                .integer(id),
                .blob(content)
            )
        }
        return true
    }

    /// Writes what can change in a row: whether it was receipted, and whether its body is here.
    func update(id: Int64, in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            """
            UPDATE entry SET receipted = ?, header = ?, signature = ?, fingerprint = ?
            WHERE id = ?
            """,
            .integer(isReceipted ? 1 : 0),
            .optionalBlob(header),
            .optionalBlob(signature),
            .blob(fingerprint),
            .integer(id)
        )
    }

    /// A row with its number, and whether it is what was once written.
    struct Found {
        let id: Int64
        let row: EntryRow
        let isSound: Bool
    }

    /// The row of an entry; nil where there is none.
    static func find(
        chain: Int64,
        sequence: UInt64,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> Found? {
        try connection.first(
            """
            SELECT id, chain, sequence, digest, urgency, length, receipted, header, signature,
                fingerprint
            FROM entry WHERE chain = ? AND sequence = ?
            """,
            .integer(chain),
            .integer(Int64(bitPattern: sequence))
        ) { row throws(SQLiteFault) in
            let entry = try EntryRow(row: row, from: 1)
            return Found(
                id: try row.integer(0),
                row: entry,
                isSound: entry.isSound(fingerprint: try row.blob(9))
            )
        }
    }
}
