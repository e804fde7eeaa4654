internal import CSQLite

/// One row of a result, for the time its closure runs.
///
/// Columns count from 0. A column that holds another type than asked for throws
/// `SQLITE_MISMATCH`: SQLite's silent conversions would hide a damaged row.
public struct SQLiteRow: ~Copyable {
    private let statement: OpaquePointer

    init(statement: OpaquePointer) {
        self.statement = statement
    }

    /// Whether the column holds null.
    public func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    /// The integer in a column.
    public func integer(_ column: Int32) throws(SQLiteFault) -> Int64 {
        try require(SQLITE_INTEGER, in: column)
        return sqlite3_column_int64(statement, column)
    }

    /// The text in a column; bytes that are not UTF-8 are refused.
    public func text(_ column: Int32) throws(SQLiteFault) -> String {
        try require(SQLITE_TEXT, in: column)
        let pointer = sqlite3_column_text(statement, column)
        let bytes = UnsafeBufferPointer(
            start: pointer,
            count: Int(sqlite3_column_bytes(statement, column))
        )
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.mismatch }
        return text
    }

    /// The bytes in a column.
    public func blob(_ column: Int32) throws(SQLiteFault) -> [UInt8] {
        try require(SQLITE_BLOB, in: column)
        let pointer = sqlite3_column_blob(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        return [UInt8](UnsafeRawBufferPointer(start: pointer, count: count))
    }

    /// The integer in a column, or nil where it holds null.
    public func optionalInteger(_ column: Int32) throws(SQLiteFault) -> Int64? {
        isNull(column) ? nil : try integer(column)
    }

    /// The bytes in a column, or nil where it holds null.
    public func optionalBlob(_ column: Int32) throws(SQLiteFault) -> [UInt8]? {
        isNull(column) ? nil : try blob(column)
    }

    private static var mismatch: SQLiteFault {
        SQLiteFault(operation: .readColumn, resultCode: SQLITE_MISMATCH)
    }

    private func require(_ type: Int32, in column: Int32) throws(SQLiteFault) {
        precondition(
            column >= 0 && column < sqlite3_column_count(statement),
            "a column the statement does not have"
        )
        guard sqlite3_column_type(statement, column) == type else { throw Self.mismatch }
    }
}
