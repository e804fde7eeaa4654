import MeldpostCore
import ProgramKit
import RecordFormat
import SQLiteStore
import Testing

@testable import JournalStore

/// What broke off, and who was told, are rows that change in the commit of the record that says so.
@Suite struct InterruptionTests {
    private let folder = TemporaryFolder(inMemory: true)

    @discardableResult
    private static func append(
        to store: inout JournalStore,
        terms: [LegalTerm] = [],
        persons: Int = 0,
        closing: TermClosing? = nil,
        interruption: InterruptionChange? = nil,
        finding: FindingSubject? = nil
    ) throws -> EntryReference {
        let journal = store.journal
        return try store.append(
            terms: terms,
            personsToTell: persons,
            closing: closing,
            interruption: interruption,
            finding: finding
        ) { sequence, previous in
            JournalFixture.entry(sequence, after: previous, in: journal)
        }.reference
    }

    @Test func `what broke off is remembered across any number of restarts, until it is completed`()
        throws
    {
        var first: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path)
            first = try Self.append(to: &store, interruption: .began(.report))
            try Self.append(to: &store, interruption: .began(.advice))
        }
        for _ in 1...3 {
            let store = try JournalFixture.open(folder.path)
            #expect(try store.memory().interrupted.map(\.kind) == [.report, .advice])
        }
        var store = try JournalFixture.open(folder.path)
        let entry = try #require(first)
        #expect(try store.memory().interrupted.first?.entry == entry)
        try Self.append(to: &store, interruption: .ended(entry))
        #expect(try store.memory().interrupted.map(\.kind) == [.advice])
    }

    @Test func `P7 a step and the end of its term are on the disk together`() throws {
        do {
            var store = try JournalFixture.open(folder.path)
            let entry = try Self.append(to: &store, terms: [.decideOnSteps, .takeUpSerious])
            try Self.append(
                to: &store,
                closing: TermClosing(entry: entry, term: .takeUpSerious)
            )
        }
        let store = try JournalFixture.open(folder.path)
        #expect(try store.memory().clocks.map(\.term) == [.decideOnSteps])
        #expect(store.head.sequence == 2)
    }

    /// Broken once: with the first person told taken for all of them.
    @Test func `R29 persons are told one by one across restarts, and the last one ends the term`()
        throws
    {
        var told: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path)
            told = try Self.append(to: &store, terms: [.tellPersonConcerned], persons: 3)
        }
        let entry = try #require(told)
        for (person, untold) in [(2, [1, 3]), (2, [1, 3]), (7, [1, 3]), (1, [3])] {
            var store = try JournalFixture.open(folder.path)
            let closing = TermClosing(entry: entry, term: .tellPersonConcerned, person: person)
            try Self.append(to: &store, closing: closing)
            #expect(try store.memory().personsToTell.map(\.untold) == [untold])
            #expect(try store.memory().clocks.count == 1)
        }
        var store = try JournalFixture.open(folder.path)
        let closing = TermClosing(entry: entry, term: .tellPersonConcerned, person: 3)
        try Self.append(to: &store, closing: closing)
        #expect(try store.memory().clocks.isEmpty && store.memory().personsToTell.isEmpty)
    }

    @Test func `what a draft starts counts its persons too`() throws {
        let draft = SealedDraft(
            body: JournalFixture.body(1, bytes: 900),
            proofHash: .sha256(of: [1]),
            urgency: .ordinary,
            hour: UnixHour(rawValue: 490_000),
            terms: [.decideOnSteps, .tellPersonConcerned],
            personsToTell: 9
        )
        do {
            var store = try JournalFixture.open(folder.path)
            try store.saveDraft(draft, at: .addendum)
        }
        var store = try JournalFixture.open(folder.path)
        #expect(try store.draft(at: .addendum) == draft)
    }

    /// Broken once: with the fingerprint not compared, the term ended with the first person.
    @Test func `F47 P7 a damaged row of persons leaves the term running until all are told`() throws
    {
        var told: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path)
            told = try Self.append(to: &store, terms: [.tellPersonConcerned], persons: 2)
            try Self.append(to: &store, interruption: .began(.report))
            try Self.append(to: &store, interruption: .began(.advice))
            try store.disk.transaction { connection throws(SQLiteFault) in
                try connection.execute("UPDATE mark SET value = 1 WHERE kind = 2")
                try connection.execute("UPDATE mark SET value = 2 WHERE id = 2")
            }
        }
        var store = try JournalFixture.open(folder.path)
        #expect(try store.quarantinedCount() == 2)
        #expect(try store.memory().interrupted.map(\.kind) == [.advice])
        let entry = try #require(told)
        for person in [1, 2] {
            let closing = TermClosing(entry: entry, term: .tellPersonConcerned, person: person)
            try Self.append(to: &store, closing: closing)
        }
        #expect(try store.memory().clocks.count == 1)
        try Self.append(
            to: &store,
            closing: TermClosing(entry: entry, term: .tellPersonConcerned)
        )
        #expect(try store.memory().clocks.isEmpty)
    }

    @Test func `what a finding is about is remembered across restarts, as long as its term runs`()
        throws
    {
        var steps: [EntryReference] = []
        var records: [FindingSubject] = []
        do {
            var store = try JournalFixture.open(folder.path)
            let named = [UInt8](repeating: 9, count: 16)
            let record = try Self.append(to: &store, terms: [.decideOnSteps])
            let other = EntryReference(journal: try #require(JournalID(bytes: named)), sequence: 3)
            records = [
                FindingSubject(entry: record, kind: .report),
                FindingSubject(entry: record, kind: nil),
                FindingSubject(entry: other, kind: .report),
            ]
            for finding in records {
                let terms = [LegalTerm.takeUpSerious]
                steps.append(try Self.append(to: &store, terms: terms, finding: finding))
            }
        }
        // A record of another journal has no place in the row: then nothing can be added.
        records[2] = FindingSubject(entry: steps[2], kind: nil)
        for _ in 1...2 {
            let store = try JournalFixture.open(folder.path)
            #expect(
                try store.memory().findings
                    == Dictionary(uniqueKeysWithValues: zip(steps, records))
            )
        }
        var store = try JournalFixture.open(folder.path)
        try store.closeClock(steps[0], .takeUpSerious)
        let closing = TermClosing(entry: steps[1], term: .takeUpSerious)
        try Self.append(to: &store, closing: closing)
        #expect(try store.memory().findings == [steps[2]: records[2]])
    }

    @Test func `what broke off comes over from a journal that was set aside`() throws {
        var first: EntryReference?
        do {
            var store = try JournalFixture.open(folder.path, seed: 1)
            first = try Self.append(to: &store, interruption: .began(.report))
            // It empties the log, so that the damage is not mended by it.
            try store.commitDummy(byteCount: 100)
        }
        let bytes = try #require(folder.bytes("journal.sqlite"))
        folder.write(
            Array(bytes[..<36]) + [0, 0, 0, 99] + Array(bytes[40...]),
            to: "journal.sqlite"
        )
        let store = try JournalFixture.open(folder.path, seed: 2)
        #expect(store.opening.kind == .setAside(.damaged))
        #expect(try store.memory().interrupted.map(\.entry) == [first])
    }
}
