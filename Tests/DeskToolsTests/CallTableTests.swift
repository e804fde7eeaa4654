import DeskProtocol
import InboxKit
import MeldpostCore
import RecordFormat
import Testing

@testable import DeskTools

/// Every call stands in the desk's table once, with what its two records say together.
@Suite struct CallTableTests {
    private static func record(
        _ content: TimedContent,
        worker: Int? = nil,
        at hour: UInt32 = 494_000,
        in keys: CentreKeys
    ) throws -> ReceivedRecord {
        var trace = TraceContent(
            claimedTimeMilliseconds: Int64(hour) * 3_600_000,
            earliestTimeMilliseconds: Int64(hour) * 3_600_000,
            clockTrust: .confirmed,
            softwareVersion: "1",
            panel: "terminal",
            island: "saba"
        )
        trace.worker = worker
        let request = StoreRequest(
            ticket: 1,
            content: content,
            trace: trace,
            urgency: .ordinary,
            island: .saba,
            hour: UnixHour(rawValue: hour)
        )
        return try keys.received(request, as: UInt64(hour))
    }

    @Test func `a call with its log is one line, and one without is said to be not logged`() throws
    {
        let keys = CentreKeys()
        let ended = HotlineCallContent(
            call: "aa",
            line: 1,
            isAnswered: true,
            ringSeconds: 12,
            durationSeconds: 240
        )
        let logged = HotlineCallContent(
            call: "aa",
            line: 1,
            isAnswered: true,
            classification: CallClass.advice.code,
            island: Code(rawValue: "sint-eustatius"),
            colleague: 207
        )
        let missed = HotlineCallContent(call: "bb", line: 2, isAnswered: false, ringSeconds: 31)
        let records = [
            try Self.record(.hotlineCall(ended), in: keys),
            try Self.record(.hotlineCall(logged), worker: 100, at: 494_001, in: keys),
            try Self.record(.hotlineCall(missed), at: 494_002, in: keys),
        ]
        let table = CallTable(records)
        #expect(table.calls.count == 2)
        #expect(table.lines.allSatisfy { $0.count <= 80 })
        let first = table.lines[1]
        for part in ["1", "12 s", "240 s", "advice", "100 for 207", "St Eustatius"] {
            #expect(first.contains(part), "\(part)")
        }
        #expect(table.lines[2].contains("missed") && table.lines[2].contains("NOT LOGGED"))
        #expect(table.lines.last == "2 calls, 1 of them not logged yet")
        let list = Worklist(records: records, panics: [], conditions: [], showsAll: false)
            .lines(at: UnixTime(milliseconds: 494_003 * 3_600_000))
        #expect(list.count { $0.contains("call: advice") } == 1)
        #expect(list.count { $0.contains("call, unlogged") } == 1)
        #expect(list.count { $0.hasPrefix("*") && $0.contains("call") } == 2)
    }

    @Test func `duress at a sign-in stands above the records`() throws {
        let keys = CentreKeys()
        let content = SignInContent(worker: 100, isDuress: true)
        let calm = SignInContent(worker: 100, isDuress: false)
        let records = [
            try Self.record(.signIn(content), worker: 100, in: keys),
            try Self.record(.signIn(calm), worker: 100, at: 494_001, in: keys),
        ]
        #expect(records[0].entry.body.count == records[1].entry.body.count)
        let list = Worklist(records: records, panics: [], conditions: [], showsAll: false)
            .lines(at: UnixTime(milliseconds: 494_003 * 3_600_000))
        #expect(list.first?.hasPrefix("DURESS at a sign-in") == true)
        #expect(list.count { $0.contains("DURESS") } == 1)
    }
}
