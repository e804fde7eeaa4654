import InboxKit
import MeldpostCore
import SimulationKit
import Testing

@testable import DeskTools

/// A recorded night at the hotline, as the desk at the centre shows it.
///
/// The box is a simulated one with two lines, two workers, an outage, a power cut and a panic; each of
/// its records is sealed, opened with the key of the desk and put into the table that a person reads.
@Suite struct NightAtTheDeskTests {
    /// What truly happened: line, ringing, length, what the call was, and who logged it.
    ///
    /// It is written by hand after the script, and not after what came out.
    private static let truth = [
        "1 | 10 s | 60 s | silent | 100",
        "2 | 16 s | missed | test | 100",
        "1 | 5 s | 300 s | advice | 100",
        "1 | 10 s | 360 s | wrong number | 207",
        "2 | 15 s | 180 s | abusive | 207",
        "1 | 10 s | 480 s | report | 207",
        "2 | 0 s | 3 s | hang up | 207",
        // The power was cut for two minutes: at least the 13 minutes after it.
        "1 | ? | 785 s+ | other | 100 for 207",
        "2 | 0 s | 120 s | from the desk |",
        "1 | 36 s | missed | not known | 100",
        "2 | 5 s | 60 s | not known | 100",
    ]

    private static func table(_ text: String) throws -> (rows: [String], lines: [String]) {
        let night = try Scenario(text).played()
        #expect(night.failures.isEmpty, "\(night.failures)")
        let keys = CentreKeys()
        let records = try night.world.entriesAtCentre.map { entry in
            try keys.received(entry.request, as: entry.reference.sequence)
        }
        let table = CallTable(records)
        // The columns after the time: of 4, 6, 8, 13 and 11 characters.
        let rows = table.lines.dropFirst().dropLast().map { line in
            var rest = line.dropFirst(17)
            return [4, 6, 8, 13, 11].map { width in
                let cell = rest.prefix(width)
                rest = rest.dropFirst(width + 1)
                return cell.trimmed
            }
            .joined(separator: " | ").trimmed
        }
        return (rows, table.lines)
    }

    @Test func `a night: the desk shows every call once, with its rings, and none unlogged`() throws
    {
        let (rows, lines) = try Self.table(Scenario.night)
        #expect(rows.sorted() == Self.truth.sorted())
        #expect(lines.last?.hasPrefix("11 calls, 0 of them not logged yet") == true)
    }

    /// Two calls of the first day, of which one is logged with two keys and one keyed in full on the
    /// second, with a power cut between them.
    ///
    /// Broken once: with the hour of the trace at the centre, the two differed by a day.
    @Test func `P7 what is logged or keyed a day late is due at the same hour at box and centre`()
        throws
    {
        let played = try Scenario(
            """
            at 0s power on
            at 10m line 1 rings 2 talks 5m · at 20m line 2 rings 2 talks 5m
            at 2h power off · at 3h power on
            at 26h desk keys 100135790 · at 1561m desk keys 1h
            at 1562m desk keys 142111h2 · at 1563m desk keys 12h · at 1564m desk keys h
            at 1600m expect 0 unlogged
            """
        ).played()
        #expect(played.failures.isEmpty, "\(played.failures)")
        let keys = CentreKeys()
        let box = try #require(played.world.station).clocks.clocks
        let entries = played.world.entriesAtCentre.filter {
            $0.request.terms.contains(.decideOnSteps)
        }
        #expect(entries.map(\.request.content.kind) == [.hotlineCall, .report])
        for (reference, request) in entries {
            let record = try keys.received(request, as: reference.sequence)
            let centre = record.runningClocks.first { $0.term == .decideOnSteps }
            let own = box.first { $0.entry == reference && $0.term == .decideOnSteps }
            #expect(own != nil && centre?.deadline == own?.deadline)
            let stored = UnixTime(milliseconds: request.trace.earliestTimeMilliseconds).hour
            #expect(stored.rawValue - request.hour.rawValue >= 24)
        }
    }

    @Test func `without the supervisor's key two are shown as not logged`() throws {
        let script = Scenario.night.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("desk keys 444h") && !$0.contains("expect 0 open") }
        let (rows, lines) = try Self.table(script.joined(separator: "\n"))
        #expect(rows.count == 11)
        #expect(rows.count { $0.contains("NOT LOGGED") } == 2)
        #expect(lines.last?.hasPrefix("11 calls, 2 of them not logged yet") == true)
    }
}

extension Substring {
    fileprivate var trimmed: String { String(self).trimmed }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
