import InboxKit
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
