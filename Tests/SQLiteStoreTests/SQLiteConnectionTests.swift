import CSQLite
import ProgramKit
import SQLiteStore
import Testing

@Suite struct SQLiteConnectionTests {
    private let folder = TemporaryFolder(inMemory: true)

    private func open() throws -> SQLiteConnection {
        try SQLiteConnection(StoreFixture.description(folder.file("a.sqlite")))
    }

    @Test func `what is bound is what is read, for every type`() throws {
        let connection = try open()
        try connection.execute("CREATE TABLE every (a INTEGER, b TEXT, c BLOB, d BLOB, e BLOB)")
        try connection.execute(
            "INSERT INTO every VALUES (?, ?, ?, ?, ?)",
            .integer(.min),
            .text("Dushi \u{0} é"),
            .blob([0, 255, 1]),
            .blob([]),
            .null
        )
        let found: (Int64, String, [UInt8], [UInt8], [UInt8]?)? = try connection.first(
            "SELECT a, b, c, d, e FROM every"
        ) { row throws(SQLiteFault) in
            (
                try row.integer(0), try row.text(1), try row.blob(2), try row.blob(3),
                try row.optionalBlob(4)
            )
        }
        let row = try #require(found)
        #expect(row.0 == .min)
        #expect(row.1 == "Dushi \u{0} é")
        #expect(row.2 == [0, 255, 1])
        #expect(row.3 == [])
        #expect(row.4 == nil)
    }

    @Test func `a column of another type is refused, not converted`() throws {
        let connection = try open()
        let wrong = fault { () throws(SQLiteFault) in
            _ = try connection.first("SELECT '12'") { row throws(SQLiteFault) in
                try row.integer(0)
            }
        }
        #expect(wrong == SQLiteFault(operation: .readColumn, resultCode: SQLITE_MISMATCH))
        let null = fault { () throws(SQLiteFault) in
            _ = try connection.first("SELECT null") { row throws(SQLiteFault) in try row.blob(0) }
        }
        #expect(null?.isMismatch == true)
    }

    @Test func `text that is not UTF-8 is refused`() throws {
        let connection = try open()
        let found = fault { () throws(SQLiteFault) in
            _ = try connection.first("SELECT CAST(x'ff41' AS TEXT)") { row throws(SQLiteFault) in
                try row.text(0)
            }
        }
        #expect(found?.isMismatch == true)
    }

    @Test func `a transaction with a fault leaves nothing, and the next one works`() throws {
        let connection = try open()
        let found = fault { () throws(SQLiteFault) in
            try connection.transaction { inside throws(SQLiteFault) in
                try StoreFixture.insert(1, [1], into: inside)
                try StoreFixture.insert(1, [2], into: inside)
            }
        }
        #expect(found?.isConstraint == true)
        #expect(try StoreFixture.count(connection) == 0)
        try connection.transaction { inside throws(SQLiteFault) in
            try StoreFixture.insert(1, [3], into: inside)
        }
        #expect(try StoreFixture.count(connection) == 1)
    }

    @Test func `the same statement can run inside its own rows`() throws {
        let connection = try open()
        for number in 1...3 { try StoreFixture.insert(number, [], into: connection) }
        var seen: [Int64] = []
        func visit(above number: Int64) throws(SQLiteFault) {
            try connection.query(
                "SELECT number FROM thing WHERE number > ? ORDER BY number LIMIT 1",
                .integer(number)
            ) { row throws(SQLiteFault) in
                seen.append(try row.integer(0))
                try visit(above: row.integer(0))
            }
        }
        try visit(above: 0)
        #expect(seen == [1, 2, 3])
    }

    @Test func `a value over its limit is refused`() throws {
        var durability = Durability()
        durability.valueLimitBytes = 1000
        let connection = try SQLiteConnection(
            StoreFixture.description(folder.file("a.sqlite"), durability: durability)
        )
        let found = fault { () throws(SQLiteFault) in
            try StoreFixture.insert(1, Array(repeating: 7, count: 2000), into: connection)
        }
        #expect(found?.primaryCode == SQLITE_TOOBIG)
    }

    @Test func `a second connection to an exclusive database is refused as busy`() throws {
        let connection = try open()
        var description = StoreFixture.description(folder.file("a.sqlite"))
        description.durability.busyTimeoutMilliseconds = 1
        let found = openingError(description)
        guard case .failed(let second)? = found else {
            Issue.record("opened twice")
            return
        }
        #expect(second.isBusy)
        #expect(try StoreFixture.count(connection) == 0)
    }

    @Test func `a misspelt column is a fault, not a text`() throws {
        let connection = try open()
        try connection.execute("CREATE TABLE other (a INTEGER)")
        let found = fault { () throws(SQLiteFault) in
            try connection.execute("SELECT \"numbre\" FROM thing")
        }
        #expect(found?.operation == .prepare)
    }

    @Test func `deleted bytes are in no file after the log was emptied`() throws {
        let connection = try open()
        let mark = Array("a mark that must be gone".utf8)
        for number in 1...40 {
            try StoreFixture.insert(
                number,
                mark + Array(repeating: 9, count: 3000),
                into: connection
            )
        }
        try connection.execute("DELETE FROM thing WHERE number < 40")
        #expect(contains(mark, in: folder.bytes("a.sqlite-wal")), "the log still has them before")
        try connection.execute("DELETE FROM thing")
        try connection.checkpointTruncate()
        #expect(folder.bytes("a.sqlite-wal") == [])
        #expect(!contains(mark, in: folder.bytes("a.sqlite")))
    }

    private func contains(_ part: [UInt8], in whole: [UInt8]?) -> Bool {
        guard let whole, whole.count >= part.count else { return false }
        return (0...(whole.count - part.count)).contains {
            whole[$0..<($0 + part.count)].elementsEqual(part)
        }
    }
}
