import CSQLite
import CrashKit
import Foundation
import ProgramKit
import SQLiteStore
import Testing

@Suite struct WrongFileTests {
    private let folder = TemporaryFolder(inMemory: true)
    private var path: String { folder.file("a.sqlite") }

    private func refusal(_ description: DatabaseDescription) -> SQLiteRefusal? {
        guard case .refused(let refusal)? = openingError(description) else { return nil }
        return refusal
    }

    private func refusal() -> SQLiteRefusal? {
        refusal(StoreFixture.description(path))
    }

    private func raw(_ path: String, _ sql: String) {
        var handle: OpaquePointer?
        #expect(sqlite3_open(path, &handle) == SQLITE_OK)
        #expect(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
        sqlite3_close(handle)
    }

    @Test func `F43 a folder is refused`() {
        mkdir(path, 0o700)
        #expect(refusal() == .notARegularFile(.directory))
    }

    @Test func `F43 a symbolic link is refused, even one to a good database`() throws {
        _ = try SQLiteConnection(StoreFixture.description(folder.file("good.sqlite")))
        symlink(folder.file("good.sqlite"), path)
        #expect(refusal() == .notARegularFile(.symbolicLink))
    }

    @Test func `F43 a named pipe is refused and does not block`() {
        mkfifo(path, 0o600)
        #expect(refusal() == .notARegularFile(.fifo))
    }

    @Test func `F43 a device is refused`() {
        #expect(refusal(StoreFixture.description("/dev/null")) == .notARegularFile(.device))
    }

    @Test(.enabled(if: try Need.root.isMet))
    func `F43 a file of another user is refused`() throws {
        _ = try SQLiteConnection(StoreFixture.description(path))
        #expect(chown(path, 12345, 12345) == 0)
        #expect(refusal() == .notOwned)
    }

    @Test func `F43 an empty file becomes a database`() throws {
        folder.write([], to: "a.sqlite")
        let connection = try SQLiteConnection(StoreFixture.description(path))
        #expect(connection.opening.isNew)
        #expect(try StoreFixture.count(connection) == 0)
    }

    @Test(arguments: [true, false])
    func `F43 an empty or missing file beside a full log is refused and the log kept`(
        missing: Bool
    ) throws {
        var bytes: [UInt8] = []
        do {
            let connection = try SQLiteConnection(StoreFixture.description(path))
            try StoreFixture.insert(1, [1, 2, 3], into: connection)
            bytes = try #require(folder.bytes("a.sqlite-wal"))
            #expect(!bytes.isEmpty)
        }
        if missing { unlink(path) } else { truncate(path, 0) }
        #expect(refusal() == .emptyBesideLog)
        #expect(folder.bytes("a.sqlite-wal") == bytes)
    }

    @Test func `F43 random bytes are refused`() {
        var random = SeededGenerator(seed: 43)
        folder.write(random.bytes(20_000), to: "a.sqlite")
        #expect(refusal() == .notADatabase)
    }

    @Test func `F43 a database of another program is refused and left as it was`() throws {
        raw(path, "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)")
        let before = folder.bytes("a.sqlite")
        #expect(refusal() == .foreignApplication)
        #expect(folder.bytes("a.sqlite") == before)
        raw(path, "PRAGMA application_id=7")
        #expect(refusal() == .foreignApplication)
    }

    @Test func `F43 our number without our migrations is refused`() {
        raw(path, "PRAGMA application_id=\(StoreFixture.applicationID); CREATE TABLE theirs (a)")
        #expect(refusal() == .foreignApplication)
    }

    @Test func `F43 a file of 4 GB is refused by its size, unread`() throws {
        _ = try SQLiteConnection(StoreFixture.description(path))
        #expect(truncate(path, 4 << 30) == 0)
        #expect(refusal() == .tooLarge)
    }

    @Test func `F43 a file below the limit with a wrong length is refused as damaged`() throws {
        do {
            let connection = try SQLiteConnection(StoreFixture.description(path))
            for number in 1...200 {
                try StoreFixture.insert(number, Array(repeating: 1, count: 900), into: connection)
            }
            try connection.checkpointTruncate()
        }
        let size = try #require(folder.bytes("a.sqlite")?.count)
        truncate(path, off_t(size / 2))
        #expect(refusal() == .damaged)
    }

    @Test func `a file that does not open is a fault`() throws {
        let layer = CrashLayer()
        let description = StoreFixture.description(path, layer: layer)
        _ = try SQLiteConnection(description)
        layer.fail(.open, on: .main, code: ResultCode.cannotOpen, errorNumber: EACCES)
        guard case .failed(let fault)? = openingError(description) else {
            Issue.record("opened")
            return
        }
        #expect(fault.operation == .open)
        #expect(fault.systemErrorNumber == EACCES)
    }

    @Test func `a folder that is not there is a fault, not a crash`() {
        let found = openingError(StoreFixture.description("/nowhere/at/all.sqlite"))
        #expect(found == .fileFailed(FileFault(operation: .create, errorNumber: ENOENT)))
    }

    @Test func `a new file and its log can be read by their owner only`() throws {
        let old = umask(0)
        defer { umask(old) }
        let connection = try SQLiteConnection(StoreFixture.description(path))
        try StoreFixture.insert(1, [], into: connection)
        for name in ["a.sqlite", "a.sqlite-wal"] {
            var status = stat()
            #expect(lstat(folder.file(name), &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `a file set aside keeps its log and nothing stays behind`() throws {
        do {
            let connection = try SQLiteConnection(StoreFixture.description(path))
            try StoreFixture.insert(1, [1], into: connection)
        }
        let target = DatabaseFile(path: folder.file("aside.sqlite"))
        try DatabaseFile(path: path).setAside(as: target)
        #expect(folder.names == ["aside.sqlite", "aside.sqlite-wal"])
        let connection = try SQLiteConnection(StoreFixture.description(target.path))
        #expect(try StoreFixture.count(connection) == 1)
    }
}
