import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

/// The draft in the journal: one row, replaced, erased, or made an entry in one commit.
@Suite struct DraftTests {
    private let folder = TemporaryFolder(inMemory: true)

    private static func draft(_ number: UInt8, bytes: Int = 20_000) -> SealedDraft {
        SealedDraft(
            body: JournalFixture.body(UInt64(number), bytes: bytes),
            proofHash: .sha256(of: [number]),
            urgency: .urgent,
            hour: UnixHour(rawValue: 498_000 + UInt32(number)),
            terms: [.decideOnSteps, .takeUpSerious]
        )
    }

    /// The bytes of the journal's files as they lie on the disk.
    private func files() throws -> [UInt8] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).flatMap {
            try [UInt8](Data(contentsOf: URL(filePath: folder.path).appending(path: $0)))
        }
    }

    private func holds(_ bytes: [UInt8]) throws -> Bool {
        // The middle of a body, so that no page boundary lies in it.
        Data(try files()).range(of: Data(bytes[1_000..<1_064])) != nil
    }

    @Test func `the next draft replaces the one before, and both survive a restart as one`() throws
    {
        do {
            var store = try JournalFixture.open(folder.path)
            #expect(try store.draft() == nil)
            try store.saveDraft(Self.draft(1))
            try store.saveDraft(Self.draft(2))
        }
        var store = try JournalFixture.open(folder.path)
        #expect(try store.draft() == Self.draft(2))
        #expect(store.head.sequence == 0)
        #expect(try store.memory().waiting.isEmpty)
    }

    @Test func `each place has a draft of its own`() throws {
        var store = try JournalFixture.open(folder.path)
        for (number, place) in DraftPlace.all.enumerated() {
            try store.saveDraft(Self.draft(UInt8(number)), at: place)
        }
        try store.eraseDraft(at: .desk[0])
        for (number, place) in DraftPlace.all.enumerated() {
            let expected = place == .desk[0] ? nil : Self.draft(UInt8(number))
            #expect(try store.draft(at: place) == expected)
        }
    }

    /// Broken once: `eraseDraft` without `emptyLog`.
    @Test func `P9 what is erased or replaced is nowhere in the files`() throws {
        var store = try JournalFixture.open(folder.path)
        try store.saveDraft(Self.draft(1))
        #expect(try holds(Self.draft(1).body))
        try store.saveDraft(Self.draft(2))
        #expect(try !holds(Self.draft(1).body))
        try store.eraseDraft()
        #expect(try !holds(Self.draft(2).body))
        #expect(try store.draft() == nil)
        let log = folder.path + "/journal.sqlite-wal"
        let size = try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
        #expect(size == 0)
    }

    @Test func `the log is empty after a draft as after a dummy commit and a stored visit`() throws
    {
        var store = try JournalFixture.open(folder.path)
        let log = folder.path + "/journal.sqlite-wal"
        func size() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
        }
        try store.commitDummy(byteCount: 20_000)
        #expect(try size() == 0)
        try store.saveDraft(Self.draft(1))
        #expect(try size() == 0)
        let journal = store.journal
        _ = try store.append(terms: [], replacesDraft: .kiosk) { sequence, previous in
            JournalFixture.entry(sequence, after: previous, in: journal)
        }
        #expect(try size() == 0)
        #expect(try store.draft() == nil)
    }

    @Test func `F47 a flipped bit in the draft quarantines the draft alone`() throws {
        do {
            var store = try JournalFixture.open(folder.path)
            try JournalFixture.append(to: &store)
            try store.saveDraft(Self.draft(1))
        }
        let path = URL(filePath: folder.path + "/journal.sqlite")
        var bytes = try Data(contentsOf: path)
        let found = try #require(bytes.range(of: Data(Self.draft(1).body[1_000..<1_064])))
        bytes[found.lowerBound] ^= 1
        try bytes.write(to: path)
        var store = try JournalFixture.open(folder.path)
        #expect(try store.draft() == nil)
        #expect(try store.quarantinedCount() == 1)
        #expect(try store.memory().waiting.count == 1)
    }

    @Test func `F39 a full disk keeps the draft before`() throws {
        let layer = CrashLayer()
        var store = try JournalFixture.open(folder.path, layer: layer)
        try store.saveDraft(Self.draft(1))
        layer.fail(.write, on: .log, code: ResultCode.full, errorNumber: ENOSPC)
        #expect(throws: JournalFault.self) { try store.saveDraft(Self.draft(2)) }
        layer.mend()
        #expect(try store.draft() == Self.draft(1))
    }

    /// A visit of five answers that is sent, and one that is left, with a power cut at every point.
    ///
    /// Broken once: `append` that takes the draft away in a commit of its own, after the entry.
    @Test func `F38 a power cut in mid-visit loses one answer at most, and nothing comes twice`()
        throws
    {
        let layer = CrashLayer()
        /// The moment after each step, with the drafts that may be there then and how many entries.
        var steps: [(moment: Int, drafts: Set<UInt8>, entries: Int)] = []
        do {
            var store = try JournalFixture.open(folder.path, layer: layer)
            steps.append((layer.eventCount, [0], 0))
            for number: UInt8 in 1...5 {
                try store.saveDraft(Self.draft(number, bytes: 6_000))
                steps.append((layer.eventCount, [number], 0))
            }
            let journal = store.journal
            _ = try store.append(terms: [], replacesDraft: .kiosk) {
                JournalFixture.entry($0, after: $1, in: journal)
            }
            steps.append((layer.eventCount, [0], 1))
            try store.saveDraft(Self.draft(6, bytes: 6_000))
            steps.append((layer.eventCount, [6], 1))
            try store.eraseDraft()
            steps.append((layer.eventCount, [0], 1))
        }
        let replay = CrashReplay(of: layer, ignoring: .nothing)
        let crashed = TemporaryFolder(inMemory: true)
        var points = 0
        for (index, moment) in CrashPoints.spread(340, over: layer.eventCount).enumerated() {
            replay.advance(to: moment)
            crashed.empty()
            guard let done = steps.lastIndex(where: { $0.moment <= moment }) else { continue }
            _ = replay.write(seed: UInt64(index), into: crashed.path)
            var store = try JournalFixture.open(crashed.path)
            let draft = try store.draft()
            let number = (1...6).first { draft == Self.draft($0, bytes: 6_000) } ?? 0
            #expect((draft == nil) == (number == 0))
            // What was done holds; what was being done when the power went may hold too.
            let possible = steps[done...].prefix(2)
            let isPossible = possible.contains {
                $0.drafts.contains(number) && $0.entries == Int(store.head.sequence)
            }
            #expect(isPossible, "draft \(number), \(store.head.sequence) entries at \(moment)")
            points += 1
        }
        #expect(points > 200)
    }
}
