import CSQLite
import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import SQLiteStore
import Testing

@Suite struct WrongJournalTests {
    private let folder = TemporaryFolder(inMemory: true)
    private var path: String { folder.file("journal.sqlite") }

    /// What can stand in the place of a journal.
    enum Wrong: String, CaseIterable, CustomTestStringConvertible {
        case folder, link, pipe, random, text, foreign, huge, truncated, emptyBesideLog
        var testDescription: String { rawValue }
    }

    private func put(_ wrong: Wrong) throws {
        switch wrong {
        case .folder: mkdir(path, 0o700)
        case .link: symlink("/etc/passwd", path)
        case .pipe: mkfifo(path, 0o600)
        case .random:
            var random = SeededGenerator(seed: 3)
            folder.write(random.bytes(9000), to: "journal.sqlite")
        case .text: folder.write(Array("not a journal".utf8), to: "journal.sqlite")
        case .foreign: raw("CREATE TABLE theirs (a)")
        case .huge:
            try fill()
            truncate(path, 4 << 30)
        case .truncated:
            try fill()
            truncate(path, 40_000)
        case .emptyBesideLog:
            try fill(checkpointed: false)
            truncate(path, 0)
        }
    }

    private func fill(checkpointed: Bool = true) throws {
        var store = try JournalFixture.open(folder.path)
        for _ in 0..<30 { try JournalFixture.append(to: &store, bodyBytes: 2000) }
        if checkpointed {
            try store.eraseBody(
                EntryReference(journal: store.journal, sequence: 30),
                proof: JournalFixture.proof(30)
            )
        }
    }

    private func raw(_ sql: String) {
        var handle: OpaquePointer?
        #expect(sqlite3_open(path, &handle) == SQLITE_OK)
        #expect(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
        sqlite3_close(handle)
    }

    @Test(arguments: Wrong.allCases)
    func `F43 what is no journal is set aside and kept, and a new one begins`(wrong: Wrong) throws {
        try put(wrong)
        var before = stat()
        lstat(path, &before)
        var store = try JournalFixture.open(folder.path, seed: 99)
        let expected: JournalOpening.Reason =
            switch wrong {
            case .folder, .link, .pipe: .wrongFile
            case .random, .text, .foreign: .foreign
            case .huge: .tooLarge
            case .truncated, .emptyBesideLog: .damaged
            }
        #expect(store.opening.kind == .setAside(expected))
        var after = stat()
        #expect(lstat(folder.file("journal.set-aside-1.sqlite"), &after) == 0)
        #expect(after.st_ino == before.st_ino && after.st_size == before.st_size)
        #expect(store.head.sequence == 0)
        #expect(try JournalFixture.append(to: &store).sequence == 1)
    }

    @Test func `F43 an empty file becomes a journal`() throws {
        folder.write([], to: "journal.sqlite")
        let store = try JournalFixture.open(folder.path)
        #expect(store.opening.kind == .fresh)
    }

    @Test func `F43 a newer schema is refused, and the file is left as it is`() throws {
        try fill()
        raw("PRAGMA user_version=99")
        let before = folder.bytes("journal.sqlite")
        let found = fault { () throws(JournalFault) in _ = try JournalFixture.open(folder.path) }
        #expect(found == JournalFault(.fromTheFuture, during: .open))
        #expect(folder.bytes("journal.sqlite") == before)
        #expect(!folder.names.contains { $0.contains("aside") })
    }

    @Test func `entries of a damaged file are still sent, under the name of their chain`() throws {
        var name: JournalID?
        var incident: LatchedIncident?
        do {
            var store = try JournalFixture.open(folder.path)
            name = store.journal
            incident = JournalFixture.incident(9)
            for number in 1...40 {
                let terms: [LegalTerm] = number == 7 ? [.decideOnSteps] : []
                try JournalFixture.append(to: &store, bodyBytes: 2000, terms: terms)
            }
            try store.markReceipted(EntryReference(journal: store.journal, sequence: 3))
            try store.latchPanic(PanicMemory(incident: incident))
            try store.saveDeliveryWanted(12)
            _ = try store.reserveCounters(count: 500)
            try store.eraseBody(
                EntryReference(journal: store.journal, sequence: 5),
                proof: JournalFixture.proof(5)
            )
        }
        // The free page list is made wrong: no row is hurt, but the structure is.
        let bytes = try #require(folder.bytes("journal.sqlite"))
        folder.write(
            Array(bytes[..<36]) + [0, 0, 0, 99] + Array(bytes[40...]),
            to: "journal.sqlite"
        )
        do {
            var store = try JournalFixture.open(folder.path, seed: 1234)
            #expect(store.opening.kind == .setAside(.damaged))
            #expect(store.opening.salvagedEntries == 39)
            #expect(store.journal != name)
            let memory = try store.memory()
            #expect(memory.waiting.map(\.reference.sequence) == (1...40).filter { $0 != 5 })
            #expect(memory.waiting.allSatisfy { $0.reference.journal == name })
            #expect(memory.waiting.filter(\.isReceipted).map(\.reference.sequence) == [3])
            #expect(memory.clocks.map(\.entry.sequence) == [7])
            #expect(memory.panic.incident == incident)
            #expect(try store.deliveryWanted() == 12)
            #expect(try store.reserveCounters(count: 1).lowerBound >= 501)
            for entry in memory.waiting {
                let whole = try #require(try JournalFixture.whole(entry.reference, in: store))
                try whole.verify(with: JournalFixture.key.publicKey)
            }
            #expect(try JournalFixture.append(to: &store).sequence == 1)
        }
        let again = try JournalFixture.open(folder.path)
        #expect(again.opening.kind == .existing)
        #expect(again.opening.salvagedEntries == 0, "salvaged once")
        #expect(try again.waitingCount() == 40)
    }

    @Test func `a salvage that was cut short is done at the next start`() throws {
        try fill()
        let aside = DatabaseFile(path: folder.file("journal.set-aside-1.sqlite"))
        // The power went between the setting aside and the new journal.
        try DatabaseFile(path: path).setAside(as: aside)
        let store = try JournalFixture.open(folder.path, seed: 8)
        #expect(store.opening.kind == .fresh)
        #expect(store.opening.salvagedEntries == 29)
    }

    @Test func `counters grow even where nothing can be read of the old journal`() throws {
        var last: UInt64 = 0
        for round in 1...3 {
            var store = try JournalFixture.open(folder.path, seed: UInt64(round))
            let range = try store.reserveCounters(count: 1000)
            #expect(range.lowerBound > last)
            last = range.upperBound
            folder.write(Array("gone".utf8), to: "journal.sqlite")
            unlink(folder.file("journal.sqlite-wal"))
        }
    }

    @Test func `a journal of another station is set aside, and none of its entries are sent`()
        throws
    {
        try fill()
        let store = try JournalFixture.open(
            folder.path,
            station: JournalFixture.otherStation,
            seed: 6
        )
        #expect(store.opening.kind == .setAside(.otherStation))
        #expect(try store.waitingCount() == 0)
    }

    @Test func `a second program does not get the journal`() throws {
        let store = try JournalFixture.open(folder.path)
        let found = fault { () throws(JournalFault) in _ = try JournalFixture.open(folder.path) }
        #expect(found == JournalFault(.other, during: .open))
        #expect(store.opening.kind == .fresh)
        #expect(!folder.names.contains { $0.contains("aside") })
    }

    @Test func `a folder that others may write to is refused`() throws {
        chmod(folder.path, 0o777)
        let found = fault { () throws(JournalFault) in _ = try JournalFixture.open(folder.path) }
        #expect(found == JournalFault(.other, during: .open))
        chmod(folder.path, 0o700)
        folder.write([], to: "file")
        let file = fault { () throws(JournalFault) in
            _ = try JournalFixture.open(folder.file("file"))
        }
        #expect(file == JournalFault(.other, during: .open))
        let missing = fault { () throws(JournalFault) in
            _ = try JournalFixture.open("/nowhere/at/all")
        }
        #expect(missing?.operation == .open)
    }
}
