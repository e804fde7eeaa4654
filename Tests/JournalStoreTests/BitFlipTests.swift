import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@Suite struct BitFlipTests {
    private static let entries: UInt64 = 28

    /// A journal with everything in it, its log copied into the file.
    private struct Sound {
        let bytes: [UInt8]
        let entries: [EntryReference: [UInt8]]
    }

    private func journal() throws -> Sound {
        let folder = TemporaryFolder(inMemory: true)
        var store = try JournalFixture.open(folder.path)
        for number in 1...Self.entries {
            try JournalFixture.append(
                to: &store,
                bodyBytes: number % 3 == 0 ? 300 : 6000,
                terms: number % 4 == 0 ? [.decideOnSteps] : []
            )
        }
        try store.latchPanic(PanicMemory(incident: JournalFixture.incident(2)))
        try store.saveTimeBound(UnixTime(milliseconds: 1_790_000_000_000))
        try store.saveKeyList(Array(repeating: 3, count: 500))
        _ = try store.reserveCounters(count: 100)
        try store.eraseBody(
            EntryReference(journal: store.journal, sequence: Self.entries),
            proof: JournalFixture.proof(Self.entries)
        )
        var entries: [EntryReference: [UInt8]] = [:]
        for entry in try store.memory().waiting {
            entries[entry.reference] = try store.bytes(of: entry.reference, offset: 0, count: .max)
        }
        return Sound(bytes: try #require(folder.bytes("journal.sqlite")), entries: entries)
    }

    @Test func `F47 a flipped bit anywhere is harmless or found, and the rest is read`() throws {
        let sound = try journal()
        let folder = TemporaryFolder(inMemory: true)
        var random = SeededGenerator(seed: 47)
        var outcomes: [String: Int] = [:]
        for _ in 0..<400 {
            folder.empty()
            var bytes = sound.bytes
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            folder.write(bytes, to: "journal.sqlite")
            let outcome = try look(folder, sound, flipped: place, bytes)
            outcomes[outcome, default: 0] += 1
        }
        #expect(outcomes["harmless", default: 0] > 0)
        #expect(outcomes["quarantined", default: 0] > 50)
        #expect(outcomes["set aside", default: 0] > 3)
    }

    /// Opens a journal with a flipped bit and checks what must hold whatever the bit was.
    private func look(
        _ folder: TemporaryFolder,
        _ sound: Sound,
        flipped place: Int,
        _ bytes: [UInt8]
    ) throws -> String {
        var store: JournalStore
        do throws(JournalFault) {
            store = try JournalFixture.open(folder.path, seed: 321)
        } catch {
            // Only a version number that a flip made larger may keep the station from a journal.
            #expect(error.fault == .fromTheFuture, "byte \(place)")
            #expect(folder.bytes("journal.sqlite") == bytes)
            return "refused"
        }
        // A damaged body is found when it is read.
        for entry in try store.memory().waiting {
            _ = try store.bytes(of: entry.reference, offset: 0, count: .max)
        }
        let quarantined = try store.quarantinedCount()
        let memory = try store.memory()
        var readable = 0
        for entry in memory.waiting {
            let found = try store.bytes(of: entry.reference, offset: 0, count: .max)
            let whole = try #require(found, "byte \(place)")
            #expect(JournalFixture.same(whole, sound.entries[entry.reference]), "byte \(place)")
            readable += 1
        }
        let all = Int(Self.entries) - 1
        try JournalFixture.append(to: &store)
        guard case .setAside = store.opening.kind else {
            #expect(quarantined <= 1, "byte \(place)")
            #expect(readable >= all - quarantined, "byte \(place)")
            #expect(memory.clocks.count >= 7 - quarantined, "byte \(place)")
            return quarantined == 0 ? "harmless" : "quarantined"
        }
        // A damaged page takes its own rows at most: a dozen of `entry`, the smallest there are. The
        // first page has the schema: without it nothing is read, and the file waits for a person.
        #expect(readable >= all - 13 || place < 4096, "byte \(place)")
        #expect(folder.bytes("journal.set-aside-1.sqlite") == bytes)
        return "set aside"
    }
}
