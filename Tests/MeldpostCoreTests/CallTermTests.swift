import Testing

@testable import MeldpostCore

/// A call that a worker logs as a report starts the term of a report, keyed in full or not (C6; R3).
@Suite struct CallTermTests {
    private static func signedIn(_ island: Island = .bonaire) -> DeskBench {
        var bench = IntakeTests.bench(island)
        bench.call()
        bench.signIn()
        return bench
    }

    /// The records from which somebody is to decide on steps.
    private static func toDecide(_ bench: DeskBench) -> [EntryReference] {
        bench.station.machine.clocks.clocks.filter { $0.term == .decideOnSteps }.map(\.entry)
    }

    /// Broken once: with no term of a log, as it was.
    @Test
    func `P7 two keys that log a report start seven days, and only the step of the law ends them`()
        throws
    {
        var bench = Self.signedIn()
        bench.key("1#")
        let request = try #require(bench.station.requests.last)
        #expect(request.terms == [.decideOnSteps] && request.urgency == .ordinary)
        // The call is done with in the same commit.
        #expect(request.call == bench.station.requests.compactMap(\.call).last)
        let entry = EntryReference(
            journal: StationBench.journal,
            sequence: bench.station.lastSequence
        )
        let clock = LegalClock(entry: entry, term: .decideOnSteps, start: request.hour)
        #expect(bench.station.machine.clocks.clocks == [clock])
        bench.tell(.deskHandsetMoved(isLifted: false))
        bench.key("#")
        #expect(bench.said.prefix(2) == ["worker.open-terms", "worker.first-due"])
        #expect(bench.numbers.first == 1)
        bench.signIn()
        bench.key("5")
        #expect(
            bench.said.prefix(2) == ["worker.entry", WorkerPrompt.termDecide.rawValue]
        )
        bench.key("111")
        #expect(Self.toDecide(bench) == [entry])
        bench.key("113")
        #expect(
            bench.station.requests.last?.closing == TermClosing(entry: entry, term: .decideOnSteps)
        )
        #expect(bench.station.machine.clocks.count == 0)
    }

    /// Broken once: with every log taken for one of a report.
    @Test(arguments: ["2#", "31", "32", "33", "34", "35", "36", "444#"])
    func `R18 advice, a call without data and one that is closed start none`(keys: String) {
        var bench = Self.signedIn()
        bench.key(keys)
        #expect(bench.said.first == "worker.logged" && bench.calls.count == 2)
        #expect(bench.station.requests.allSatisfy { $0.terms.isEmpty })
        #expect(bench.station.machine.clocks.count == 0)
    }

    /// Broken once: with the log of an intake not saying that there is a record.
    @Test func `the call of an intake starts no second term`() throws {
        var bench = Self.signedIn()
        bench.key("14" + IntakeTests.shortest)
        #expect(bench.calls.last?.content.hasRecord == true)
        #expect(bench.station.requests.last?.terms == [])
        let report = try #require(IntakeTests.reports(bench).last)
        #expect(report.terms.contains(.decideOnSteps) && Self.toDecide(bench).count == 1)
        #expect(bench.calls.first?.content.hasRecord == false)
    }

    /// The island is asked after the record is on disk; whoever goes back and logs the call by hand logs
    /// the same report.
    ///
    /// Broken once: with the record of the call forgotten at its log by hand.
    @Test(arguments: ["1", "*11", "*13"])
    func `R23 nor where the island of an intake's call is asked`(keys: String) {
        var bench = Self.signedIn(.saba)
        bench.key("14" + "2" + "1" + "22" + "#" + "1")
        while IntakeTests.reports(bench).isEmpty { bench.key("#") }
        #expect(bench.said.contains("worker.island"))
        bench.key(keys)
        #expect(bench.calls.last?.content.classification == CallClass.report.code)
        #expect(bench.calls.last?.content.hasRecord == true && Self.toDecide(bench).count == 1)
        // The next call is another one.
        bench.call()
        bench.key("11")
        #expect(bench.calls.last?.content.hasRecord == false && Self.toDecide(bench).count == 2)
    }

    /// Broken once: with the record of the call forgotten at its log by hand.
    @Test func `nor where the disk refused the log of an intake's call and it is logged by hand`() {
        var bench = Self.signedIn()
        bench.key("14" + IntakeTests.shortest.dropLast())
        bench.room = 1
        bench.key("#")
        #expect(bench.station.machine.calls.hasUnlogged && Self.toDecide(bench).count == 1)
        bench.room = nil
        bench.key("1#")
        #expect(bench.said.first == "worker.logged" && !bench.station.machine.calls.hasUnlogged)
        #expect(bench.calls.last?.content.hasRecord == true && Self.toDecide(bench).count == 1)
    }

    /// Broken once: with a call of advice taken for one whose report is on disk.
    @Test func `P7 after an intake of advice, a call that was a report after all starts its term`()
    {
        var bench = Self.signedIn(.saba)
        bench.key("24" + "1" + "3" + "2" + "4" + "3" + "1#" + "2" + "1" + "2" + "#")
        #expect(bench.said.contains("worker.island") && Self.toDecide(bench).isEmpty)
        bench.key("*11")
        #expect(bench.calls.last?.content.hasRecord == false && Self.toDecide(bench).count == 1)
    }

    /// Nobody can tell whether it is the same report, and the earlier bound is safe.
    ///
    /// Broken once: with no term of the report, because the call has one.
    @Test func `P7 an intake that follows the log takes nothing from its term: both run`() {
        var bench = Self.signedIn()
        bench.key("1#" + "14" + IntakeTests.shortest)
        #expect(Self.toDecide(bench).count == 2 && bench.calls.count == 2)
    }

    /// Broken once: with the colleague forgotten at the refusal, as after a log.
    @Test func `P7 a call for a colleague that the disk took at the second time starts one term`() {
        var bench = Self.signedIn()
        bench.isStoring = false
        bench.key("42207" + "1#")
        #expect(bench.said.first == "worker.not-stored" && Self.toDecide(bench).isEmpty)
        bench.isStoring = true
        bench.key("1#")
        #expect(bench.calls.last?.content.colleague == 207 && Self.toDecide(bench).count == 1)
        bench.call()
        bench.key("444#")
        #expect(bench.said.first == "worker.logged" && Self.toDecide(bench).count == 1)
    }
}
