import CSQLite
import CrashKit
import ProgramKit
import SQLiteStore
import Testing

@Suite struct DurabilityTests {
    private let folder = TemporaryFolder(inMemory: true)

    /// Settings that SQLite leaves weaker when it is not told.
    static let weakByDefault: [SQLiteSetting] = [
        .busyTimeout, .lockingMode, .journalMode, .trustedSchema, .cellSizeCheck, .foreignKeys,
        .tempStore, .walAutocheckpoint, .journalSizeLimit, .maxPageCount,
    ]

    @Test(arguments: DurabilityTests.weakByDefault)
    func `a setting that does not take is refused by its name`(setting: SQLiteSetting) {
        // The file system layer below SQLite swallows the pragma: SQLite believes it was carried out.
        let layer = CrashLayer()
        layer.swallow(pragma: setting.rawValue)
        let path = folder.file("a.sqlite")
        let found = openingError(StoreFixture.description(path, layer: layer))
        #expect(found == .refused(.weakSetting(setting)))
    }

    @Test(arguments: [
        (SQLiteSetting.synchronous, "1"), (.synchronous, "0"), (.secureDelete, "0"),
        (.secureDelete, "2"), (.journalMode, "delete"), (.journalMode, "memory"),
        (.mmapSize, "4096"), (.applicationID, "1"), (.lockingMode, "normal"),
    ])
    func `a setting that reads back weaker is refused by its name`(
        setting: SQLiteSetting,
        answer: String
    ) throws {
        let path = folder.file("a.sqlite")
        _ = try SQLiteConnection(StoreFixture.description(path))
        let layer = CrashLayer()
        layer.answer(pragma: setting.rawValue, with: answer)
        let found = openingError(StoreFixture.description(path, layer: layer))
        let expected: SQLiteRefusal =
            setting == .applicationID ? .foreignApplication : .weakSetting(setting)
        #expect(found == .refused(expected))
    }

    @Test func `an open connection has the settings that make a commit durable`() throws {
        let connection = try SQLiteConnection(StoreFixture.description(folder.file("a.sqlite")))
        func read(_ sql: StaticString) throws -> Int64? {
            try connection.first(sql) { row throws(SQLiteFault) in try row.integer(0) }
        }
        #expect(try read("PRAGMA synchronous") == 2)
        #expect(try read("PRAGMA secure_delete") == 1)
        #expect(try read("PRAGMA trusted_schema") == 0)
        #expect(try read("PRAGMA cell_size_check") == 1)
        #expect(try read("PRAGMA foreign_keys") == 1)
        #expect(try read("PRAGMA wal_autocheckpoint") == 256)
        #expect(try read("PRAGMA application_id") == Int64(StoreFixture.applicationID))
        let mode = try connection.first("PRAGMA journal_mode") { row throws(SQLiteFault) in
            try row.text(0)
        }
        #expect(mode == "wal")
        #expect(
            folder.names == ["a.sqlite", "a.sqlite-wal"],
            "no index file beside an exclusive one"
        )
    }

    @Test func `a log that another connection keeps from starting is not opened`() throws {
        // The header asks for a rollback journal, and a reader keeps it from being changed.
        let path = folder.file("a.sqlite")
        _ = try SQLiteConnection(StoreFixture.description(path))
        var other: OpaquePointer?
        #expect(sqlite3_open(path, &other) == SQLITE_OK)
        defer { sqlite3_close(other) }
        #expect(sqlite3_exec(other, "PRAGMA journal_mode=DELETE", nil, nil, nil) == SQLITE_OK)
        let reading = "BEGIN; SELECT count(*) FROM thing"
        #expect(sqlite3_exec(other, reading, nil, nil, nil) == SQLITE_OK)
        var description = StoreFixture.description(path)
        description.durability.busyTimeoutMilliseconds = 1
        guard case .failed(let fault)? = openingError(description) else {
            Issue.record("opened with a rollback journal")
            return
        }
        #expect(fault.isBusy)
    }

    @Test func `one commit is one sync, and only of the log`() throws {
        let layer = CrashLayer()
        var description = StoreFixture.description(folder.file("a.sqlite"), layer: layer)
        description.durability.autocheckpointPages = 100_000
        let connection = try SQLiteConnection(description)
        try StoreFixture.insert(0, [0], into: connection)
        let before = (log: layer.calls(.sync, on: .log), all: layer.calls(.sync))
        for number in 1...100 {
            try connection.transaction { inside throws(SQLiteFault) in
                try StoreFixture.insert(
                    number,
                    Array(repeating: 5, count: 1000),
                    into: inside
                )
            }
        }
        #expect(layer.calls(.sync, on: .log) - before.log == 100)
        #expect(layer.calls(.sync) - before.all == 100)
    }

    @Test func `a database may be shared, and then has an index file`() throws {
        var description = StoreFixture.description(folder.file("a.sqlite"))
        description.durability.sharing = .shared
        let first = try SQLiteConnection(description)
        let second = try SQLiteConnection(description)
        try StoreFixture.insert(1, [1], into: first)
        #expect(try StoreFixture.count(second) == 1)
        #expect(folder.names.contains("a.sqlite-shm"))
    }
}
