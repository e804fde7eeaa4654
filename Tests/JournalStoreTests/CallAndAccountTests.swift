import CrashKit
import MeldpostCore
import RecordFormat
import SQLiteStore
import Testing

@testable import JournalStore

/// Open calls and accounts are rows that change in the same commit as the record that says so.
@Suite struct CallAndAccountTests {
    private static func call(_ seed: UInt64, isEnded: Bool = false) -> OpenCall {
        var random = SeededGenerator(seed: seed)
        return OpenCall(
            id: CallID(using: &random),
            line: .second,
            hour: UnixHour(rawValue: 490_000),
            isAnswered: true,
            isEnded: isEnded
        )
    }

    private static func account(_ number: Int, hash: UInt8 = 4) throws -> WorkerAccount {
        let verifier = try #require(
            PINVerifier(
                salt: Array(repeating: 3, count: 16),
                hash: Array(repeating: hash, count: 32)
            )
        )
        return WorkerAccount(
            number: number,
            verifier: verifier,
            isSupervisor: number == 100,
            isRevoked: number == 102,
            expires: number == 103 ? UnixHour(rawValue: 500_000) : nil
        )
    }

    private static func append(
        to store: inout JournalStore,
        call: CallChange? = nil,
        account: WorkerAccount? = nil
    ) throws {
        let journal = store.journal
        _ = try store.append(terms: [], call: call, account: account) {
            sequence,
            previous in
            JournalFixture.entry(sequence, after: previous, in: journal)
        }
    }

    @Test func `a call is remembered from its beginning to its log, across restarts`() throws {
        let folder = TemporaryFolder()
        do {
            var store = try JournalFixture.open(folder.path)
            try store.keepCall(Self.call(1))
            try store.keepCall(Self.call(2))
            #expect(try store.memory().calls == [Self.call(1), Self.call(2)])
            try Self.append(to: &store, call: .keep(Self.call(1, isEnded: true)))
        }
        var store = try JournalFixture.open(folder.path)
        // Its place among the others stays: the oldest is told first.
        #expect(try store.memory().calls == [Self.call(1, isEnded: true), Self.call(2)])
        try Self.append(to: &store, call: .forget(Self.call(1).id))
        #expect(try store.memory().calls == [Self.call(2)])
        #expect(try store.waitingCount() == 2)
    }

    @Test func `accounts are kept with their flags, and a later one takes the place`() throws {
        let folder = TemporaryFolder()
        let accounts = try [100, 101, 102, 103].map { try Self.account($0) }
        do {
            var store = try JournalFixture.open(folder.path)
            for account in accounts { try Self.append(to: &store, account: account) }
            try Self.append(to: &store, account: try Self.account(101, hash: 9))
        }
        let store = try JournalFixture.open(folder.path)
        let kept = try store.memory().accounts
        #expect(kept.map(\.number) == [100, 101, 102, 103])
        #expect(kept[0] == accounts[0] && kept[2] == accounts[2] && kept[3] == accounts[3])
        #expect(kept[1] == (try Self.account(101, hash: 9)))
    }

    @Test func `F47 a damaged account or call is set apart, and the others are read`() throws {
        let folder = TemporaryFolder()
        do {
            var store = try JournalFixture.open(folder.path)
            for number in [100, 101] {
                try Self.append(to: &store, account: try Self.account(number))
            }
            try store.keepCall(Self.call(1))
            try store.keepCall(Self.call(2))
            try store.disk.transaction { connection throws(SQLiteFault) in
                try connection.execute("UPDATE account SET salt = zeroblob(16) WHERE id = 101")
                try connection.execute("UPDATE call SET hour = hour + 1 WHERE id = 1")
            }
        }
        let store = try JournalFixture.open(folder.path)
        #expect(try store.memory().accounts.map(\.number) == [100])
        #expect(try store.memory().calls == [Self.call(2)])
        #expect(try store.quarantinedCount() == 2)
    }
}
