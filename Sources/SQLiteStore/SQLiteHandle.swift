internal import CSQLite
internal import Glibc

/// The owner of one `sqlite3` handle.
struct SQLiteHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Opens an existing file for reading and writing.
    init(path: String, fileSystemLayer: String? = nil) throws(SQLiteFault) {
        errno = 0
        var opened: OpaquePointer?
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_PRIVATECACHE
            | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &opened, flags, fileSystemLayer)
        guard let opened else {
            throw SQLiteFault(operation: .open, resultCode: code)
        }
        guard code == SQLITE_OK else {
            let errorNumber = errno
            sqlite3_close_v2(opened)
            throw SQLiteFault(operation: .open, resultCode: code, systemErrorNumber: errorNumber)
        }
        self.pointer = opened
    }

    deinit {
        sqlite3_close_v2(pointer)
    }

    /// The fault of the call that just gave a result code.
    ///
    /// `errno` is what the failing system call left: the calls here set it to 0 before they ask
    /// SQLite, and only a failing system call changes it. `sqlite3_system_errno` does not do: 3.40.1
    /// does not set it when a commit fails. Source: vdbeaux.c 3.40.1, `sqlite3VdbeHalt`.
    func fault(_ operation: SQLiteFault.Operation, _ code: Int32) -> SQLiteFault {
        let errorNumber = errno
        let primary = code & 0xFF
        let fromDisk =
            primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN || primary == SQLITE_FULL
        return SQLiteFault(
            operation: operation,
            resultCode: code,
            systemErrorNumber: fromDisk ? errorNumber : 0
        )
    }

    /// Runs statements that give no rows.
    func run(_ sql: String, as operation: SQLiteFault.Operation) throws(SQLiteFault) {
        errno = 0
        let code = sqlite3_exec(pointer, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw fault(operation, code) }
    }

    /// The first column of the first row as text; nil where there is no row.
    func firstText(
        _ sql: String,
        as operation: SQLiteFault.Operation
    ) throws(SQLiteFault) -> String? {
        errno = 0
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v2(pointer, sql, -1, &prepared, nil)
        defer { sqlite3_finalize(prepared) }
        guard code == SQLITE_OK, let prepared else { throw fault(operation, code) }
        switch sqlite3_step(prepared) {
        case SQLITE_ROW:
            guard let text = sqlite3_column_text(prepared, 0) else { return nil }
            return String(decodingCString: text, as: UTF8.self)
        case SQLITE_DONE:
            return nil
        case let stepped:
            throw fault(operation, stepped)
        }
    }

    /// The first column of the first row as a number; 0 where there is none.
    func firstInteger(
        _ sql: String,
        as operation: SQLiteFault.Operation
    ) throws(SQLiteFault) -> Int64 {
        try firstText(sql, as: operation).flatMap { Int64($0) } ?? 0
    }

    /// Runs a statement once, without keeping it.
    func forEachRow(
        _ sql: String,
        _ values: [SQLiteValue],
        as operation: SQLiteFault.Operation,
        row: (borrowing SQLiteRow) throws(SQLiteFault) -> Void
    ) throws(SQLiteFault) {
        errno = 0
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v2(pointer, sql, -1, &prepared, nil)
        defer { sqlite3_finalize(prepared) }
        guard code == SQLITE_OK, let prepared else { throw fault(operation, code) }
        for (index, value) in zip(Int32(1)..., values) {
            let code = value.bind(to: prepared, at: index)
            guard code == SQLITE_OK else { throw fault(operation, code) }
        }
        while true {
            switch sqlite3_step(prepared) {
            case SQLITE_ROW: try row(SQLiteRow(statement: prepared))
            case SQLITE_DONE: return
            case let code: throw fault(operation, code)
            }
        }
    }
}
