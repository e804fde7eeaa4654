import CentreLink
import DeskProtocol
import Foundation
import InboxKit
import InboxServer
import MeldpostCore
import RecordFormat
import Testing

@testable import DeskTools

/// The desk against a real inbox over loopback TLS, with records that stations sealed.
@Suite struct DeskCommandsTests {
    /// Four hours after the first records.
    private static let now = UnixTime(milliseconds: 494_004 * 3_600_000)

    private static func report(_ danger: TriState = .no) -> TimedContent {
        .report(
            ReportContent(
                answers: CodedAnswers(
                    codes: [.violence: [Code(rawValue: "physical")]],
                    listVersion: "1"
                ),
                dangerNow: danger,
                reporterClass: .citizen,
                isChildAbuse: false
            ),
            terms: [.decideOnSteps]
        )
    }

    private static let advice = TimedContent.adviceRequest(
        AdviceContent(
            answers: CodedAnswers(codes: [.asker: [Code(rawValue: "citizen")]], listVersion: "1"),
            dangerNow: .no
        )
    )

    private static func commands(
        _ files: InboxFiles,
        port: Int,
        hasSource: Bool = true
    ) throws -> DeskCommands {
        let settings = try DeskSettings(path: files.writeDesk(port: port))
        return DeskCommands(
            inbox: try RemoteInbox(settings.endpoint),
            deskKey: settings.deskKey,
            caseIdentities: [files.keys.caseIdentity],
            sourceIdentities: hasSource ? [files.keys.sourceIdentity] : nil,
            now: now
        )
    }

    /// Sends entries and loads straight into the ledger of the folder.
    private static func load(
        _ files: InboxFiles,
        _ box: inout VirtualBox,
        _ entries: [Entry],
        _ loads: [UpLoad] = []
    ) throws {
        let all = entries.flatMap { box.pieces(of: $0) } + loads
        try files.withLedger { ledger in
            for load in all {
                let now = UnixTime(milliseconds: Self.now.milliseconds - 60_000)
                _ = try ledger.exchange(box.cell(load), at: now)
            }
        }
    }

    private static func id(_ entry: Entry) -> String {
        let digits = HexText.of(entry.header.digest.bytes)
        return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(4))"
    }

    private static func withDesk<Value: Sendable>(
        _ files: InboxFiles,
        hasSource: Bool = true,
        _ body: @escaping @Sendable (DeskCommands) async throws -> Value
    ) async throws -> Value {
        try await files.serve { ports in
            let commands = try commands(files, port: ports.desk, hasSource: hasSource)
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(commands))
            } catch {
                result = .failure(error)
            }
            if let remote = commands.inbox as? RemoteInbox { await remote.client.close() }
            return try result.get()
        }
    }

    @Test func `the worklist is ordered by deadline, fits 80 columns and marks nothing`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let advice = box.append(Self.advice, keys: files.keys)
        let calm = box.append(Self.report(), hour: 493_990, keys: files.keys)
        let danger = box.append(Self.report(.yes), urgency: .urgent, keys: files.keys)
        let late = box.append(Self.report(), hour: 493_800, keys: files.keys)
        let garbage = box.append(length: 500)
        let other = CentreKeys()
        let locked = box.append(Self.report(), keys: other)
        try Self.load(files, &box, [advice, calm, danger, late, garbage, locked])
        let (first, second) = try await Self.withDesk(files) { commands in
            (try await commands.list(showsAll: false), try await commands.list(showsAll: false))
        }
        #expect(first == second)
        #expect(first.map(\.count).max() ?? 0 <= 80)
        let ids = first.compactMap { line in
            [advice, calm, danger, late, garbage, locked].firstIndex { line.contains(Self.id($0)) }
        }
        #expect(ids.dropFirst(2) == [3, 2, 1, 0])
        #expect(Set(ids.prefix(2)) == [4, 5])
        let text = first.joined(separator: "\n")
        #expect(text.contains("decide LATE 1d"))
        #expect(text.contains("take up 20h 0m"))
        #expect(text.contains("decide 6d 20h"))
        #expect(text.components(separatedBy: "NOT READABLE").count == 3)
        #expect(
            try files.withLedger { try $0.entries(after: 0).entries.map(\.isOpened) }
                == Array(repeating: false, count: 6)
        )
    }

    @Test func `show prints what was recorded, and only then the station may erase it`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let told = ToldContent(
            topics: [.procedure],
            textVersion: "7",
            language: .papiamentu,
            means: .spoken,
            claimedTimeMilliseconds: Self.now.milliseconds
        )
        let source = SourceContent(relation: Code(rawValue: "neighbourx"), language: .dutch)
        let entry = box.append(Self.report(.yes), source: source, told: told, keys: files.keys)
        try Self.load(files, &box, [entry])
        let (lines, again, list) = try await Self.withDesk(files) { commands in
            (
                try await commands.show(Self.id(entry), withSource: false),
                try await commands.show(Self.id(entry), withSource: true),
                try await commands.list(showsAll: false)
            )
        }
        let text = lines.joined(separator: "\n")
        #expect(text.contains("physical") && text.contains("pap") && text.contains("confirmed"))
        #expect(!text.contains("neighbourx"))
        #expect(again.joined().contains("neighbourx"))
        #expect(again.last == "The source block was opened.")
        #expect(lines.map(\.count).max() ?? 0 <= 80)
        // It stays on the list, because its terms run, without the mark of the unopened.
        #expect(list.contains { $0.hasPrefix(" " + Self.id(entry)) })
        var statements: [StatementBody] = []
        try files.withLedger { ledger in
            for _ in 0..<5 {
                let cell = box.cell()
                let down = try #require(try ledger.exchange(cell, at: Self.now))
                try box.take(down.cell, to: cell, keys: files.keys)
            }
            statements = box.statements
        }
        #expect(statements.filter { $0.kind == .opened }.count == 1)
    }

    @Test func `R32 the source is refused without source identities, and nothing is marked`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let entry = box.append(Self.report(), keys: files.keys)
        try Self.load(files, &box, [entry])
        await #expect(throws: DeskRefusal.noSourceIdentities) {
            try await Self.withDesk(files, hasSource: false) { commands in
                try await commands.show(Self.id(entry), withSource: true)
            }
        }
        #expect(try !files.withLedger { try $0.entries(after: 0).entries[0].isOpened })
    }

    @Test func `an ID that is short, unknown or ambiguous is refused`() async throws {
        var box = VirtualBox()
        let files = InboxFiles([box])
        try Self.load(files, &box, [box.append(Self.advice, keys: files.keys)])
        let refusals = try await Self.withDesk(files) { commands in
            var refusals: [DeskRefusal] = []
            for id in ["3f2a", "3f2a-91bz", "00000000-0000"] {
                do throws(DeskRefusal) {
                    _ = try await commands.show(id, withSource: false)
                } catch {
                    refusals.append(error)
                }
            }
            return refusals
        }
        #expect(refusals == [.idMalformed, .idMalformed, .idUnknown])
        let twins: [[UInt8]] = [[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 7]]
        #expect(throws: DeskRefusal.idAmbiguous) { try ShortID.find("0102-0304", among: twins) }
        #expect(try ShortID.find("0102-0304-0507", among: twins) == twins[1])
        #expect(Set(ShortID.of(twins).values) == ["0102-0304-0506", "0102-0304-0507"])
    }

    @Test
    func
        `a step closes its term, is in the log, and the record leaves the list when all are closed`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let report = box.append(Self.report(), keys: files.keys)
        let advice = box.append(Self.advice, keys: files.keys)
        try Self.load(files, &box, [report, advice])
        let (answers, shown, list, refusals) = try await Self.withDesk(files) { commands in
            var answers = try await commands.step(Self.id(report), "police-informed")
            answers += try await commands.step(Self.id(report), "decided-on-steps")
            answers += try await commands.step(Self.id(report), "taken-up")
            var refusals: [DeskRefusal] = []
            for (id, code) in [
                (Self.id(advice), "decided-on-steps"), (Self.id(report), "investigated"),
                (Self.id(report), "danced"),
            ] {
                do throws(DeskRefusal) {
                    _ = try await commands.step(id, code)
                } catch {
                    refusals.append(error)
                }
            }
            let shown = try await commands.show(Self.id(report), withSource: false)
            return (answers, shown, try await commands.list(showsAll: false), refusals)
        }
        #expect(answers.count == 3 && answers[0].contains("closes no term"))
        #expect(answers[1].contains("Closed: ") && answers[1].contains("within seven days"))
        // Nobody was in danger: this term never ran.
        #expect(answers[2].contains("closes no term that runs"))
        #expect(shown.filter { $0.hasPrefix("Step:") }.count == 3)
        #expect(!list.contains { $0.contains(Self.id(report)) })
        #expect(list.contains { $0.contains(Self.id(advice)) })
        #expect(refusals == [.termUnknown, .termUnknown, .stepUnknown])
    }

    @Test func `an open panic comes first and can be accepted; a test is never shown as an alarm`()
        async throws
    {
        var box = VirtualBox(island: .saba)
        let files = InboxFiles([box])
        let alarm = IncidentID(using: &box.random)
        let test = IncidentID(using: &box.random)
        let over = IncidentID(using: &box.random)
        // Of its reset the signal was lost, but not the record.
        let lost = IncidentID(using: &box.random)
        let reset = TimedContent.panic(
            PanicContent(incident: lost.hexadecimal, state: .reset, presses: 1, isTest: false)
        )
        let report = box.append(Self.report(.yes), keys: files.keys)
        let record = box.append(reset, urgency: .panic, keys: files.keys)
        try Self.load(
            files,
            &box,
            [report, record],
            [
                box.panic(lost), box.panic(test, isTest: true), box.panic(over),
                box.panic(over, counter: 2, .reset), box.panic(alarm),
            ]
        )
        let (before, after) = try await Self.withDesk(files) { commands in
            let before = try await commands.list(showsAll: false)
            _ = try await commands.accept(String(HexText.of(alarm).prefix(8)))
            return (before, try await commands.list(showsAll: false))
        }
        #expect(before[0].hasPrefix("PANIC Saba  pressed  since"))
        #expect(before[1].contains("NOT ACCEPTED"))
        #expect(before.filter { $0.contains("PANIC") }.count == 1)
        #expect(before.last?.hasPrefix("TEST of the button, no alarm: Saba") == true)
        #expect(!before.joined().contains(HexText.of(over).prefix(4) + "-"))
        #expect(after[1].contains("accepted by a person"))
        #expect(before.map(\.count).max() ?? 0 <= 80)
    }

    @Test func `conditions are told in words with what to do, and cleared by their number`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        var clone = box
        try Self.load(files, &box, [], [.filler, .filler])
        try Self.load(files, &clone, [], [.filler])
        let (before, after) = try await Self.withDesk(files) { commands in
            let before = try await commands.conditions()
            for condition in try await commands.inbox.conditions() {
                _ = try await commands.clearCondition(condition.number)
            }
            return (before, try await commands.conditions())
        }
        #expect(before.contains(StationCondition.counterBack.words))
        #expect(before.contains(StationCondition.newJournal.words))
        #expect(before.map(\.count).max() ?? 0 <= 80)
        #expect(after == ["No conditions."])
    }

    @Test func `duress at a sign-in is shown at the top until it is opened`() async throws {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let entry = box.append(.signIn(SignInContent(worker: 4, isDuress: true)), keys: files.keys)
        let calm = box.append(.signIn(SignInContent(worker: 5, isDuress: false)), keys: files.keys)
        try Self.load(files, &box, [entry, calm])
        let list = try await Self.withDesk(files) { try await $0.list(showsAll: false) }
        #expect(list.first?.hasPrefix("DURESS at a sign-in  Bonaire") == true)
        #expect(list.filter { $0.contains("DURESS") }.count == 1)
    }

    @Test
    func `statistics count by month of the islands, and withhold unless they stay at the desk`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let month = IslandMonth(UnixHour(rawValue: 494_000))
        let entries =
            (0..<6).map { _ in box.append(Self.report(), keys: files.keys) }
            + [box.append(Self.advice, keys: files.keys)]
        try Self.load(files, &box, entries)
        let (open, closed) = try await Self.withDesk(files) { commands in
            (
                try await commands.statistics(from: month.text, to: nil, isInternal: false),
                try await commands.statistics(from: month.text, to: month.text, isInternal: true)
            )
        }
        let row = closed.first { $0.hasPrefix(month.text) }?.split(separator: " ").dropFirst()
        #expect(row.map(Array.init) == ["1", "0", "0", "1", "6", "0", "0", "6"])
        #expect(
            open.first { $0.hasPrefix(month.text) }?.contains("1") == false
                || open.joined().contains("<5")
        )
        #expect((open + closed).map(\.count).max() ?? 0 <= 80)
        await #expect(throws: DeskRefusal.monthsMalformed) {
            try await Self.withDesk(files) { commands in
                try await commands.statistics(from: "2026-13", to: nil, isInternal: true)
            }
        }
    }
}
