import CSQLite
import ProgramKit
import SQLiteStore
import Testing

@Suite struct MigrationTests {
    private let folder = TemporaryFolder(inMemory: true)

    private func description(_ migrations: [Migration]) -> DatabaseDescription {
        var description = StoreFixture.description(folder.file("a.sqlite"))
        description.migrations = migrations
        return description
    }

    private static let first = Migration("1 create", sql: "CREATE TABLE a (x INTEGER) STRICT")
    private static let second = Migration(
        "2 fill",
        sql: "ALTER TABLE a ADD COLUMN y INTEGER; INSERT INTO a (x, y) VALUES (1, 2)"
    )

    @Test func `steps are applied once, in order, and only what is missing`() throws {
        do {
            let connection = try SQLiteConnection(description([Self.first]))
            #expect(connection.opening.isNew)
            #expect(connection.opening.migrationsApplied == 1)
        }
        do {
            let connection = try SQLiteConnection(description([Self.first, Self.second]))
            #expect(!connection.opening.isNew)
            #expect(connection.opening.migrationsApplied == 1)
        }
        let connection = try SQLiteConnection(description([Self.first, Self.second]))
        #expect(connection.opening.migrationsApplied == 0)
        let rows = try connection.first("SELECT count(*) FROM a") { row throws(SQLiteFault) in
            try row.integer(0)
        }
        #expect(rows == 1)
    }

    @Test func `F43 a newer schema is refused`() throws {
        _ = try SQLiteConnection(description([Self.first, Self.second]))
        #expect(openingError(description([Self.first])) == .refused(.unknownMigration))
    }

    @Test func `a step under another name is refused`() throws {
        _ = try SQLiteConnection(description([Self.first]))
        let renamed = Migration("1 other", sql: Self.first.sql)
        #expect(openingError(description([renamed])) == .refused(.unknownMigration))
    }

    @Test func `an applied step whose text was changed is refused`() throws {
        _ = try SQLiteConnection(description([Self.first]))
        let edited = Migration(Self.first.name, sql: Self.first.sql + " ")
        #expect(openingError(description([edited])) == .refused(.changedMigration))
    }

    @Test func `a step that fails leaves nothing of itself, and can be applied when mended`() throws
    {
        _ = try SQLiteConnection(description([Self.first]))
        let broken = Migration(
            "2 fill",
            sql: "ALTER TABLE a ADD COLUMN y INTEGER; INSERT INTO nowhere VALUES (1)"
        )
        guard case .failed(let fault)? = openingError(description([Self.first, broken])) else {
            Issue.record("applied")
            return
        }
        #expect(fault.operation == .migrate)
        let connection = try SQLiteConnection(description([Self.first, Self.second]))
        #expect(connection.opening.migrationsApplied == 1)
    }
}
