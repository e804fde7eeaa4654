import Testing

@testable import MeldpostCore

@Suite struct StationMachineTests {
    private let report: [Key] = [.one, .two, .square, .square, .square, .one, .square]
    private let advice: [Key] = [.one, .two, .square, .square, .square, .two, .square]
    private let urgent: [Key] = [.one, .one, .one]

    @Test func `P1 a visitor hears stored only once the record is on disk`() throws {
        var bench = StationBench.running()
        bench.visit(report, at: .seconds(10))
        let request = try #require(bench.requests.first)
        bench.pass(to: .seconds(30))
        #expect(!bench.said.contains("store.stored"))
        let heard = bench.answerStored(request.ticket, at: .seconds(31))
        #expect(heard.said.contains("store.stored"))
    }

    @Test func `P1 a visitor does not hear stored because an earlier record was stored`() throws {
        var bench = StationBench.running()
        bench.visit(urgent, at: .seconds(10))
        bench.tell(.handsetMoved(isLifted: false), at: .seconds(11))
        bench.visit(report, at: .seconds(12))
        let tickets = bench.requests.map(\.ticket)
        #expect(tickets.count == 2)
        bench.answerStored(tickets[0], at: .seconds(14))
        #expect(!bench.said.contains("store.stored"))
        bench.answerStored(tickets[1], at: .seconds(15))
        #expect(bench.said.contains("store.stored"))
    }

    @Test func `answers out of their order are told in the order of the submissions`() {
        var line = AnswerLine()
        line.expect(1)
        line.expect(2)
        let early = line.take(.recordStored, for: 2)
        #expect(early.isEmpty)
        let both = line.take(.recordNotStored(.diskFull), for: 1)
        #expect(both == [.recordNotStored(.diskFull), .recordStored])
        let unknown = line.take(.recordStored, for: 3)
        #expect(unknown.isEmpty)
    }

    @Test func `without a journal nothing is taken, and the ready lamp is off`() {
        var bench = StationBench()
        bench.tell(.recipientsInstalled([StationBench.scope]), at: .zero)
        #expect(!bench.machine.isIntakePossible)
        #expect(bench.effects.lastRhythm(of: .ready) == .off)
        bench.visit([.one], at: .seconds(1))
        #expect(bench.said.contains("intake.not-possible"))
        #expect(bench.requests.isEmpty)
    }

    @Test(arguments: [[], [RecipientScope(island: .bonaire, chapter: .adviceAndReporting)]])
    func `without keys for this island nothing is taken, and that is named`(
        scopes: [RecipientScope]
    ) {
        var bench = StationBench.running()
        #expect(bench.machine.isIntakePossible && bench.effects.lastRhythm(of: .ready) == .on)
        bench.tell(.recipientsInstalled(scopes), at: .seconds(1))
        #expect(!bench.machine.isIntakePossible)
        #expect(bench.isRaised(.recipientsMissing))
        #expect(bench.effects.lastRhythm(of: .ready) == .off)
    }

    @Test func `R18 P7 advice starts no clock, a report one, a report of danger now two`() throws {
        for (keys, terms, urgency) in [
            (advice, [], Urgency.ordinary),
            (report, [LegalTerm.decideOnSteps], .ordinary),
            (urgent, [.decideOnSteps, .takeUpSerious], .urgent),
        ] as [([Key], [LegalTerm], Urgency)] {
            var bench = StationBench.running()
            bench.visit(keys, at: .seconds(10))
            let request = try #require(bench.requests.first)
            #expect(request.terms == terms)
            #expect(request.urgency == urgency)
            #expect(bench.machine.clocks.count == 0)
            bench.answerStored(request.ticket, at: .seconds(12))
            #expect(Set(bench.machine.clocks.clocks.map(\.term)) == Set(terms))
            #expect(bench.machine.clocks.clocks.allSatisfy { $0.start == request.hour })
        }
    }

    @Test func `P7 the hour is the lower bound, and what the wall clock says is inside`() throws {
        var bench = StationBench.running()
        let wrong = StationBench.noon + .seconds(400 * 86_400)
        bench.tell(.wallClockRead(wrong), at: .seconds(5))
        bench.visit(report, at: .seconds(7_200))
        let request = try #require(bench.requests.first)
        #expect(request.hour == (StationBench.noon + .seconds(7_200)).hour)
        let claim = request.trace.claimedTimeMilliseconds - wrong.milliseconds
        #expect(claim > 7_190_000 && claim < 7_210_000)
        #expect(request.trace.clockTrust == .carried)
        #expect(request.trace.softwareVersion == "9.9" && request.trace.panel == "bench")
        #expect(request.trace.island == "saba" && request.island == .saba)
    }

    @Test func `a store and a commit that stores nothing save the bound beside them`() throws {
        var bench = StationBench.running()
        bench.visit(report, at: .seconds(10))
        let isStore: (Effect) -> Bool = { if case .store = $0 { true } else { false } }
        let stored = try #require(bench.effects.firstIndex(where: isStore))
        #expect(isBound(bench.effects[stored + 1]))
        let idle = idleEffects()
        let dummy = try #require(idle.firstIndex(of: .commitDummy))
        #expect(isBound(idle[dummy + 1]))
    }

    private func isBound(_ effect: Effect) -> Bool {
        if case .saveTimeBound = effect { true } else { false }
    }

    /// What a station with the usual dummy commits does in two hours without a visit.
    private func idleEffects() -> [Effect] {
        var bench = StationBench.running()
        let configuration = StationConfiguration(
            island: .saba,
            questionnaire: bench.machine.configuration.questionnaire,
            languages: [.dutch],
            softwareVersion: "9.9",
            panelKind: "bench"
        )
        bench.machine = StationMachine(configuration: configuration, seed: 1)
        bench.clear()
        let memory = StationMemory(journal: .zero, timeBound: StationBench.noon)
        bench.tell(.journalOpened(memory), at: .zero)
        bench.pass(to: .seconds(7_200))
        return bench.effects
    }

    @Test func `P6 a panic is decided first, also where the stimulus is a key`() throws {
        var bench = StationBench.running()
        bench.visit([.one, .two], at: .seconds(1))
        bench.tell(.panicContactsRead(.pressed), at: .seconds(2))
        // The loop comes late: the key arrives when the press has become certain.
        let effects = bench.machine.handle(
            .keyPressed(.square),
            at: Instant(sinceStart: .milliseconds(2_050))
        )
        #expect(effects.prefix(2) == [.setRelay(isClosed: true), .setLamp(.panic, .fast)])
        #expect(effects.orders.map(\.lane) == [.panic])
        #expect(effects.requests.map(\.urgency) == [.panic])
        // And the visit goes on: a silent panic changes nothing that is heard.
        #expect(effects.contains(.soundKeyTone))
    }

    @Test func `P6 a signal does not wait for a cell of the pace lane`() {
        var bench = StationBench.running()
        bench.pass(to: .seconds(2))
        #expect(bench.orders.map(\.lane) == [.pace])
        bench.tell(.panicContactsRead(.pressed), at: .seconds(3))
        bench.pass(to: .seconds(4))
        #expect(bench.orders.map(\.lane) == [.pace, .panic])
        #expect(bench.orders.map(\.number) == [1, 2])
    }

    @Test func `F11 an alarm that the journal remembers goes on`() {
        var random = StationRandom(seed: 1, stream: 1)
        let latched = LatchedIncident(
            incident: IncidentID(using: &random),
            counter: 1,
            presses: 1,
            isTest: false,
            isStored: true,
            hasReachedCentre: false,
            isAccepted: false
        )
        let bench = StationBench.running(incident: latched)
        #expect(bench.effects.contains(.setRelay(isClosed: true)))
        #expect(bench.orders.map(\.lane) == [.panic])
        #expect(bench.isRaised(.panicLatched))
    }

    @Test func `a corrected time is recorded once, as a log entry`() throws {
        var bench = StationBench.running()
        let confirmed = StationBench.noon + .seconds(86_400)
        bench.tell(.timeConfirmed(confirmed), at: .seconds(10))
        let request = try #require(bench.requests.first)
        #expect(request.content.kind == .clock && request.urgency == .log)
        #expect(request.hour == confirmed.hour)
        bench.tell(.storeFailed(ticket: request.ticket, .inputOutput), at: .seconds(11))
        bench.pass(to: .seconds(3_610))
        #expect(bench.requests.count == 1)
        bench.pass(to: .seconds(3_612))
        #expect(bench.requests.count == 2)
        bench.answerStored(bench.requests[1].ticket, at: .seconds(3_613))
        bench.tell(.timeConfirmed(confirmed + .seconds(3_610)), at: .seconds(3_620))
        #expect(bench.requests.count == 2)
    }

    @Test func `the desk closes a clock, once, and an unknown one not at all`() throws {
        var bench = StationBench.running()
        bench.visit(report, at: .seconds(1))
        bench.answerStored(try #require(bench.requests.first).ticket, at: .seconds(2))
        let entry = EntryReference(journal: StationBench.journal, sequence: 1)
        let closed = bench.tell(.clockClosed(entry, .decideOnSteps), at: .seconds(3))
        #expect(closed.contains(.closeClock(entry, .decideOnSteps)))
        let again = bench.tell(.clockClosed(entry, .decideOnSteps), at: .seconds(4))
        #expect(!again.contains(.closeClock(entry, .decideOnSteps)))
    }

    @Test func `equal seeds and stimuli give equal effects`() {
        func day() -> [Effect] {
            var bench = StationBench.running()
            bench.visit(urgent, at: .seconds(100))
            bench.tell(.panicContactsRead(.pressed), at: .seconds(200))
            bench.pass(to: .seconds(3_600))
            return bench.effects
        }
        #expect(day() == day())
    }
}
