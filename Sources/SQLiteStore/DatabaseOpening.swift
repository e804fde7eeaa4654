internal import CSQLite

/// The steps between an open handle and a database that may be used.
enum DatabaseOpening {
    /// Runs the steps in order; see `SQLiteConnection.init(_:)`.
    static func run(
        _ handle: borrowing SQLiteHandle,
        _ description: DatabaseDescription,
        made: Bool
    ) throws(SQLiteOpeningError) -> OpeningReport {
        do throws(SQLiteFault) {
            try applyBeforeReading(handle, description.durability)
        } catch {
            throw SQLiteOpeningError(error)
        }
        let ledger = MigrationLedger(description: description)
        let known = try ledger.read(handle)
        try applySettings(handle, description)
        var check = StructureCheck.sound
        if !made {
            check = try mapping { () throws(SQLiteFault) in
                try StructureCheck.run(handle, within: description.durability.checkLimit)
            }
            if check == .damaged { throw .refused(.damaged) }
        }
        let applied = try mapping { () throws(SQLiteFault) in
            try ledger.applyMissing(handle, applied: known.applied)
        }
        try verify(.applicationID, ["\(description.applicationID)"], handle)
        return OpeningReport(isNew: known.isNew, migrationsApplied: applied, check: check)
    }

    /// Settings that must stand before the file is read for the first time.
    private static func applyBeforeReading(
        _ handle: borrowing SQLiteHandle,
        _ durability: Durability
    ) throws(SQLiteFault) {
        sqlite3_limit(handle.pointer, SQLITE_LIMIT_LENGTH, durability.valueLimitBytes)
        sqlite3_limit(handle.pointer, SQLITE_LIMIT_ATTACHED, 0)
        let mode = durability.sharing == .exclusive ? "EXCLUSIVE" : "NORMAL"
        let timeout = durability.busyTimeoutMilliseconds
        try handle.run("PRAGMA busy_timeout=\(timeout)", as: .configure)
        try handle.run("PRAGMA locking_mode=\(mode)", as: .configure)
        guard sqlite3_db_readonly(handle.pointer, "main") == 0 else {
            throw SQLiteFault(operation: .open, resultCode: SQLITE_READONLY)
        }
    }

    /// Sets every setting and reads each back.
    private static func applySettings(
        _ handle: borrowing SQLiteHandle,
        _ description: DatabaseDescription
    ) throws(SQLiteOpeningError) {
        let durability = description.durability
        try option(.defensive, SQLITE_DBCONFIG_DEFENSIVE, 1, handle)
        try option(.doubleQuotedStrings, SQLITE_DBCONFIG_DQS_DML, 0, handle)
        try option(.doubleQuotedStrings, SQLITE_DBCONFIG_DQS_DDL, 0, handle)
        try option(.noCheckpointOnClose, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, handle)
        try verify(.busyTimeout, ["\(durability.busyTimeoutMilliseconds)"], handle)
        try verify(
            .lockingMode,
            [durability.sharing == .exclusive ? "exclusive" : "normal"],
            handle
        )
        try mapping { () throws(SQLiteFault) in
            try handle.run("PRAGMA page_size=\(Self.pageBytes)", as: .configure)
            try handle.run("PRAGMA journal_mode=WAL", as: .configure)
        }
        try verify(.journalMode, ["wal"], handle)
        let pages = durability.sizeLimitBytes / pageBytes
        for pragma in durability.pragmas + [(.maxPageCount, "\(pages)", ["\(pages)"])] {
            try mapping { () throws(SQLiteFault) in
                try handle.run(
                    "PRAGMA \(pragma.setting.rawValue)=\(pragma.value)",
                    as: .configure
                )
            }
            try verify(pragma.setting, pragma.readBack, handle)
        }
    }

    /// Bytes of a page: that of ext4 and of the flash translation below it.
    private static let pageBytes: Int64 = 4096

    private static func verify(
        _ setting: SQLiteSetting,
        _ allowed: Set<String>,
        _ handle: borrowing SQLiteHandle
    ) throws(SQLiteOpeningError) {
        let found = try mapping { () throws(SQLiteFault) in
            try handle.firstText("PRAGMA \(setting.rawValue)", as: .configure)
        }
        // A layer without memory mapping has no `mmap_size` to answer with.
        if found == nil, setting == .mmapSize { return }
        guard let found, allowed.contains(found) else { throw .refused(.weakSetting(setting)) }
    }

    private static func option(
        _ setting: SQLiteSetting,
        _ option: Int32,
        _ value: Int32,
        _ handle: borrowing SQLiteHandle
    ) throws(SQLiteOpeningError) {
        var now: Int32 = -1
        let code = csqlite_db_config(handle.pointer, option, value, &now)
        guard code == SQLITE_OK, now == value else { throw .refused(.weakSetting(setting)) }
    }

    /// Runs a step and turns its fault into an opening error.
    static func mapping<Value>(
        _ step: () throws(SQLiteFault) -> Value
    ) throws(SQLiteOpeningError) -> Value {
        do throws(SQLiteFault) {
            return try step()
        } catch {
            throw SQLiteOpeningError(error)
        }
    }
}
