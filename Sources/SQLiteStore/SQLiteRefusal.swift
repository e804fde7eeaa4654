/// Why a file is not taken as our database.
///
/// A refusal names the rule, never a value or a path.
public enum SQLiteRefusal: Hashable, Sendable {
    /// What stands at the path in place of a regular file.
    public enum FileKind: String, Hashable, Sendable {
        /// A folder.
        case directory
        /// A symbolic link, which is not followed.
        case symbolicLink
        /// A named pipe; opening it would block.
        case fifo
        /// A socket.
        case socket
        /// A character or block device.
        case device
    }

    /// The path does not lead to a regular file.
    case notARegularFile(FileKind)
    /// Another user owns the file.
    case notOwned
    /// The file is larger than its limit.
    case tooLarge
    /// The file is empty but its write-ahead log is not; SQLite would delete the log.
    case emptyBesideLog
    /// The content is not an SQLite database.
    case notADatabase
    /// It is a database of another program.
    case foreignApplication
    /// It was written by a newer version: it has a migration that this one does not know.
    case unknownMigration
    /// A migration that was applied has another text now.
    case changedMigration
    /// A setting could not be made as strong as it must be.
    case weakSetting(SQLiteSetting)
    /// The structure of the file is damaged.
    case damaged

    /// The fixed words for logs and status.
    public var refusalCode: String {
        switch self {
        case .notARegularFile(let kind): "sqlite.refused.file.\(kind.rawValue)"
        case .notOwned: "sqlite.refused.file.owner"
        case .tooLarge: "sqlite.refused.file.size"
        case .emptyBesideLog: "sqlite.refused.file.emptyBesideLog"
        case .notADatabase: "sqlite.refused.notADatabase"
        case .foreignApplication: "sqlite.refused.foreignApplication"
        case .unknownMigration: "sqlite.refused.unknownMigration"
        case .changedMigration: "sqlite.refused.changedMigration"
        case .weakSetting(let setting): "sqlite.refused.setting.\(setting.rawValue)"
        case .damaged: "sqlite.refused.damaged"
        }
    }
}
