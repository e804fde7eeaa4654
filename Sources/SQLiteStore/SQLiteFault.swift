internal import CSQLite
internal import Glibc

/// A fault that SQLite or the disk below it reported.
///
/// It carries numbers and fixed words only: SQLite's own message can quote stored text and is never
/// read. Source: sqlite.org "Result and Error Codes".
public struct SQLiteFault: Error, Hashable, Sendable {
    /// What was being done when the fault came.
    public enum Operation: String, Hashable, Sendable {
        /// Opening the file.
        case open
        /// Setting or reading back a setting.
        case configure
        /// Compiling a statement.
        case prepare
        /// Binding a value to a statement.
        case bind
        /// Running a statement.
        case step
        /// Reading a column of a row.
        case readColumn
        /// Beginning a transaction.
        case begin
        /// Committing a transaction.
        case commit
        /// Applying a migration.
        case migrate
        /// Copying the write-ahead log into the file.
        case checkpoint
        /// Checking the structure of the file.
        case check
    }

    /// What was being done when the fault came.
    public let operation: Operation
    /// The extended result code of SQLite.
    public let resultCode: Int32
    /// The `errno` of the system call that failed below SQLite; 0 where there was none.
    public let systemErrorNumber: Int32

    /// Makes a fault.
    public init(operation: Operation, resultCode: Int32, systemErrorNumber: Int32 = 0) {
        self.operation = operation
        self.resultCode = resultCode
        self.systemErrorNumber = systemErrorNumber
    }

    /// The fixed words for logs and status.
    public var faultCode: String { "sqlite.\(operation.rawValue)" }

    /// The primary result code: the low byte of the extended one.
    public var primaryCode: Int32 { resultCode & 0xFF }

    /// Whether no room was left: on the disk, in the quota, or in the size limit of the file.
    ///
    /// SQLite turns ENOSPC of a write into SQLITE_FULL, but EDQUOT into SQLITE_IOERR_WRITE, and
    /// ENOSPC of an open (no inode left) into SQLITE_CANTOPEN. Source: os_unix.c, `unixWrite`.
    public var isFull: Bool {
        primaryCode == SQLITE_FULL
            || ((primaryCode == SQLITE_IOERR || primaryCode == SQLITE_CANTOPEN)
                && (systemErrorNumber == ENOSPC || systemErrorNumber == EDQUOT))
    }

    /// Whether an fsync, of the file or of its folder, failed.
    ///
    /// The kernel may have dropped the pages it could not write and marked them clean, so that a
    /// second fsync succeeds without them. It is never simply retried.
    /// Source: Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020.
    public var isFsyncFailure: Bool {
        resultCode == SQLITE_IOERR | (4 << 8) || resultCode == SQLITE_IOERR | (5 << 8)
    }

    /// Whether the disk answered with an error.
    public var isInputOutput: Bool { primaryCode == SQLITE_IOERR }

    /// Whether the structure of the file is damaged.
    public var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT }

    /// Whether the file is not an SQLite database.
    public var isNotADatabase: Bool { primaryCode == SQLITE_NOTADB }

    /// Whether what was read is not what this program writes: the file is damaged.
    ///
    /// A statement that does not compile is damage of the schema, for all statements are literals
    /// that compile with a sound one; except in a migration, where it is a bug of the migration.
    public var isDamage: Bool {
        isCorrupt || isNotADatabase || isMismatch
            || (primaryCode == SQLITE_ERROR && operation != .migrate)
    }

    /// Whether another connection holds the file.
    public var isBusy: Bool { primaryCode == SQLITE_BUSY || primaryCode == SQLITE_LOCKED }

    /// Whether the file or its file system can only be read.
    public var isReadOnly: Bool {
        primaryCode == SQLITE_READONLY
            || (primaryCode == SQLITE_IOERR && systemErrorNumber == EROFS)
    }

    /// Whether a constraint of the schema refused the row.
    public var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }

    /// Whether the work was stopped at its time limit.
    public var isInterrupted: Bool { primaryCode == SQLITE_INTERRUPT }

    /// Whether a column held another type than the one asked for.
    public var isMismatch: Bool { primaryCode == SQLITE_MISMATCH }
}
