internal import CSQLite

/// Which migrations a file has, and whether they are the first of ours, word for word.
struct MigrationLedger {
    let applicationID: Int32
    let migrations: [Migration]

    /// What the file says of itself.
    struct Found {
        /// Whether the file holds nothing yet.
        let isNew: Bool
        /// How many of our migrations it has.
        let applied: Int
    }

    init(description: DatabaseDescription) {
        applicationID = description.applicationID
        migrations = description.migrations
    }

    /// Reads whose file it is and which migrations it has; refuses what is not ours.
    ///
    /// Writes nothing.
    func read(_ handle: borrowing SQLiteHandle) throws(SQLiteOpeningError) -> Found {
        let header = try DatabaseOpening.mapping {
            () throws(SQLiteFault) -> (owner: Int64, tables: Int64, ledger: Int64, version: Int64)
            in
            (
                try handle.firstInteger("PRAGMA application_id", as: .open),
                try handle.firstInteger("SELECT count(*) FROM sqlite_schema", as: .open),
                try handle.firstInteger(
                    "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='migration'",
                    as: .open
                ),
                try handle.firstInteger("PRAGMA user_version", as: .open)
            )
        }
        // A power cut between the making of the file and its first migration leaves an empty
        // database without an owner.
        if header.tables == 0, header.owner == 0, header.version == 0 {
            return Found(isNew: true, applied: 0)
        }
        guard header.owner == Int64(applicationID), header.ledger == 1 else {
            throw .refused(.foreignApplication)
        }
        guard header.version <= Int64(migrations.count) else { throw .refused(.unknownMigration) }
        let rows = try DatabaseOpening.mapping { () throws(SQLiteFault) in try readRows(handle) }
        guard rows.count <= migrations.count else { throw .refused(.unknownMigration) }
        for (row, migration) in zip(rows, migrations) {
            guard row.name == migration.name else { throw .refused(.unknownMigration) }
            guard row.sql == migration.sql else { throw .refused(.changedMigration) }
        }
        guard rows.count == Int(header.version) else { throw .refused(.damaged) }
        return Found(isNew: false, applied: rows.count)
    }

    /// Applies what is missing, each step with its row in one transaction; gives how many.
    func applyMissing(_ handle: borrowing SQLiteHandle, applied: Int) throws(SQLiteFault) -> Int {
        for (position, migration) in migrations.enumerated().dropFirst(applied) {
            try handle.run("BEGIN IMMEDIATE", as: .migrate)
            do throws(SQLiteFault) {
                if position == 0 {
                    try handle.run(Self.table, as: .migrate)
                    try handle.run("PRAGMA application_id=\(applicationID)", as: .migrate)
                }
                try handle.run(migration.sql, as: .migrate)
                precondition(
                    sqlite3_get_autocommit(handle.pointer) == 0,
                    "a migration has no transaction statements of its own"
                )
                try record(migration, position + 1, handle)
                try handle.run("PRAGMA user_version=\(position + 1)", as: .migrate)
                try handle.run("COMMIT", as: .migrate)
            } catch {
                handle.rollBack()
                throw error
            }
        }
        return migrations.count - applied
    }

    private static let table = """
        -- The text of each step that was applied, word for word: a later version compares it.
        CREATE TABLE migration (
            position INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            sql TEXT NOT NULL
        ) STRICT
        """

    private func readRows(
        _ handle: borrowing SQLiteHandle
    ) throws(SQLiteFault)
        -> [(name: String, sql: String)]
    {
        let sql = "SELECT name, sql FROM migration ORDER BY position"
        var rows: [(name: String, sql: String)] = []
        try handle.forEachRow(sql, [], as: .open) { row throws(SQLiteFault) in
            rows.append((try row.text(0), try row.text(1)))
        }
        return rows
    }

    private func record(
        _ migration: Migration,
        _ position: Int,
        _ handle: borrowing SQLiteHandle
    ) throws(SQLiteFault) {
        try handle.forEachRow(
            "INSERT INTO migration (position, name, sql) VALUES (?, ?, ?)",
            [.integer(Int64(position)), .text(migration.name), .text(migration.sql)],
            as: .migrate
        ) { _ in }
    }
}
