import AgeFormat
import DeviceThreads
import Foundation
import JournalStore
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

@testable import StationAssembly

/// A draft in the keeper's hands: sealed, kept, erased, and an entry after a restart.
@Suite(.serialized) final class JournalDraftTests {
    private let centre = Centre()
    private let base = TemporaryFolder()
    private var folder: String { base.path }

    /// Runs a keeper over `orders` and gives what it told.
    private func run(_ orders: [JournalOrder]) throws -> [LoopInput] {
        let answers = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
        let list = try centre.keyList()
        let keeper = JournalKeeper(
            JournalKeeper.Setting(
                directory: folder,
                limits: JournalLimits(reserveBytes: 1 << 17),
                station: centre.stationID,
                key: centre.station,
                recipients: list.recipientSets,
                listNumber: 1
            ),
            answers: answers
        )
        for order in orders { keeper.post(order) }
        keeper.close()
        keeper.run()
        answers.close()
        var told: [LoopInput] = []
        while case .element(let input) = answers.take() { told.append(input) }
        return told
    }

    /// A report with `count` codes, as a visit gives it for a draft.
    private func request(
        _ code: String,
        isInterrupted: Bool,
        replacesDraft: Bool = false,
        at place: DraftPlace = .kiosk
    )
        -> StoreRequest
    {
        let report = ReportContent(
            answers: CodedAnswers(
                codes: [.violence: [Code(rawValue: code)]],
                lists: [.violence: "1"],
                listVersion: "1"
            ),
            dangerNow: .yes,
            reporterClass: .citizen,
            isChildAbuse: false,
            isInterrupted: isInterrupted
        )
        var request = StoreRequest(
            ticket: 1,
            content: .report(report, terms: [.decideOnSteps, .takeUpSerious]),
            source: SourceContent(relation: Code(rawValue: "neighbour"), language: .english),
            trace: TraceContent(
                claimedTimeMilliseconds: 0,
                earliestTimeMilliseconds: 0,
                clockTrust: .unknown,
                softwareVersion: "test",
                panel: "test",
                island: "bonaire"
            ),
            urgency: .urgent,
            island: .bonaire,
            hour: UnixHour(rawValue: 498_000),
            replacesDraft: replacesDraft
        )
        request.draftPlace = place
        return request
    }

    private func memory(_ told: [LoopInput]) throws -> StationMemory {
        for case .journalOpened(let snapshot) in told { return snapshot.memory }
        throw CancellationError()
    }

    private func entry(_ reference: EntryReference) throws -> Entry {
        let store = try JournalStore(directory: folder, station: centre.stationID)
        let bytes = try #require(try store.bytes(of: reference, offset: 0, count: .max))
        return try Entry(decoding: bytes)
    }

    @Test func `F38 what a power cut leaves of a visit is an interrupted entry at the next start`()
        throws
    {
        _ = try run([
            .saveDraft(request("physical", isInterrupted: true)),
            .saveDraft(request("mental", isInterrupted: true)),
        ])
        let memory = try memory(try run([]))
        #expect(memory.waiting.map(\.urgency) == [.urgent])
        #expect(Set(memory.clocks.map(\.term)) == [.decideOnSteps, .takeUpSerious])
        #expect(memory.clocks.allSatisfy { $0.start == UnixHour(rawValue: 498_000) })
        let entry = try entry(try #require(memory.waiting.first).reference)
        try entry.verify(with: centre.station.publicKey)
        let payload = try RecordOpener.open(entry, identities: [centre.caseIdentity])
        guard case .report(let report) = payload.content else {
            Issue.record("the draft was a report")
            return
        }
        #expect(report.isInterrupted)
        #expect(report.answers.code(.violence) == Code(rawValue: "mental"))
        // Once, and not again.
        #expect(try self.memory(try run([])).waiting.count == 1)
    }

    @Test func `P2 nobody who holds the box reads a draft`() throws {
        _ = try run([.saveDraft(request("canary-code", isInterrupted: true))])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!names.isEmpty)
        for name in names {
            let data = try Data(contentsOf: URL(filePath: folder).appending(path: name))
            #expect(data.range(of: Data("canary-code".utf8)) == nil)
            #expect(data.range(of: Data("neighbour".utf8)) == nil)
        }
    }

    @Test func `leaving erases the draft, and sending takes it along`() throws {
        _ = try run([
            .saveDraft(request("physical", isInterrupted: true)), .change(.eraseDraft(.kiosk)),
        ])
        #expect(try memory(try run([])).waiting.isEmpty)
        _ = try run([
            .saveDraft(request("physical", isInterrupted: true)),
            .store(request("physical", isInterrupted: false, replacesDraft: true)),
        ])
        #expect(try memory(try run([])).waiting.count == 1)
        #expect(try memory(try run([])).waiting.count == 1)
    }

    @Test
    func `drafts of the kiosk and of the desk become entries, and the desk is told of its own`()
        throws
    {
        let (first, second) = (DraftPlace.desk[0], DraftPlace.desk[1])
        _ = try run([
            .saveDraft(request("physical", isInterrupted: true)),
            .saveDraft(request("mental", isInterrupted: true, at: first)),
            .saveDraft(request("sexual", isInterrupted: true, at: first)),
            .saveDraft(request("neglect", isInterrupted: true, at: second)),
            .store(request("neglect", isInterrupted: false, replacesDraft: true, at: second)),
            .saveDraft(request("threat", isInterrupted: true, at: .addendum)),
        ])
        let memory = try memory(try run([]))
        let codes = try memory.waiting.map { waiting in
            let payload = try RecordOpener.open(
                try entry(waiting.reference),
                identities: [centre.caseIdentity]
            )
            guard case .report(let report) = payload.content else { return "" }
            return report.answers.code(.violence)?.rawValue ?? ""
        }
        #expect(codes == ["neglect", "physical", "sexual", "threat"])
        // What was being added is an entry of its own, and nothing to be completed.
        #expect(memory.interrupted.map(\.entry.sequence) == [3])
        #expect(memory.interrupted.map(\.kind) == [.report])
        // Broken once: with no mark in the commit of the entry that the draft becomes.
        #expect(try self.memory(try run([])).interrupted == memory.interrupted)
        var completion = request("physical", isInterrupted: false)
        completion.interruption = .ended(memory.interrupted[0].entry)
        _ = try run([.store(completion)])
        #expect(try self.memory(try run([])).interrupted.isEmpty)
        var finding = request("physical", isInterrupted: false)
        finding.finding = FindingSubject(entry: memory.interrupted[0].entry, kind: .report)
        _ = try run([.store(finding)])
        let found = try self.memory(try run([])).findings
        #expect(found.values.map { $0 } == [finding.finding])
    }
}
