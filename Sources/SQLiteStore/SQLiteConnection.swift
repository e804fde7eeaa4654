internal import CSQLite
internal import Glibc

/// The owner of one connection to a database that was opened with proved durability.
///
/// A connection belongs to one thread or actor at a time; its calls block on the disk. Statement
/// texts are literals, so no stored or received text can become SQL. It closes when it goes away,
/// and writes nothing then: after a fault, closing must not touch the file.
public struct SQLiteConnection: ~Copyable {
    let handle: SQLiteHandle
    let statements = StatementCache()
    /// What was found and done when the database was opened.
    public let opening: OpeningReport

    /// Opens a database, or makes it where nothing or an empty file is at the path.
    ///
    /// In order: the file is looked at from outside, the settings are set and read back, the header
    /// must be ours, the structure is checked within its time limit, missing migrations are applied.
    /// Nothing is written to a file that is refused.
    public init(_ description: DatabaseDescription) throws(SQLiteOpeningError) {
        let file = DatabaseFile(path: description.path)
        let made = try file.prepare(sizeLimitBytes: description.durability.sizeLimitBytes)
        let opened = try Self.open(description)
        opening = try DatabaseOpening.run(opened, description, made: made)
        handle = opened
    }

    deinit {
        statements.finalizeAll()
    }

    /// Runs a statement that gives no rows.
    public func execute(_ sql: StaticString, _ values: SQLiteValue...) throws(SQLiteFault) {
        try step(sql, values) { _ in }
    }

    /// Runs a statement and gives each row to a closure, in order.
    public func query(
        _ sql: StaticString,
        _ values: SQLiteValue...,
        row: (borrowing SQLiteRow) throws(SQLiteFault) -> Void
    ) throws(SQLiteFault) {
        try step(sql, values, row: row)
    }

    /// Runs a statement and reads its first row; nil where there is none.
    public func first<Value>(
        _ sql: StaticString,
        _ values: SQLiteValue...,
        read: (borrowing SQLiteRow) throws(SQLiteFault) -> Value
    ) throws(SQLiteFault) -> Value? {
        let statement = try statements.take(sql, from: handle)
        defer { statements.put(statement, for: sql) }
        try bind(values, to: statement)
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return try read(SQLiteRow(statement: statement))
        case SQLITE_DONE: return nil
        case let code: throw handle.fault(.step, code)
        }
    }

    /// Rows that the last INSERT, UPDATE or DELETE changed.
    public var changes: Int64 { sqlite3_changes64(handle.pointer) }

    private static func open(
        _ description: DatabaseDescription
    ) throws(SQLiteOpeningError)
        -> SQLiteHandle
    {
        do throws(SQLiteFault) {
            return try SQLiteHandle(
                path: description.path,
                fileSystemLayer: description.fileSystemLayer
            )
        } catch {
            throw SQLiteOpeningError(error)
        }
    }

    private func step(
        _ sql: StaticString,
        _ values: [SQLiteValue],
        row: (borrowing SQLiteRow) throws(SQLiteFault) -> Void
    ) throws(SQLiteFault) {
        let statement = try statements.take(sql, from: handle)
        defer { statements.put(statement, for: sql) }
        try bind(values, to: statement)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try row(SQLiteRow(statement: statement))
            case SQLITE_DONE: return
            case let code: throw handle.fault(.step, code)
            }
        }
    }

    private func bind(_ values: [SQLiteValue], to statement: OpaquePointer) throws(SQLiteFault) {
        errno = 0
        precondition(
            Int(sqlite3_bind_parameter_count(statement)) == values.count,
            "a value for each parameter of the statement"
        )
        for (index, value) in zip(Int32(1)..., values) {
            let code = value.bind(to: statement, at: index)
            guard code == SQLITE_OK else { throw handle.fault(.bind, code) }
        }
    }
}
