internal import CSQLite
internal import Glibc

extension SQLiteConnection {
    /// How a transaction begins.
    public enum TransactionKind: Hashable, Sendable {
        /// Takes the write lock at once, so that the commit cannot fail for another writer.
        case immediate
        /// Reads one state of the database; the first write takes the lock.
        case deferred
    }

    /// Runs a closure as one transaction: all of it is committed, or nothing.
    ///
    /// When this returns, what was written is on the disk. A fault inside rolls back; a fault of
    /// the commit itself, too, and then it is not known whether the disk has it.
    public func transaction<Value>(
        _ kind: TransactionKind = .immediate,
        _ body: (borrowing SQLiteConnection) throws(SQLiteFault) -> Value
    ) throws(SQLiteFault) -> Value {
        try handle.run(kind == .immediate ? "BEGIN IMMEDIATE" : "BEGIN", as: .begin)
        let value: Value
        do throws(SQLiteFault) {
            value = try body(self)
            try handle.run("COMMIT", as: .commit)
        } catch {
            handle.rollBack()
            throw error
        }
        return value
    }

    /// Copies the whole log into the file, brings both to the disk and empties the log.
    ///
    /// Deleted bytes stay readable in the log until this was done; `secure_delete` alone does not
    /// reach them.
    public func checkpointTruncate() throws(SQLiteFault) {
        errno = 0
        let code = sqlite3_wal_checkpoint_v2(
            handle.pointer,
            "main",
            SQLITE_CHECKPOINT_TRUNCATE,
            nil,
            nil
        )
        guard code == SQLITE_OK else { throw handle.fault(.checkpoint, code) }
    }

    /// Writes the log once more in its place, byte for byte, and brings it to the disk.
    ///
    /// To be done after a failed fsync, before anything relies on the log. The pages that could not
    /// be written can be clean in memory and missing on the disk; then a checkpoint would write into
    /// the file from a log that the disk does not have, and a power cut in the midst of that would
    /// leave neither. Written again, the pages are dirty again, and this fsync is true.
    public func rewriteLog() throws(SQLiteFault) {
        errno = 0
        // The log is opened with the first look into the file.
        _ = try handle.firstText("PRAGMA user_version", as: .checkpoint)
        var found: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(
            handle.pointer,
            "main",
            SQLITE_FCNTL_JOURNAL_POINTER,
            &found
        )
        guard code == SQLITE_OK, let file = found, let methods = file.pointee.pMethods?.pointee
        else { throw handle.fault(.checkpoint, code == SQLITE_OK ? SQLITE_IOERR : code) }
        var size: Int64 = 0
        try require(methods.xFileSize(file, &size))
        var block = [UInt8](repeating: 0, count: 1 << 16)
        for offset in stride(from: 0, to: size, by: block.count) {
            let count = Int32(min(Int64(block.count), size - offset))
            try require(methods.xRead(file, &block, count, offset))
            try require(methods.xWrite(file, block, count, offset))
        }
        try require(methods.xSync(file, SQLITE_SYNC_NORMAL))
    }

    private func require(_ code: Int32) throws(SQLiteFault) {
        guard code == SQLITE_OK else { throw handle.fault(.checkpoint, code) }
    }

    /// Checks the structure of the file again.
    public func check(within limit: Duration) throws(SQLiteFault) -> StructureCheck {
        try StructureCheck.run(handle, within: limit)
    }
}

extension SQLiteHandle {
    /// Ends an open transaction without keeping it.
    ///
    /// SQLite may have rolled back by itself; a rollback that fails leaves the same state: nothing
    /// was committed, and the next statement gives the fault again.
    func rollBack() {
        if sqlite3_get_autocommit(pointer) == 0 {
            sqlite3_exec(pointer, "ROLLBACK", nil, nil, nil)
        }
    }
}
