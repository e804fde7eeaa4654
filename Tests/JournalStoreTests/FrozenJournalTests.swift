import Foundation
import MeldpostCore
import ProgramKit
import RecordFormat
import SQLiteStore
import Testing

@testable import JournalStore

/// A journal in the field is read by the code of today.
@Suite struct FrozenJournalTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Frozen/journal-v1.sqlite")

    private static let bound = UnixTime(milliseconds: 1_795_000_000_000)

    /// Writes the file anew: `MELDPOST_FREEZE_DATABASES=1 swift test --filter FrozenJournalTests`.
    ///
    /// Only for another version, under another name: the file stands for what is in the field.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MELDPOST_FREEZE_DATABASES"] != nil))
    func `freeze a journal`() throws {
        let folder = TemporaryFolder(inMemory: true)
        var store = try JournalFixture.open(folder.path)
        try JournalFixture.append(to: &store)
        try JournalFixture.append(
            to: &store,
            urgency: .urgent,
            terms: [.decideOnSteps, .takeUpSerious]
        )
        try JournalFixture.append(to: &store, terms: [.investigateNeed])
        let incident = JournalFixture.incident(8)
        try JournalFixture.append(to: &store, urgency: .panic, bodyBytes: 200, latch: incident)
        let references = try store.memory().waiting.map(\.reference)
        try store.markReceipted(references[1])
        try store.closeClock(references[2], .investigateNeed)
        try store.saveOwedSlots(77)
        try store.saveTimeBound(Self.bound)
        try store.saveDeliveryWanted(12)
        try store.saveKeyList([3, 4, 5])
        _ = try store.reserveCounters(count: 500)
        // The last step copies the log into the file.
        try store.eraseBody(references[0], proof: JournalFixture.proof(1))
        try FileManager.default.createDirectory(
            at: Self.file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(try #require(folder.bytes("journal.sqlite"))).write(to: Self.file)
    }

    @Test func `everything in a frozen journal is found, and its chain goes on`() throws {
        let folder = TemporaryFolder(inMemory: true)
        folder.write([UInt8](try Data(contentsOf: Self.file)), to: "journal.sqlite")
        var store = try JournalFixture.open(folder.path)
        #expect(store.opening.kind == .existing && store.opening.isChecked)
        #expect(store.opening.quarantinedNow == 0)
        #expect(store.head.sequence == 4)
        let memory = try store.memory()
        #expect(memory.waiting.map(\.reference.sequence) == [2, 3, 4])
        #expect(memory.waiting.map(\.isReceipted) == [true, false, false])
        #expect(memory.waiting.map(\.urgency) == [.urgent, .ordinary, .panic])
        for waiting in memory.waiting {
            let entry = try #require(try JournalFixture.whole(waiting.reference, in: store))
            let number = waiting.reference.sequence
            let bytes = number == 4 ? 200 : 900
            #expect(entry.body == JournalFixture.body(number, bytes: bytes))
            try entry.verify(with: JournalFixture.key.publicKey)
        }
        #expect(memory.clocks.map(\.term) == [.decideOnSteps, .takeUpSerious])
        #expect(memory.clocks.allSatisfy { $0.entry == memory.waiting[0].reference })
        #expect(memory.clocks.allSatisfy { $0.start.rawValue == 490_002 })
        #expect(memory.panic.incident == JournalFixture.incident(8))
        #expect(memory.owedSlots == 77 && memory.timeBound == Self.bound)
        #expect(try store.deliveryWanted() == 12)
        #expect(try store.keyList() == [3, 4, 5])
        #expect(try store.reserveCounters(count: 10) == 501..<511)
        #expect(try JournalFixture.append(to: &store).sequence == 5)
        try store.eraseBody(memory.waiting[0].reference, proof: JournalFixture.proof(2))
        #expect(try store.waitingCount() == 3)
    }

    /// Broken once: with one blank more in the first step, the digest is another.
    @Test func `no step of the schema was edited`() {
        let digests = JournalSchema.migrations.map { step in
            Digest.sha256(of: Array("\(step.name)\n\(step.sql)".utf8)).bytes
                .map { String(format: "%02x", $0) }.joined()
        }
        #expect(
            digests == [
                "001bf8d3d2e3c51598ced09a1eb43f0f2e239f650ddf818c568abd2be844f0d8",
                "6bbc62a8a81170d5299d4ad80e2adb4a88a14856bf6b86ab6e8335c9d45c1e4a",
                "fbee33a2ce3d0188e321b8104694301cd37119e88cf9535ca16951f64d843513",
                "3b364c9c9e53128c47c0da11c4c3018df20f54341f4b01442dff3f1ba2665350",
                "2c950a7452b443150b72d8c21ad70a4dde98fbe23c42469e30d0b7ba4dd7b92b",
                "8e9ba55977b0a034a49fc5eb8f75f7679b4137a69a61fc961105903a15a36c43",
            ]
        )
    }
}
