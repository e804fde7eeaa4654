import DeskProtocol
import InboxKit
import MeldpostCore
import RecordFormat
import Testing

@testable import DeskTools

/// What workers said of an alarm at the box, in the worklist of the centre.
@Suite struct AlarmMarkTests {
    /// The lines of an alarm of which workers said this at the box.
    private static func lines(
        _ marks: [PanicState],
        isAccepted: Bool = false
    ) throws -> [String] {
        let keys = CentreKeys()
        var box = VirtualBox(island: .saba)
        let incident = IncidentID(using: &box.random)
        var records: [ReceivedRecord] = []
        for mark in marks {
            let content = PanicContent(
                incident: incident.hexadecimal,
                state: mark,
                presses: 1,
                isTest: false
            )
            let entry = box.append(.panic(content), urgency: .panic, keys: keys)
            let received = DeskEntry(
                number: entry.header.sequence,
                island: box.island.code,
                entry: Base64Bytes(entry.encoded()),
                isOpened: false,
                isForked: false,
                closedTerms: []
            )
            records.append(
                try #require(ReceivedRecord(received, identities: [keys.caseIdentity]))
            )
        }
        let report = PanicReport(
            station: HexText.of(box.id.bytes),
            island: box.island.code,
            incident: incident.hexadecimal,
            state: PanicState.pressed.rawValue,
            isTest: false,
            isAccepted: isAccepted,
            signalCount: 1,
            firstMilliseconds: 494_000 * 3_600_000,
            lastMilliseconds: 494_000 * 3_600_000
        )
        let list = Worklist(records: records, panics: [report], conditions: [], showsAll: false)
        let lines = list.lines(at: UnixTime(milliseconds: 494_001 * 3_600_000))
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.first?.hasPrefix("PANIC Saba  pressed  since") == true)
        return Array(lines.dropFirst().prefix { $0.hasPrefix("      ") })
    }

    /// Broken once: with any mark taken for an acceptance, as it was, nobody was told to accept.
    @Test(
        arguments: [[], [.verified], [.falseAlarm], [.falseAlarm, .verified]] as [[PanicState]]
    )
    func `an alarm that nobody accepted asks to be, whatever was said of it`(
        marks: [PanicState]
    ) throws {
        let lines = try Self.lines(marks)
        #expect(lines.first?.contains("NOT ACCEPTED: meldpost-desk accept ") == true)
        #expect(lines.dropFirst().count == marks.count)
        for (line, mark) in zip(lines.dropFirst(), marks) {
            #expect(line.contains("\(mark.words) by worker"))
        }
    }

    @Test func `one that a worker accepted at the box says so, whatever else was said of it`()
        throws
    {
        for marks in [[.accepted], [.verified, .accepted], [.accepted, .falseAlarm]]
            as [[PanicState]]
        {
            let lines = try Self.lines(marks)
            #expect(lines.first?.hasSuffix("  accepted at the box") == true)
            #expect(lines.dropFirst().contains { $0.contains("accepted by worker") })
        }
    }

    @Test func `one that a desk accepted says so first`() throws {
        let lines = try Self.lines([.verified], isAccepted: true)
        #expect(lines.first?.hasSuffix("  accepted by a person") == true)
    }
}
