internal import SQLiteStore

/// Finds rows that are not what was once written, and moves them out of the way.
enum Quarantine {
    /// Checks every row but the bodies; gives how many were moved.
    static func audit(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> Int {
        var moved = 0
        for id in try badEntries(connection) {
            try moveEntry(id, in: connection)
            moved += 1
        }
        for table in MovableTable.allCases {
            for id in try bad(connection, table.allRows, isSound: table.isSound) {
                try move(id, of: table, in: connection)
                moved += 1
            }
        }
        return moved
    }

    /// Moves an entry with its body; where the body cannot be read, the row alone.
    static func moveEntry(
        _ id: Int64,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        do throws(SQLiteFault) {
            try connection.transaction { inside throws(SQLiteFault) in
                try inside.execute(
                    """
                    INSERT INTO quarantine (origin, row, header, signature, content)
                    SELECT 'entry', entry.id, header, signature, content
                    FROM entry LEFT JOIN body ON body.id = entry.id WHERE entry.id = ?
                    """,
                    .integer(id)
                )
                try inside.execute("DELETE FROM body WHERE id = ?", .integer(id))
                try inside.execute("DELETE FROM entry WHERE id = ?", .integer(id))
            }
        } catch {
            guard error.isCorrupt else { throw error }
            try connection.transaction { inside throws(SQLiteFault) in
                try inside.execute(
                    """
                    INSERT INTO quarantine (origin, row, header, signature)
                    SELECT 'entry', id, header, signature FROM entry WHERE id = ?
                    """,
                    .integer(id)
                )
                try inside.execute("DELETE FROM entry WHERE id = ?", .integer(id))
            }
        }
    }

    private static func badEntries(
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault)
        -> [Int64]
    {
        try bad(
            connection,
            """
            SELECT id, chain, sequence, digest, urgency, length, receipted, header, signature,
                fingerprint
            FROM entry
            """
        ) { row throws(SQLiteFault) in
            try EntryRow(row: row, from: 1).isSound(fingerprint: row.blob(9))
        }
    }

    /// The keys of the rows that fail a check, or whose columns have the wrong type.
    private static func bad(
        _ connection: borrowing SQLiteConnection,
        _ sql: StaticString,
        isSound: (borrowing SQLiteRow) throws(SQLiteFault) -> Bool
    ) throws(SQLiteFault) -> [Int64] {
        var found: [Int64] = []
        try connection.query(sql) { row throws(SQLiteFault) in
            let id = try row.integer(0)
            do throws(SQLiteFault) {
                if try !isSound(row) { found.append(id) }
            } catch {
                guard error.isMismatch else { throw error }
                found.append(id)
            }
        }
        return found
    }

    private static func move(
        _ id: Int64,
        of table: MovableTable,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.transaction { inside throws(SQLiteFault) in
            try inside.execute(table.copy, .integer(id))
            try inside.execute(table.removal, .integer(id))
        }
    }
}
