import CrashKit
import SQLiteStore

/// A small database for the tests of the wrapper.
enum StoreFixture {
    static let applicationID: Int32 = 0x4D70_5465

    static let migrations = [
        Migration(
            "2026-11 create thing",
            sql: """
                CREATE TABLE thing (
                    number INTEGER PRIMARY KEY,
                    content BLOB
                ) STRICT
                """
        )
    ]

    static func description(
        _ path: String,
        durability: Durability = Durability(),
        layer: CrashLayer? = nil
    ) -> DatabaseDescription {
        var description = DatabaseDescription(
            path: path,
            applicationID: applicationID,
            migrations: migrations,
            durability: durability
        )
        description.fileSystemLayer = layer?.name
        return description
    }

    static func insert(
        _ number: Int,
        _ content: [UInt8],
        into connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.execute(
            "INSERT INTO thing (number, content) VALUES (?, ?)",
            .integer(Int64(number)),
            .blob(content)
        )
    }

    static func count(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> Int64 {
        try connection.first("SELECT count(*) FROM thing") { row throws(SQLiteFault) in
            try row.integer(0)
        } ?? -1
    }
}

/// Why a database did not open; nil where it did.
func openingError(_ description: DatabaseDescription) -> SQLiteOpeningError? {
    do throws(SQLiteOpeningError) {
        _ = try SQLiteConnection(description)
        return nil
    } catch {
        return error
    }
}

/// The fault of a piece of work; nil where there was none.
func fault(of work: () throws(SQLiteFault) -> Void) -> SQLiteFault? {
    do throws(SQLiteFault) {
        try work()
        return nil
    } catch {
        return error
    }
}
