import DeskProtocol
import Foundation
import InboxKit
import MeldpostCore
import RecordFormat
import SQLiteStore
import Testing

@testable import DeskTools
@testable import InboxServer

/// A command fetches what it needs, and not the whole inbox.
@Suite struct DeskAmountTests {
    private static let hour: UInt32 = 494_000

    /// Entries of a visit's length, one an hour, straight into the database of the inbox; gives the
    /// ID of the last one.
    private static func fill(_ files: InboxFiles, count: Int) throws -> String {
        var box = files.boxes[0]
        let advice = AdviceContent(
            answers: CodedAnswers(codes: [:], listVersion: "1"),
            dangerNow: .no
        )
        // The same body in each: the headers, and so the digests, are all different.
        let sealed = box.append(.adviceRequest(advice), keys: files.keys)
        let proof = try RecordOpener.open(sealed, identities: [files.keys.caseIdentity]).proof
        box.chain = []
        var last = Digest.zero
        try files.withLedger { ledger in
            let cell = box.cell()
            _ = try ledger.exchange(cell, at: UnixTime(milliseconds: 1))
            try ledger.connection.transaction { rows throws(SQLiteFault) in
                for number in 0..<count {
                    let entry = box.append(
                        body: sealed.body,
                        proof: proof,
                        hour: hour - UInt32(count - 1 - number)
                    )
                    last = entry.header.digest
                    try rows.insert(
                        entry,
                        digest: last,
                        in: 1,
                        isForked: false,
                        receipt: [1],
                        receiptNumber: 1
                    )
                }
            }
        }
        return String(HexText.of(last.bytes).prefix(8))
    }

    private static func withDesk<Value: Sendable>(
        _ files: InboxFiles,
        _ body: @escaping @Sendable (DeskCommands, CountingInbox) async throws -> Value
    ) async throws -> Value {
        try await files.serve { ports in
            let settings = try DeskSettings(path: files.writeDesk(port: ports.desk))
            let remote = try RemoteInbox(settings.endpoint)
            let inbox = CountingInbox(remote)
            let commands = DeskCommands(
                inbox: inbox,
                deskKey: settings.deskKey,
                caseIdentities: [files.keys.caseIdentity],
                sourceIdentities: nil,
                now: UnixTime(milliseconds: Int64(hour + 1) * 3_600_000)
            )
            let value = try await body(commands, inbox)
            await remote.client.close()
            return value
        }
    }

    /// Broken once: with all entries asked for, as it was, `show` took the thousand.
    @Test func `show and step fetch one entry, and statistics those of their months`() async throws
    {
        let files = InboxFiles([VirtualBox()])
        let id = try Self.fill(files, count: 1_000)
        let (show, step, statistics) = try await Self.withDesk(files) { commands, inbox in
            _ = try await commands.show(id, withSource: false)
            let show = inbox.takeTraffic()
            _ = try await commands.step(id, StepCode.adviceGiven.code.rawValue)
            let step = inbox.takeTraffic()
            let lines = try await commands.statistics(from: nil, to: nil, isInternal: true)
            #expect(lines.contains { $0.contains("advice") })
            return (show, step, inbox.takeTraffic())
        }
        #expect(
            show.paths.map { $0.prefix(while: { $0 != "?" }) } == [
                "/v1/desk/entries", "/v1/desk/statements", "/v1/desk/steps",
            ]
        )
        #expect(show.bytes < 50_000 && step.bytes < 50_000)
        #expect(step.paths.count == 2)
        // 494,000 hours are 2026-05-10 04h on the islands: 220 hours of the month.
        let month = IslandMonth(UnixHour(rawValue: Self.hour))
        let hours = Int(Self.hour - month.firstHour) + 1
        #expect(statistics.bytes > hours * 20_000 && statistics.bytes < (hours + 2) * 35_000)
    }

    @Test(arguments: [1970, 1999, 2000, 2026, 2027, 2028, 2100, 2399], 1...12)
    func `a month begins with its first hour`(year: Int, month: Int) {
        let wanted = IslandMonth(year: year, month: month)
        #expect(IslandMonth(UnixHour(rawValue: wanted.firstHour)) == wanted)
        #expect(IslandMonth(UnixHour(rawValue: wanted.next.firstHour - 1)) == wanted)
    }

    /// Prints how long commands take with as many entries as `MELDPOST_DESK_ENTRIES` says.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MELDPOST_DESK_ENTRIES"] != nil))
    func `commands with many entries`() async throws {
        let text = ProcessInfo.processInfo.environment["MELDPOST_DESK_ENTRIES"] ?? ""
        let files = InboxFiles([VirtualBox()])
        let id = try Self.fill(files, count: try #require(Int(text)))
        try await Self.withDesk(files) { commands, inbox in
            func measure(_ name: String, _ command: () async throws -> [String]) async throws {
                let start = ContinuousClock.now
                _ = try await command()
                let traffic = inbox.takeTraffic()
                let time = ContinuousClock.now - start
                print("\(name): \(time), \(traffic.paths.count) requests, \(traffic.bytes) bytes")
            }
            try await measure("show") { try await commands.show(id, withSource: false) }
            try await measure("step") { try await commands.step(id, "advice-given") }
            try await measure("statistics") {
                try await commands.statistics(from: nil, to: nil, isInternal: true)
            }
            try await measure("list") { try await commands.list(showsAll: false) }
        }
    }
}
