internal import CSQLite

/// Reads what can be read of a damaged database, row by row, and changes nothing in it.
///
/// Every row that comes out must be checked by the caller: here nothing is believed.
public struct SalvageReader: ~Copyable {
    private let handle: SQLiteHandle
    private let statements = StatementCache()

    /// Opens a regular file for reading, without any other check of what it is.
    ///
    /// The handle could write, for only so can the log be read without an index file beside it; but
    /// every writing statement is refused, and closing copies nothing.
    public init(_ file: DatabaseFile) throws(SQLiteFault) {
        guard file.isRegular else {
            throw SQLiteFault(operation: .open, resultCode: SQLITE_CANTOPEN)
        }
        let opened = try SQLiteHandle(path: file.path)
        sqlite3_limit(opened.pointer, SQLITE_LIMIT_ATTACHED, 0)
        var now: Int32 = 0
        let code = csqlite_db_config(opened.pointer, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &now)
        guard code == SQLITE_OK, now == 1 else {
            throw SQLiteFault(operation: .configure, resultCode: code)
        }
        try opened.run("PRAGMA query_only=1", as: .configure)
        try opened.run("PRAGMA locking_mode=EXCLUSIVE", as: .configure)
        try opened.run("PRAGMA trusted_schema=0", as: .configure)
        try opened.run("PRAGMA cell_size_check=1", as: .configure)
        // Lets a file be read that is shorter than its header says, or whose schema has a bad line.
        // Source: sqlite.org/pragma.html#pragma_writable_schema; btree.c 3.40.1, `lockBtree`.
        try opened.run("PRAGMA writable_schema=1", as: .configure)
        handle = opened
    }

    deinit {
        statements.finalizeAll()
    }

    /// The statements that read one table; column 0 of each is the integer primary key.
    public struct Table: Sendable {
        /// Rows above `?`, ascending.
        public let ascending: StaticString
        /// Rows below `?`, descending.
        public let descending: StaticString
        /// The row with the key `?`.
        public let single: StaticString

        /// Names the statements.
        public init(ascending: StaticString, descending: StaticString, single: StaticString) {
            self.ascending = ascending
            self.descending = descending
            self.single = single
        }
    }

    /// Gives every readable row to a closure, each once, and gives whether the whole table was read.
    ///
    /// First upwards until a page cannot be read, then downwards from the end, then each key in
    /// between on its own, at most `gapLimit` of them.
    public func forEachRow(
        of table: Table,
        gapLimit: Int64 = 10_000,
        row: (borrowing SQLiteRow) -> Void
    ) -> Bool {
        guard canRun(table.ascending), canRun(table.descending), canRun(table.single) else {
            return false
        }
        var highest = Int64.min
        let isWhole = scan(table.ascending, from: .min) { current, key in
            // In a damaged tree pages can be linked in a ring.
            guard key > highest else { return false }
            highest = key
            row(current)
            return true
        }
        if isWhole { return true }
        var lowest = Int64.max
        _ = scan(table.descending, from: .max) { current, key in
            guard key > highest, key < lowest else { return false }
            lowest = key
            row(current)
            return true
        }
        readGap(table, above: highest, below: lowest, limit: gapLimit, row: row)
        return false
    }

    /// Errors in a row after which a gap is given up: the pages above it are gone.
    private static let errorLimit = 2000

    private func readGap(
        _ table: Table,
        above highest: Int64,
        below lowest: Int64,
        limit: Int64,
        row: (borrowing SQLiteRow) -> Void
    ) {
        let first = highest == .min ? 1 : highest + 1
        let (farthest, overflow) = first.addingReportingOverflow(limit)
        let end = min(lowest, overflow ? .max : farthest)
        guard first < end else { return }
        var errors = 0
        for key in first..<end {
            let isRead = scan(table.single, from: key) { current, found in
                if found == key { row(current) }
                return true
            }
            errors = isRead ? 0 : errors + 1
            guard errors < Self.errorLimit else { return }
        }
    }

    /// Whether a statement can be compiled: not where the schema itself cannot be read.
    private func canRun(_ sql: StaticString) -> Bool {
        do throws(SQLiteFault) {
            statements.put(try statements.take(sql, from: handle), for: sql)
            return true
        } catch {
            return false
        }
    }

    /// Reads the row with a key; nil where there is none or it cannot be read.
    public func first<Value>(
        _ sql: StaticString,
        key: Int64,
        read: (borrowing SQLiteRow) throws(SQLiteFault) -> Value
    ) -> Value? {
        do throws(SQLiteFault) {
            let statement = try statements.take(sql, from: handle)
            defer { statements.put(statement, for: sql) }
            guard
                SQLiteValue.integer(key).bind(to: statement, at: 1) == SQLITE_OK,
                sqlite3_step(statement) == SQLITE_ROW
            else { return nil }
            return try read(SQLiteRow(statement: statement))
        } catch {
            return nil
        }
    }

    /// Runs one statement while the closure wants more; gives whether it came to its end.
    private func scan(
        _ sql: StaticString,
        from key: Int64,
        row: (borrowing SQLiteRow, Int64) -> Bool
    ) -> Bool {
        do throws(SQLiteFault) {
            let statement = try statements.take(sql, from: handle)
            defer { statements.put(statement, for: sql) }
            guard SQLiteValue.integer(key).bind(to: statement, at: 1) == SQLITE_OK else {
                return false
            }
            while true {
                switch sqlite3_step(statement) {
                case SQLITE_ROW:
                    let current = SQLiteRow(statement: statement)
                    guard row(current, try current.integer(0)) else { return false }
                case SQLITE_DONE: return true
                default: return false
                }
            }
        } catch {
            return false
        }
    }
}
