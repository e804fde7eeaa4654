import ControlProtocol
import Foundation
import Testing

@Suite struct StatusReportTests {
    @Test func `a report is read as it was written`() throws {
        for report in [StatusReport.well, .unwell] {
            #expect(try StatusReport(decoding: report.encoded()) == report)
        }
    }

    @Test func `a report of another version is refused before anything else`() throws {
        let text = "{\"version\":2,\"everything\":\"else\"}"
        #expect(throws: ControlRefusal.unknownVersion) {
            try StatusReport(decoding: Array(text.utf8))
        }
    }

    @Test(arguments: ["", "{", "[]", "null", "{\"version\":1}", "{\"version\":\"1\"}"])
    func `what is not a report is refused`(text: String) {
        #expect(throws: ControlRefusal.malformed) { try StatusReport(decoding: Array(text.utf8)) }
    }

    @Test func `a report that is too large is neither made nor read`() {
        let long = String(repeating: "x", count: 70_000)
        #expect(throws: ControlRefusal.length) {
            try StatusReport.well.with(condition: long).encoded()
        }
        #expect(throws: ControlRefusal.length) {
            try StatusReport(decoding: [UInt8](repeating: 0x20, count: 65_537))
        }
    }

    @Test func `a request is read as it was written`() throws {
        let request = StatusRequest(.status)
        #expect(try StatusRequest(decoding: request.encoded()) == request)
        #expect(throws: ControlRefusal.malformed) {
            try StatusRequest(decoding: Array("{\"version\":1,\"command\":\"records\"}".utf8))
        }
    }

    @Test(arguments: [
        (-1, "0"), (0, "0"), (1, "1-4"), (4, "1-4"), (5, "5-19"), (19, "5-19"), (20, "20+"),
        (.max, "20+"),
    ])
    func `a count below five is never told`(count: Int, bucket: String) {
        #expect(CountBucket(count: count).rawValue == bucket)
    }

    @Test(arguments: [
        (0, "less than an hour"), (3_599, "less than an hour"), (3_600, "1 hour"),
        (7_200, "2 hours"), (86_399, "23 hours"), (86_400, "1 day"), (100_000, "1 day"),
        (172_800, "2 days"), (-5, "less than an hour"),
    ])
    func `how long is told in hours, then in days`(seconds: Int, words: String) {
        #expect(HourBucket(.seconds(seconds)).words == words)
    }
}
