import InboxKit
import MeldpostCore
import RecordFormat
import Testing

@testable import DeskTools

/// What counts as a contact in the statistics, and that it counts once (R75).
@Suite struct ContactTests {
    private let keys = CentreKeys()

    private func record(
        _ content: TimedContent,
        call: String? = nil,
        number: UInt64,
        hour: UInt32 = 494_000
    ) throws -> ReceivedRecord {
        var trace = TraceContent(
            claimedTimeMilliseconds: 0,
            earliestTimeMilliseconds: 0,
            clockTrust: .confirmed,
            softwareVersion: "1",
            panel: "terminal",
            island: "saba",
            worker: 100
        )
        trace.call = call
        let request = StoreRequest(
            ticket: 1,
            content: content,
            trace: trace,
            urgency: .ordinary,
            island: .saba,
            hour: UnixHour(rawValue: hour)
        )
        return try keys.received(request, as: number)
    }

    private func log(
        _ call: String,
        _ kind: CallClass?,
        hasRecord: Bool = false,
        island: String? = nil,
        number: UInt64 = 1
    ) throws -> ReceivedRecord {
        let content = HotlineCallContent(
            call: call,
            line: 1,
            isAnswered: true,
            classification: kind?.code,
            island: island.map { Code(rawValue: $0) },
            hasRecord: hasRecord
        )
        return try record(.hotlineCall(content), number: number)
    }

    private func report(of call: String?) throws -> ReceivedRecord {
        let content = ReportContent(
            answers: CodedAnswers(listVersion: "1"),
            dangerNow: .no,
            reporterClass: .citizen,
            isChildAbuse: false
        )
        return try record(.report(content, terms: []), call: call, number: 9)
    }

    private func advice(of call: String?) throws -> ReceivedRecord {
        let answers = CodedAnswers<AdviceField>(listVersion: "1")
        let content = AdviceContent(answers: answers, dangerNow: .no)
        return try record(.adviceRequest(content), call: call, number: 8)
    }

    /// The row of the month: advice of citizens, organisations, unknown; reports likewise.
    private func row(_ records: [ReceivedRecord], on island: Island = .saba) -> [Int] {
        let month = IslandMonth(UnixHour(rawValue: 494_000))
        var counts = ContactCounts(from: month, to: month)
        for record in records.contacts where record.concernedIsland == island {
            guard let content = record.payload?.content else { continue }
            counts.count(content, hour: record.entry.header.hour)
        }
        return counts.rows[0]
    }

    /// Broken once: with each log counted, a call that was logged twice counted twice.
    @Test func `R75 a call that was only logged counts once, as a report or as advice`() throws {
        #expect(row([try log("aa", nil), try log("aa", .report)]) == [0, 0, 0, 0, 0, 1])
        #expect(row([try log("aa", .advice), try log("aa", nil)]) == [0, 0, 1, 0, 0, 0])
        let twice = [
            try log("aa", .report), try log("aa", .report, number: 2), try log("bb", .report),
        ]
        #expect(row(twice) == [0, 0, 0, 0, 0, 2])
        for kind in CallClass.allCases where kind != .report && kind != .advice {
            #expect(row([try log("aa", kind)]) == [0, 0, 0, 0, 0, 0])
        }
    }

    /// Broken once: with the log counted besides, a report that was keyed in full counted twice.
    @Test func `R75 a call that was keyed too counts as its record does, before or after the log`()
        throws
    {
        let keyed = try report(of: "aa")
        for hasRecord in [true, false] {
            let log = try log("aa", .report, hasRecord: hasRecord)
            #expect(row([keyed, log]) == [0, 0, 0, 1, 0, 0])
            #expect(row([log, keyed]) == [0, 0, 0, 1, 0, 0])
        }
        let asked = try advice(of: "aa")
        #expect(row([asked, try log("aa", .advice)]) == [0, 0, 1, 0, 0, 0])
        // Advice that turned out to be a report, and a report of somebody who came to the desk.
        #expect(row([asked, try log("aa", .report)]) == [0, 0, 1, 0, 0, 1])
        #expect(row([try report(of: nil), try log("aa", .report)]) == [0, 0, 0, 1, 0, 1])
    }

    @Test func `R23 R75 a call on a shared number counts for the island that it concerns`() throws {
        let records = [
            try log("aa", .report, island: "sint-eustatius"), try log("bb", .report),
            try log("cc", .report, island: "saba"),
        ]
        #expect(row(records, on: .saba)[5] == 2)
        #expect(row(records, on: .sintEustatius)[5] == 1)
    }
}
