import Foundation
import MeldpostCore
import ProgramKit
import RecordFormat
import SystemdService
import Testing

@testable import StationAssembly

/// The lasting conditions that the loop reports: each comes up, and goes away again.
@Suite(.serialized) struct LoopConditionTests {
    private func raisesAndClears(
        _ condition: Condition,
        raise: (LoopBench) throws -> Void,
        clear: (LoopBench) throws -> Void,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let bench = try LoopBench()
        #expect(!bench.isRaised(condition), sourceLocation: location)
        try raise(bench)
        #expect(bench.isRaised(condition), sourceLocation: location)
        try clear(bench)
        #expect(!bench.isRaised(condition), sourceLocation: location)
    }

    @Test func `a journal that was set aside is named until the next start`() throws {
        try raisesAndClears(.journalSetAside) {
            $0.open(isSetAside: true)
        } clear: {
            $0.open(isSetAside: false)
        }
    }

    /// The real clock is far behind what the journal knows, as one that starts in 1970 is.
    ///
    /// Broken once: it was named only after the centre had answered.
    @Test func `a clock in 1970 is named as soon as the journal is open, and panic acts`() throws {
        let bench = try LoopBench()
        var memory = LoopBench.memory()
        memory.timeBound = UnixTime(milliseconds: 4_000_000_000_000)
        bench.open(memory)
        #expect(bench.isRaised(.wallClockWrong))
        press(bench)
        #expect(bench.isRaised(.panicLatched))
    }

    private func press(_ bench: LoopBench) {
        let report = PressReport(
            number: 1,
            presses: 1,
            contacts: .pressed,
            hasWireFault: false,
            glitches: 0
        )
        bench.loop.handle(.stimulus(.panicReported(report)))
    }

    /// A cell that another key signed would be refused at the centre, and count against the station.
    ///
    /// Broken once: with a key of that run alone, whose alarms and fillers went out.
    @Test func `P6 a station without its key says so, and sends nothing, not even an alarm`() throws
    {
        func raisesForGood(_ condition: Condition) throws {
            let bench = try LoopBench(hasKey: false)
            #expect(bench.isRaised(condition))
            press(bench)
            #expect(bench.isRaised(.panicLatched))
            #expect(try bench.nextOrder(within: 10) == nil)
            #expect(bench.isRaised(condition))
            #expect(try !LoopBench().isRaised(condition))
        }
        try raisesForGood(.stationKeyRefused)
        let other = try LoopBench()
        press(other)
        #expect(try other.nextOrder(within: 10) != nil)
    }

    /// Broken once: also while an alarm is under way, which only memory knows.
    @Test func `P6 a key that comes late ends a station without one, but never in an alarm`() throws
    {
        let folder = TemporaryFolder()
        let bench = try LoopBench(hasKey: false)
        bench.loop.lateKey = KeyGlance(path: "\(folder.path)/key")
        func hasCome(_ bench: LoopBench, after seconds: Int) -> Bool {
            bench.loop.hasKeyCome(at: Instant(sinceStart: .seconds(seconds)))
        }
        #expect(!hasCome(bench, after: 15))
        folder.write("", to: "key")
        #expect(!hasCome(bench, after: 29))
        #expect(hasCome(bench, after: 30))
        press(bench)
        #expect(!hasCome(bench, after: 45))
        #expect(try !hasCome(LoopBench(), after: 60))
    }

    @Test func `F54 a key list that is refused is named until a good one comes`() throws {
        try raisesAndClears(.keyListRefused) { bench in
            let other = try Statement(decoding: try Centre().signedKeyList(number: 9))
            try bench.exchange(saying: other, number: 1)
        } clear: { bench in
            let good = try Statement(decoding: try bench.centre.signedKeyList(number: 9))
            try bench.exchange(saying: good, number: 2)
        }
    }

    @Test func `F72 a station that the centre set apart knows it until the centre takes it back`()
        throws
    {
        try raisesAndClears(.stationQuarantined) {
            try $0.exchange(verdict: .quarantined)
        } clear: {
            try $0.exchange()
        }
    }

    @Test func `an entry that the centre refused is named until another is taken`() throws {
        try raisesAndClears(.entryRefused) {
            try $0.exchange(verdict: .pieceRefused)
        } clear: { bench in
            // A cell without a piece says nothing about entries.
            try bench.exchange()
            #expect(bench.isRaised(.entryRefused))
            let entry = EntryReference(journal: LoopBench.journalID, sequence: 1)
            var memory = LoopBench.memory()
            memory.waiting = [WaitingEntry(reference: entry, urgency: .ordinary, length: 2_000)]
            bench.loop.handle(
                .journalReread(memory, head: ChainHead(sequence: 1, digest: .zero))
            )
            try bench.exchange()
        }
    }

    @Test func `a statement that nobody of the centre signed is named until a genuine answer`()
        throws
    {
        try raisesAndClears(.centreNotGenuine) { bench in
            let body = StatementBody.panicAccepted(station: bench.centre.stationID, .zero)
            try bench.exchange(saying: Statement.make(body, key: SigningKey()), number: 1)
        } clear: {
            try $0.exchange()
        }
    }

    @Test func `F62 safe mode, and a watchdog that is off, are named as long as the station runs`()
        throws
    {
        func raisesForGood(_ condition: Condition, _ service: StationService) throws {
            let bench = try LoopBench(service: service)
            #expect(bench.isRaised(condition))
            try bench.exchange()
            #expect(bench.isRaised(condition))
            #expect(try !LoopBench().isRaised(condition))
        }
        let notifier = ServiceNotifier(environment: { ["NOTIFY_SOCKET": "@nobody"][$0] })
        try raisesForGood(
            .stationSafeMode,
            StationService(notifier: nil, starts: nil, isSafeMode: true)
        )
        try raisesForGood(
            .stationUnwatched,
            StationService(notifier: notifier, starts: nil, isSafeMode: false)
        )
    }

    /// Broken once: without the glance of the loop.
    @Test func `a package that is not whole is named until it is`() throws {
        let folder = NSTemporaryDirectory() + "/mp-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mark = "\(folder)/\(PackageGlance.mark)"
        try raisesAndClears(.packageHalfInstalled) { bench in
            bench.loop.package = PackageGlance(folder: folder)
            #expect(FileManager.default.createFile(atPath: mark, contents: nil))
            _ = bench.loop.glanceAtPackage(at: Instant(sinceStart: .seconds(4)))
        } clear: { bench in
            try FileManager.default.removeItem(atPath: mark)
            let next = bench.loop.glanceAtPackage(at: Instant(sinceStart: .seconds(8)))
            #expect(next == Instant(sinceStart: .seconds(12)))
        }
    }

    @Test func `texts that nobody approved are named as long as the station runs`() throws {
        func raisesForGood(_ condition: Condition) throws {
            let bench = try LoopBench(areTextsApproved: false)
            #expect(bench.isRaised(condition))
            try bench.exchange()
            #expect(bench.isRaised(condition))
            let approved = try LoopBench()
            #expect(!approved.isRaised(condition))
        }
        try raisesForGood(.textsNotApproved)
    }
}
