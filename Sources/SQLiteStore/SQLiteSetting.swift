/// A setting of the connection, by its name in SQLite.
public enum SQLiteSetting: String, CaseIterable, Hashable, Sendable {
    /// `busy_timeout`: how long to wait for another connection.
    case busyTimeout = "busy_timeout"
    /// `locking_mode`: whether any other connection may use the file.
    case lockingMode = "locking_mode"
    /// `trusted_schema`: whether the schema may call functions with side effects.
    case trustedSchema = "trusted_schema"
    /// `cell_size_check`: bounds of cells are checked when a page is loaded.
    case cellSizeCheck = "cell_size_check"
    /// `mmap_size`: a read error through a mapping would be a SIGBUS.
    case mmapSize = "mmap_size"
    /// `foreign_keys`: references are enforced.
    case foreignKeys = "foreign_keys"
    /// `temp_store`: no temporary file outside our folder.
    case tempStore = "temp_store"
    /// `secure_delete`: deleted content is overwritten.
    case secureDelete = "secure_delete"
    /// `journal_mode`: the write-ahead log.
    case journalMode = "journal_mode"
    /// `synchronous`: a commit returns after the log is on the disk.
    case synchronous = "synchronous"
    /// `wal_autocheckpoint`: pages in the log that start a checkpoint.
    case walAutocheckpoint = "wal_autocheckpoint"
    /// `journal_size_limit`: bytes the log keeps after a checkpoint.
    case journalSizeLimit = "journal_size_limit"
    /// `max_page_count`: the size limit of the file.
    case maxPageCount = "max_page_count"
    /// `application_id`: whose file it is.
    case applicationID = "application_id"
    /// `SQLITE_DBCONFIG_DEFENSIVE`: no statement can damage the file on purpose.
    case defensive = "defensive"
    /// `SQLITE_DBCONFIG_DQS_DML` and `_DDL` off: a misspelt column is an error, not a string.
    case doubleQuotedStrings = "double_quoted_strings"
    /// `SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE`: closing after a fault writes nothing.
    case noCheckpointOnClose = "no_checkpoint_on_close"
}
