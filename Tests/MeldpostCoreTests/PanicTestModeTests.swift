import Testing

@testable import MeldpostCore

/// A test of the button can never be taken for an alarm, nor an alarm for a test (DESIGN 8).
@Suite struct PanicTestModeTests {
    private func latched(isTest: Bool, isStored: Bool = true) -> LatchedIncident {
        var random = StationRandom(seed: 5, stream: 9)
        return LatchedIncident(
            incident: IncidentID(using: &random),
            counter: 3,
            presses: 4,
            isTest: isTest,
            isStored: isStored,
            hasReachedCentre: false,
            isAccepted: false
        )
    }

    @Test func `a press in the test is marked in signal, record and latch, and closes no relay`() {
        var bench = PanicBench()
        bench.tell(.testTurned(isOn: true), at: .seconds(1))
        bench.press(at: .seconds(2))
        #expect(bench.notices.map(\.isTest) == [true])
        #expect(bench.records.map(\.content.isTest) == [true])
        #expect(bench.latches.last??.isTest == true)
        #expect(bench.closings == 0)
        #expect(bench.rhythms == [.fast])
    }

    @Test func `turning the test on during an alarm does nothing`() {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        bench.tell(.testTurned(isOn: true), at: .seconds(2))
        #expect(!bench.machine.isTesting)
        bench.press(at: .seconds(3))
        #expect(bench.notices.allSatisfy { !$0.isTest })
        #expect(bench.machine.current?.presses == 2)
        #expect(bench.machine.current?.isTest == false)
    }

    @Test func `turning the test off ends the test`() {
        var bench = PanicBench()
        bench.tell(.testTurned(isOn: true), at: .seconds(1))
        bench.press(at: .seconds(2))
        bench.tell(.testTurned(isOn: false), at: .seconds(3))
        #expect(bench.machine.current == nil)
        #expect(bench.records.map(\.content.state) == [.pressed, .reset])
        #expect(bench.records.allSatisfy { $0.content.isTest })
        bench.press(at: .seconds(4))
        #expect(bench.closings == 1)
        #expect(bench.notices.last?.isTest == false)
    }

    @Test func `a forgotten test ends by itself, and a press is an alarm again`() {
        var bench = PanicBench()
        bench.tell(.testTurned(isOn: true), at: .seconds(1))
        bench.pass(to: .seconds(600))
        #expect(bench.machine.isTesting)
        bench.pass(to: .seconds(601))
        #expect(!bench.machine.isTesting)
        bench.press(at: .seconds(602))
        #expect(bench.closings == 1)
    }

    @Test func `a test is not repeated once it reached the centre`() throws {
        var bench = PanicBench()
        bench.tell(.testTurned(isOn: true), at: .seconds(1))
        bench.press(at: .seconds(2))
        let notice = try #require(bench.notices.first)
        bench.tell(.receipted(notice.incident, counter: 1), at: .seconds(3))
        bench.tell(.answered(number: bench.orders[0].number), at: .seconds(3))
        bench.pass(to: .seconds(500))
        #expect(bench.notices.count == 1)
    }

    @Test func `F11 an alarm from before goes on: relay, lamp and signal`() throws {
        var bench = PanicBench(isJournalOpen: false)
        let memory = latched(isTest: false)
        bench.tell(.journalOpened(PanicMemory(incident: memory)), at: .seconds(1))
        #expect(bench.closings == 1)
        #expect(bench.rhythms.last == .double)
        #expect(bench.notices.map(\.incident) == [memory.incident])
        // Only the number of its signals goes on.
        #expect(bench.records.isEmpty && bench.latches.count == 1)
        #expect(bench.notices.map(\.counter) == [memory.counter + PanicIncident.counterJump])
        bench.press(at: .seconds(2))
        #expect(bench.machine.current?.presses == 5)
        #expect(bench.machine.current?.id == memory.incident)
    }

    @Test func `F11 an alarm from before whose record is not on disk is stored`() {
        var bench = PanicBench(isJournalOpen: false)
        bench.tell(
            .journalOpened(PanicMemory(incident: latched(isTest: false, isStored: false))),
            at: .seconds(1)
        )
        #expect(bench.records.map(\.content.state) == [.pressed])
    }

    @Test func `an alarm while a test from before is latched is a new alarm`() {
        var bench = PanicBench(isJournalOpen: false)
        let memory = latched(isTest: true)
        bench.tell(.journalOpened(PanicMemory(incident: memory)), at: .seconds(1))
        #expect(bench.closings == 0)
        bench.press(at: .seconds(2))
        #expect(bench.closings == 1)
        #expect(bench.machine.current?.isTest == false)
        #expect(bench.machine.current?.id != memory.incident)
        #expect(bench.records.contains { $0.content.state == .reset && $0.content.isTest })
    }

    @Test func `a test press before the journal shows an alarm was a press of that alarm`() {
        var bench = PanicBench(isJournalOpen: false)
        bench.tell(.testTurned(isOn: true), at: .seconds(1))
        bench.press(at: .seconds(2))
        let memory = latched(isTest: false)
        bench.tell(.journalOpened(PanicMemory(incident: memory)), at: .seconds(3))
        #expect(bench.machine.current?.id == memory.incident)
        #expect(bench.machine.current?.isTest == false)
        #expect(bench.machine.current?.presses == 5)
        #expect(!bench.machine.isTesting)
        #expect(bench.closings == 1)
        #expect(bench.notices.last?.incident == memory.incident)
        #expect(bench.notices.last?.isTest == false)
    }

    @Test func `an alarm before the journal opens stays, whatever the journal remembers`() {
        for isTest in [false, true] {
            var bench = PanicBench(isJournalOpen: false)
            bench.press(at: .seconds(1))
            let before = bench.machine.current
            bench.tell(
                .journalOpened(PanicMemory(incident: latched(isTest: isTest, isStored: false))),
                at: .seconds(3)
            )
            #expect(bench.machine.current?.id == before?.id)
            #expect(bench.machine.current?.presses == (isTest ? 1 : 5))
            #expect(bench.latches.last??.incident == before?.id)
            // The other incident is on record as well, and over: nothing of it stays open.
            let states = bench.records.map(\.content.state)
            #expect(states == [.pressed, .pressed, .reset] || states == [.pressed, .reset])
            let older = latched(isTest: isTest).incident
            bench.tell(.receipted(before?.id ?? older, counter: 9), at: .seconds(4))
            bench.pass(to: .seconds(60))
            #expect(bench.notices.contains { $0.incident == older && $0.state == .reset })
        }
    }

    @Test func `a journal that is opened again does not bring back what was reset`() {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        let memory = bench.latches.last ?? nil
        bench.tell(.journalClosed, at: .seconds(2))
        bench.tell(.resetRequested, at: .seconds(3))
        bench.clear()
        bench.tell(.journalOpened(PanicMemory(incident: memory)), at: .seconds(4))
        #expect(bench.machine.current == nil)
        #expect(bench.closings == 0)
        // Both records carry it.
        #expect(bench.latches == [nil, nil])
        #expect(bench.records.map(\.content.state) == [.pressed, .reset])
    }
}
