internal import SQLiteStore

/// Finds rows that are not what was once written, and moves them out of the way.
enum Quarantine {
    /// Checks every row but the bodies; gives how many were moved.
    static func audit(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> Int {
        let entries = try badEntries(connection)
        for id in entries { try moveEntry(id, in: connection) }
        let clocks = try bad(
            connection,
            "SELECT id, journal, sequence, term, start, fingerprint FROM clock"
        ) { row throws(SQLiteFault) in try ClockRow(row: row, from: 1) != nil }
        let incidents = try bad(
            connection,
            "SELECT id, incident, counter, presses, flags, fingerprint FROM incident"
        ) { row throws(SQLiteFault) in try IncidentRow(row: row, from: 1) != nil }
        let numbers = try bad(connection, "SELECT id, value, fingerprint FROM number") {
            row throws(SQLiteFault) in
            let expected = NumberRow.fingerprint(id: try row.integer(0), try row.integer(1))
            return try row.blob(2) == expected
        }
        let documents = try bad(connection, "SELECT id, content, fingerprint FROM document") {
            row throws(SQLiteFault) in
            let expected = DocumentRow.fingerprint(id: try row.integer(0), try row.blob(1))
            return try row.blob(2) == expected
        }
        for id in clocks { try moveClock(id, in: connection) }
        for id in incidents { try moveIncident(id, in: connection) }
        for id in numbers { try moveNumber(id, in: connection) }
        for id in documents { try moveDocument(id, in: connection) }
        return entries.count + clocks.count + incidents.count + numbers.count + documents.count
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

    private static func moveClock(
        _ id: Int64,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.transaction { inside throws(SQLiteFault) in
            try inside.execute(
                """
                INSERT INTO quarantine (origin, row, header, content)
                SELECT 'clock', id, journal, sequence || ' ' || term || ' ' || start
                FROM clock WHERE id = ?
                """,
                .integer(id)
            )
            try inside.execute("DELETE FROM clock WHERE id = ?", .integer(id))
        }
    }

    private static func moveIncident(
        _ id: Int64,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.transaction { inside throws(SQLiteFault) in
            try inside.execute(
                """
                INSERT INTO quarantine (origin, row, header, content)
                SELECT 'incident', id, incident, counter || ' ' || presses || ' ' || flags
                FROM incident WHERE id = ?
                """,
                .integer(id)
            )
            try inside.execute("DELETE FROM incident WHERE id = ?", .integer(id))
        }
    }

    private static func moveNumber(
        _ id: Int64,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.transaction { inside throws(SQLiteFault) in
            try inside.execute(
                """
                INSERT INTO quarantine (origin, row, content)
                SELECT 'number', id, value FROM number WHERE id = ?
                """,
                .integer(id)
            )
            try inside.execute("DELETE FROM number WHERE id = ?", .integer(id))
        }
    }

    private static func moveDocument(
        _ id: Int64,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.transaction { inside throws(SQLiteFault) in
            try inside.execute(
                """
                INSERT INTO quarantine (origin, row, content)
                SELECT 'document', id, content FROM document WHERE id = ?
                """,
                .integer(id)
            )
            try inside.execute("DELETE FROM document WHERE id = ?", .integer(id))
        }
    }
}
