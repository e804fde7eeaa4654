import CrashKit
import Glibc
import ProgramKit
import SQLiteStore
import Testing

@Suite struct DiskFaultTests {
    private let folder = TemporaryFolder(inMemory: true)

    /// Inserts until a fault comes; gives the numbers that were committed, and the fault.
    private func fill(_ connection: borrowing SQLiteConnection) -> ([Int64], SQLiteFault?) {
        var committed: [Int64] = []
        for number in 1...40 {
            do throws(SQLiteFault) {
                try connection.transaction { inside throws(SQLiteFault) in
                    try StoreFixture.insert(
                        number,
                        Array(repeating: UInt8(number), count: 3000),
                        into: inside
                    )
                }
                committed.append(Int64(number))
            } catch {
                return (committed, error)
            }
        }
        return (committed, nil)
    }

    private func numbers(_ connection: borrowing SQLiteConnection) throws -> [Int64] {
        var found: [Int64] = []
        try connection.query("SELECT number FROM thing ORDER BY number") {
            row throws(SQLiteFault) in
            found.append(try row.integer(0))
        }
        return found
    }

    @Test func `F39 a full disk at each write is a typed fault and loses nothing committed`() throws
    {
        var full = 0
        for skip in 0..<80 {
            folder.empty()
            let layer = CrashLayer()
            var description = StoreFixture.description(folder.file("a.sqlite"), layer: layer)
            description.durability.autocheckpointPages = 8
            var committed: [Int64] = []
            do {
                let connection = try SQLiteConnection(description)
                layer.fail(.write, skip: skip, code: ResultCode.full, errorNumber: ENOSPC)
                let (numbers, fault) = fill(connection)
                committed = numbers
                if let fault {
                    #expect(fault.isFull)
                    full += 1
                }
                layer.mend()
            }
            let connection = try SQLiteConnection(description)
            #expect(try numbers(connection) == committed)
        }
        #expect(full > 60)
    }

    @Test func `F40 a failed fsync of the log is known as such and not committed`() throws {
        let layer = CrashLayer()
        let connection = try SQLiteConnection(
            StoreFixture.description(folder.file("a.sqlite"), layer: layer)
        )
        layer.fail(.sync, on: .log, skip: 3, times: 1, code: ResultCode.fsync, errorNumber: EIO)
        let (committed, fault) = fill(connection)
        let found = try #require(fault)
        #expect(found.isFsyncFailure && !found.isFull && !found.isReadOnly)
        #expect(found.operation == .commit)
        #expect(found.systemErrorNumber == EIO)
        #expect(committed.count == 3 || committed.count == 2)
        #expect(try numbers(connection) == committed)
    }

    @Test func `F41 a file system that became read-only is known as such`() throws {
        let layer = CrashLayer()
        let connection = try SQLiteConnection(
            StoreFixture.description(folder.file("a.sqlite"), layer: layer)
        )
        layer.fail(.write, on: .log, code: ResultCode.write, errorNumber: EROFS)
        let (committed, fault) = fill(connection)
        #expect(committed.isEmpty)
        #expect(fault?.isReadOnly == true)
        #expect(fault?.isFull == false)
    }

    @Test func `a quota that is used up counts as full`() throws {
        let layer = CrashLayer()
        let connection = try SQLiteConnection(
            StoreFixture.description(folder.file("a.sqlite"), layer: layer)
        )
        layer.fail(.write, on: .log, code: ResultCode.write, errorNumber: EDQUOT)
        #expect(fill(connection).1?.isFull == true)
    }

    @Test func `the size limit of the file counts as full`() throws {
        var description = StoreFixture.description(folder.file("a.sqlite"))
        description.durability.sizeLimitBytes = 64 * 1024
        let connection = try SQLiteConnection(description)
        let (committed, fault) = fill(connection)
        #expect(fault?.isFull == true)
        #expect(try numbers(connection) == committed)
    }

    @Test func `a check that takes too long is ended and says so`() throws {
        let path = folder.file("a.sqlite")
        let connection = try SQLiteConnection(StoreFixture.description(path))
        try connection.transaction { inside throws(SQLiteFault) in
            for number in 1...2000 {
                try StoreFixture.insert(
                    number,
                    Array(repeating: 1, count: 6000),
                    into: inside
                )
            }
        }
        #expect(try connection.check(within: .seconds(60)) == .sound)
        var unfinished = 0
        for _ in 0..<5 where try connection.check(within: .zero) == .unfinished { unfinished += 1 }
        #expect(unfinished > 0)
        #expect(try StoreFixture.count(connection) == 2000)
    }
}
