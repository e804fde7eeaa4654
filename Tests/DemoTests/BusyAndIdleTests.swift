import Foundation
import MeldpostCore
import ProgramKit
import Testing

@testable import DemoAssembly

/// P9 with real programs: what the line shows of a box at which people report, and of one at which
/// nobody stands.
@Suite(.enabled(if: try BuiltPrograms.areThere.isMet), .timeLimit(.minutes(4)))
struct BusyAndIdleTests {
    private static let slotMilliseconds = 200
    /// The keys of a visit: English, nobody in danger, told, a report, its answers, sent.
    private static let visit = "u" + EndToEndTests.visit.map(\.keys).joined() + "d"

    /// A box and a centre, with a tap between them.
    private final class World {
        let folder: DemoFolder
        let keys = DemoKeys()
        let tap: LineTap
        private let base: TemporaryFolder
        private var processes: [Process] = []
        private let panel = Pipe()

        init() throws {
            base = TemporaryFolder()
            folder = try DemoFolder.make(in: base.path, process: 1)
            let free = try LoopbackPort.find(count: 2)
            tap = try LineTap(to: free[0])
            let hour = UnixHour(rawValue: UInt32(Date.now.timeIntervalSince1970 / 3_600))
            try keys.write(to: folder, issued: hour)
            try DemoConfiguration(
                folder: folder,
                keys: keys,
                ports: .init(plug: tap.port, station: free[0], desk: free[1]),
                slotMilliseconds: BusyAndIdleTests.slotMilliseconds
            ).write()
            try start("meldpost-inbox", "centre/inbox.toml", "centre/inbox")
            let isListening = Deadline(in: .seconds(15)).wait { LoopbackPort.answers(free[0]) }
            try #require(isListening, "the inbox listens")
            tap.start()
            try start("meldpostd", "box/station.toml", "box/station", input: panel)
            try start("meldpost-courier", "box/courier.toml", "box/courier")
        }

        deinit {
            for process in processes { process.terminate() }
            for process in processes { process.waitUntilExit(atMost: .seconds(15)) }
        }

        private func start(
            _ name: String,
            _ configuration: String,
            _ credentials: String,
            input: Pipe? = nil
        ) throws {
            let process = Process()
            process.executableURL = URL(filePath: "\(StandIns.built)/\(name)")
            process.arguments = [
                "--config", folder.path(configuration), "--credentials", folder.path(credentials),
            ]
            process.standardInput = input ?? FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            processes.append(process)
        }

        func press(_ key: UInt8) throws {
            try panel.fileHandleForWriting.write(contentsOf: [key])
        }

        /// The exchanges of its one connection, without the handshake and the first answer, which
        /// brings the tickets of TLS that nobody uses.
        var exchanges: [LineTap.Turn] { tap.seen.first.map { Array($0.dropFirst(6)) } ?? [] }

        /// How many reports wait in the box, opened with the centre's key.
        func reports() throws -> Int {
            try JournalBodies.open(in: folder.path("box/state"), identities: [keys.caseIdentity])
                .count { $0.payload.content.kind == .report }
        }
    }

    /// What an exchange looks like from outside.
    private struct Sight: Hashable {
        /// The slot, counted from the first one that is compared.
        var slot: Int
        var isUp: Bool
        var bytes: Int
    }

    /// The turns in their order, each with its slot.
    private static func sights(_ turns: ArraySlice<LineTap.Turn>) -> [Sight] {
        guard let origin = turns.first?.begin else { return [] }
        return turns.map { turn in
            let (seconds, attoseconds) = (turn.begin - origin).components
            let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
            // A slot's own exchange begins within the first sixteenth of it: rounding leaves the
            // machine half a slot to be late.
            let slot = (milliseconds + slotMilliseconds / 2) / slotMilliseconds
            return Sight(slot: slot, isUp: turn.isUp, bytes: turn.bytes)
        }
    }

    /// What one stretch of the two lines showed.
    private struct Stretch {
        var busy: [Sight]
        var idle: [Sight]

        /// Whether size and direction are the same one after the other, without an exception.
        var hasSameOrder: Bool {
            zip(busy, idle).allSatisfy { $0.isUp == $1.isUp && $0.bytes == $1.bytes }
        }

        /// Whether the slots are too: a machine that is busy may be late for one and make it up in the
        /// next, so a few may differ, but none is ever one more or one less.
        var hasSameSlots: Bool {
            let count = min(busy.count, idle.count)
            let same = zip(busy, idle).count { $0.slot == $1.slot }
            let (last, otherLast) = (busy[count - 1].slot, idle[count - 1].slot)
            return same * 10 >= count * 9 && abs(last - otherLast) <= 1
                && abs(last - count / 2) <= 6
                // Neither more exchanges nor fewer: they began together and are counted together.
                && abs(busy.count - idle.count) <= max(8, count / 10)
        }
    }

    /// Keys two visits at the busy box and looks at both lines meanwhile.
    private static func watch(_ busy: World, _ idle: World) throws -> Stretch {
        // Turns alternate and begin with one that goes up.
        let begun = (busy.exchanges.count / 2 * 2, idle.exchanges.count / 2 * 2)
        for _ in 0..<2 {
            for key in visit.utf8 {
                try busy.press(key)
                usleep(120_000)
            }
        }
        // Time for the pieces of both reports: some 30 cells each.
        let areSent = Deadline(in: .seconds(60)).wait(everyMilliseconds: 20) {
            busy.exchanges.count >= begun.0 + 160
        }
        try #require(areSent, "the line shows a turn in each slot")
        let (seen, other) = (busy.exchanges, idle.exchanges)
        return Stretch(
            busy: sights(seen.dropFirst(begun.0).dropLast()),
            idle: sights(other.dropFirst(begun.1).dropLast())
        )
    }

    // Broken once: with one more header in every other request the sizes differ; with the pace of
    // owed slots while entries wait, whose cells have the same sizes, the slots do.
    @Test func `P9 a line shows the same slots, sizes and order whether or not somebody reports`()
        throws
    {
        let (busy, idle) = (try World(), try World())
        // Both have their connection and have passed the time at which a start differs.
        let isBegun = Deadline(in: .seconds(60)).wait(everyMilliseconds: 20) {
            busy.exchanges.count >= 20 && idle.exchanges.count >= 20
        }
        try #require(isBegun, "both lines show a turn in each slot")
        // A machine that stands still shifts the slots of one stretch: it is made up for by two that are
        // not disturbed. A box that shows its visits does so in each.
        var slots: [Bool] = []
        while slots.isEmpty || slots[0] == false && slots.count < 3 {
            let stretch = try Self.watch(busy, idle)
            #expect(min(stretch.busy.count, stretch.idle.count) > 140)
            #expect(stretch.hasSameOrder)
            #expect(Set(stretch.busy.map { $0.bytes }).count == 2)
            slots.append(stretch.hasSameSlots)
        }
        #expect(slots[0] || slots.dropFirst().allSatisfy { $0 })
        #expect(try busy.reports() == 2 * slots.count)
        #expect(try idle.reports() == 0)
        #expect(busy.tap.seen.count == 1 && idle.tap.seen.count == 1)
    }
}
