import CrashKit
import MeldpostCore
import ProgramKit
import RecordFormat
import SQLiteStore
import Testing

@testable import JournalStore

/// Open calls and accounts are rows that change in the same commit as the record that says so.
@Suite struct CallAndAccountTests {
    private static func call(
        _ seed: UInt64,
        isEnded: Bool = false,
        earliest: UInt32? = nil
    ) -> OpenCall {
        var random = SeededGenerator(seed: seed)
        return OpenCall(
            id: CallID(using: &random),
            line: .second,
            hour: UnixHour(rawValue: 490_000),
            earliest: earliest.map { UnixHour(rawValue: $0) },
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
        let folder = TemporaryFolder(inMemory: true)
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

    /// Broken once: with eight bits read for the bound, one of years before was taken for damage.
    @Test(arguments: [490_000, 489_999, 489_760, 300_000, 0] as [UInt32])
    func `P7 the bound of a call is kept with it, and brought over from a file set aside`(
        hour: UInt32
    ) throws {
        let folder = TemporaryFolder(inMemory: true)
        let call = Self.call(1, isEnded: true, earliest: hour)
        #expect(call.earliest.rawValue == hour)
        do {
            var store = try JournalFixture.open(folder.path)
            try Self.append(to: &store, call: .keep(call))
            #expect(try store.memory().calls == [call])
        }
        do {
            let store = try JournalFixture.open(folder.path)
            #expect(try store.memory().calls == [call])
        }
        let store = try JournalStore(
            directory: folder.path,
            station: JournalFixture.station,
            limits: JournalLimits(reserveBytes: 1 << 16),
            setsAside: true
        )
        #expect(store.opening.isSetAside)
        #expect(try store.memory().calls == [call])
        #expect(try store.quarantinedCount() == 0)
    }

    /// The row is one of before there was a bound, byte for byte; the fingerprint is of then.
    @Test func `P7 a frozen row of a call without a bound is read, with its hour for the bound`()
        throws
    {
        let folder = TemporaryFolder(inMemory: true)
        let name = [UInt8](0..<16)
        do {
            let store = try JournalFixture.open(folder.path)
            try store.disk.transaction { connection throws(SQLiteFault) in
                try connection.execute(
                    """
                    INSERT INTO call (name, line, hour, flags, fingerprint)
                    VALUES (?, 2, 490123, 6, ?)
                    """,
                    .blob(name),
                    .blob(Self.frozenFingerprint)
                )
                // More hours before than there are, and a bit that means nothing.
                for (id, flags) in [(7, 490_124 << 8 | 6), (8, 6 | 64), (9, -256)] {
                    try connection.execute(
                        """
                        INSERT INTO call (name, line, hour, flags, fingerprint)
                        VALUES (?, 2, 490123, ?, ?)
                        """,
                        .blob([UInt8](repeating: UInt8(id), count: 16)),
                        .integer(Int64(flags)),
                        .blob(Self.frozenFingerprint)
                    )
                }
            }
        }
        let store = try JournalFixture.open(folder.path)
        let calls = try store.memory().calls
        #expect(calls.map(\.id.bytes) == [name] && calls.map(\.hour.rawValue) == [490_123])
        #expect(calls.map(\.earliest.rawValue) == [490_123])
        #expect(calls.allSatisfy { $0.isAnswered && $0.isEnded && !$0.isLogged })
        #expect(try store.quarantinedCount() == 3)
    }

    private static let frozenFingerprint: [UInt8] = [
        0x1a, 0xaf, 0xa4, 0x07, 0x45, 0x02, 0x86, 0x55,
        0x52, 0x57, 0x93, 0xaf, 0xb3, 0x63, 0x9e, 0xf7,
    ]

    @Test func `accounts are kept with their flags, and a later one takes the place`() throws {
        let folder = TemporaryFolder(inMemory: true)
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
        let folder = TemporaryFolder(inMemory: true)
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
