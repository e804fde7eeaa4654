/// Extended result codes of SQLite that Swift does not import, being sums in macros.
///
/// Source: sqlite.org/rescode.html.
public enum ResultCode {
    /// `SQLITE_IOERR_READ`.
    public static let read: Int32 = 10 | 1 << 8
    /// `SQLITE_IOERR_WRITE`.
    public static let write: Int32 = 10 | 3 << 8
    /// `SQLITE_IOERR_FSYNC`.
    public static let fsync: Int32 = 10 | 4 << 8
    /// `SQLITE_IOERR_TRUNCATE`.
    public static let truncate: Int32 = 10 | 6 << 8
    /// `SQLITE_CORRUPT`.
    public static let corrupt: Int32 = 11
    /// `SQLITE_FULL`.
    public static let full: Int32 = 13
    /// `SQLITE_CANTOPEN`.
    public static let cannotOpen: Int32 = 14
}
