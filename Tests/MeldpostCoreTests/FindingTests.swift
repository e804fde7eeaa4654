import Testing

@testable import MeldpostCore

/// What a worker finds is about a record, and what is added then is added to that record.
@Suite struct FindingTests {
    private static func entry(_ sequence: UInt64) -> EntryReference {
        EntryReference(journal: StationBench.journal, sequence: sequence)
    }

    /// A desk with a report, 42, and a need for support, 41, whose term ends later; after a restart, with
    /// a finding, 50, about what is given.
    private static func bench(after finding: FindingSubject? = nil) -> DeskBench {
        let hour = StationBench.noon.hour
        var bench = DeskBench(
            island: .bonaire,
            clocks: [
                LegalClock(entry: entry(42), term: .decideOnSteps, start: hour),
                LegalClock(entry: entry(41), term: .investigateNeed, start: hour),
            ],
            questionnaire: QuestionnaireFile.questionnaire
        )
        bench.station.lastSequence = 42
        if let finding {
            bench.station.lastSequence = 50
            let clock = LegalClock(entry: entry(50), term: .takeUpSerious, start: hour)
            var memory = StationMemory(
                journal: StationBench.journal,
                clocks: [clock],
                accounts: [DeskBench.supervisor],
                timeBound: StationBench.noon
            )
            memory.findings[clock.entry] = finding
            bench.tell(.journalOpened(memory))
        }
        bench.signIn()
        return bench
    }

    private static func added(_ bench: DeskBench) -> AddendumContent? {
        guard case .addendum(let content) = bench.station.requests.last?.content else {
            return nil
        }
        return content
    }

    private static func place(_ bench: DeskBench) -> WorkerPlace? {
        guard case .signedIn(_, let place) = bench.station.machine.desk.state else { return nil }
        return place
    }

    /// Broken once: with the step taken for a report, as it was, it was added to the step.
    @Test func `what is added after seven is added to the log of the call, not to the step`() {
        var bench = Self.bench()
        bench.call()
        bench.key("1#")
        let logged = bench.station.lastSequence
        bench.key("7")
        #expect(Self.place(bench) == .terms(Self.entry(logged + 1)))
        #expect(bench.said.contains("worker.add-to"))
        bench.key("3" + "2")
        IntakeTests.finish(&bench)
        #expect(Self.added(bench)?.sequence == logged)
    }

    /// Another caller was answered, and may be who is in danger.
    ///
    /// Broken once: with the report before still meant, as it was.
    @Test func `seven is refused when another call was answered after the log`() {
        var bench = Self.bench()
        bench.call()
        bench.key("1#")
        bench.tell(.lineRings(.second, true))
        bench.tell(.lineOffHook(.second, true))
        bench.pass(.seconds(5))
        let stored = bench.station.requests.count
        for _ in 0..<2 {
            bench.key("7")
            #expect(bench.said.starts(with: ["help.refused-key", "worker.open-calls"]))
        }
        #expect(bench.station.requests.count == stored)
    }

    /// The second time it is found again, at the step of the first.
    ///
    /// Broken once: with the step taken for a report, as it was, it was added to the step.
    @Test(arguments: ["", "1121"])
    func `what is added after an assessment is added to the record that was assessed`(
        again: String
    ) {
        var bench = Self.bench()
        bench.key("5" + "1121" + again + "3")
        #expect(bench.said.first == "danger.question")
        bench.key("2")
        IntakeTests.finish(&bench)
        #expect(Self.added(bench)?.sequence == 42)
    }

    /// Broken once: with the step taken for a report, as it was, a report was added to a need.
    @Test func `after an assessment of a need for support there is nothing to add to`() {
        var bench = Self.bench()
        bench.key("52" + "1121")
        #expect(bench.said.first == "worker.step-kept")
        #expect(bench.said.contains("worker.term.take-up"))
        #expect(!bench.said.contains("worker.add-to"))
        bench.key("3")
        #expect(bench.said.first == "help.refused-key")
    }

    /// Broken once: with no record named after the refusal, as it was, the most pressing one was.
    @Test func `after a finding that is not on disk the voice is at the record that it is about`() {
        var bench = Self.bench()
        bench.isStoring = false
        bench.key("52" + "1121")
        #expect(bench.said.first == "worker.not-stored")
        #expect(Self.place(bench) == .terms(Self.entry(41)))
    }

    /// Broken once: with what it is about noted only for a worker who still waits.
    @Test func `a finding that is on disk late is about its record too`() {
        var bench = Self.bench()
        bench.isAnswering = false
        bench.key("5" + "1121")
        bench.pass(.seconds(61))
        #expect(bench.said.first == "worker.not-known-yet")
        bench.isAnswering = true
        let step = bench.station.requests.last { $0.content.kind == .step }
        bench.station.answerStored(step?.ticket ?? 0, at: bench.time)
        let sequence = bench.station.lastSequence
        bench.key("54" + "\(sequence)#" + "3" + "2")
        IntakeTests.finish(&bench)
        #expect(Self.added(bench)?.sequence == 42)
    }

    /// The record that was assessed has no term any more, by which the desk would know its kind.
    ///
    /// Broken once: with what the journal remembers of it left unread.
    @Test(arguments: [true, false])
    func `after a restart too, what is added at a finding is added to its record`(isAgain: Bool) {
        let record = FindingSubject(entry: Self.entry(12), kind: .report)
        var bench = Self.bench(after: record)
        bench.key("5")
        #expect(Self.place(bench) == .terms(Self.entry(50)))
        if isAgain {
            bench.key("1121")
            #expect(bench.station.requests.last?.finding == record)
            #expect(Self.place(bench) == .terms(Self.entry(bench.station.lastSequence)))
        }
        bench.key("3" + "2")
        IntakeTests.finish(&bench)
        #expect(Self.added(bench)?.sequence == 12)
    }

    /// Report 12 is decided, and on a later day somebody is in danger: nothing tells its kind.
    ///
    /// Broken once: with nothing to add to at a record of unknown kind, as it was, `3` was refused.
    @Test(arguments: [true, false])
    func `C4 what is found at a record without a term is added to it, said to be a report`(
        isAfterRestart: Bool
    ) {
        let subject = FindingSubject(entry: Self.entry(12), kind: nil)
        var bench = Self.bench(after: isAfterRestart ? subject : nil)
        if isAfterRestart {
            bench.key("5")
        } else {
            bench.key("5" + "4" + "12#")
            #expect(!bench.said.contains("worker.add-to"))
            bench.key("1121")
            #expect(bench.station.requests.last?.finding == subject)
        }
        let offer = bench.said.firstIndex(of: "worker.add-to") ?? bench.said.endIndex
        #expect(
            bench.said[offer...].prefix(3) == ["worker.add-to", "worker.entry", "worker.report"]
        )
        bench.key("3" + "2")
        IntakeTests.finish(&bench)
        #expect(Self.added(bench)?.sequence == 12)
    }

    @Test func `of a report that the desk knows it is not said that it is one`() {
        var bench = Self.bench()
        bench.key("5" + "1121")
        let offer = bench.said.firstIndex(of: "worker.add-to") ?? bench.said.endIndex
        #expect(bench.said[offer...].prefix(3) == ["worker.add-to", "worker.entry", "menu.press"])
    }

    /// Broken once: with the step taken for a report.
    @Test
    func `a finding whose record the journal could not name takes no addition after a restart`() {
        var bench = Self.bench(after: FindingSubject(entry: Self.entry(50), kind: nil))
        bench.key("5")
        #expect(Self.place(bench) == .terms(Self.entry(50)))
        #expect(!bench.said.contains("worker.add-to"))
        bench.key("3")
        #expect(bench.said.first == "help.refused-key")
    }

    /// On the shared number its log follows the report, and starts no term of its own.
    @Test func `what is found after the log of a full intake can be added to`() {
        var bench = IntakeTests.bench(.saba)
        bench.call()
        bench.signIn()
        bench.key("14" + "2" + "1" + "22" + "#" + "1")
        while IntakeTests.reports(bench).isEmpty { bench.key("#") }
        bench.key("1")
        let log = bench.station.lastSequence
        #expect(bench.calls.last?.content.hasRecord == true)
        bench.key("7")
        let subject = FindingSubject(entry: Self.entry(log), kind: .report)
        #expect(bench.station.requests.last?.finding == subject)
        bench.key("3")
        guard bench.said.first == "danger.question" else {
            Issue.record("nothing can be added")
            return
        }
        bench.key("2")
        IntakeTests.finish(&bench)
        #expect(Self.added(bench)?.sequence == log)
    }

    @Test func `an addendum that found danger can be added to itself`() {
        var bench = IntakeTests.adding()
        bench.key("1")
        IntakeTests.finish(&bench)
        let sequence = bench.station.lastSequence
        bench.key("5")
        #expect(Self.place(bench) == .terms(Self.entry(sequence)))
        bench.key("3" + "2")
        IntakeTests.finish(&bench)
        #expect(Self.added(bench)?.sequence == sequence)
    }
}
