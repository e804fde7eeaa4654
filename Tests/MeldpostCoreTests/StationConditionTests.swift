import Testing

@testable import MeldpostCore

/// Every lasting fault is on the board within five seconds of being known (FAULTS).
@Suite struct StationConditionTests {
    @Test func `what is missing at the start is named after five seconds`() {
        var bench = StationBench()
        bench.tell(.panicContactsRead(.released), at: .zero)
        bench.pass(to: .milliseconds(4_999))
        #expect(bench.machine.health.raised.isEmpty)
        bench.pass(to: .seconds(5))
        #expect(
            Set(bench.machine.health.raised.map(\.condition))
                == [.journalUnavailable, .recipientsMissing, .courierAbsent]
        )
        #expect(bench.effects.lastRhythm(of: .fault) == .slow)
    }

    @Test(
        arguments: zip(
            StoreFault.allCases,
            [
                Condition.diskFull, .diskFailing, .diskReadOnly, .journalUnavailable,
                .journalUnavailable, nil, .journalUnavailable,
            ]
        )
    )
    func `F39 F40 F41 F43 a fault of the journal is named until a record is stored`(
        fault: StoreFault,
        condition: Condition?
    ) {
        var bench = StationBench.running()
        bench.visit([.one, .one, .one], at: .seconds(1))
        bench.tell(.storeFailed(ticket: 1, fault), at: .seconds(2))
        #expect(bench.said.contains("store.not-stored"))
        let named = condition.map { bench.isRaised($0) } ?? true
        #expect(named)
        bench.tell(.keyPressed(.one), at: .seconds(3))
        bench.answerStored(2, at: .seconds(4))
        #expect(bench.said.contains("store.stored"))
        let isCleared = condition.map { !bench.isRaised($0) } ?? true
        #expect(isCleared)
    }

    @Test func `a journal that closes stops the intake, and one that opens starts it`() {
        var bench = StationBench.running()
        bench.tell(.journalFailed(.inputOutput), at: .seconds(10))
        #expect(bench.isRaised(.journalUnavailable) && bench.isRaised(.diskFailing))
        #expect(!bench.machine.isIntakePossible)
        let memory = StationMemory(journal: .zero, timeBound: StationBench.noon + .seconds(9))
        bench.tell(.journalOpened(memory), at: .seconds(20))
        #expect(!bench.isRaised(.journalUnavailable) && !bench.isRaised(.diskFailing))
        #expect(bench.machine.isIntakePossible)
        // The bound was saved in this run: it holds since then, not since the start.
        let earliest = bench.machine.time.earliest(at: Instant(sinceStart: .seconds(20)))
        #expect(earliest == StationBench.noon + .seconds(20))
    }

    @Test func `the loss of the path is known in a minute, a false centre at once`() {
        var bench = StationBench.running()
        bench.pass(to: .milliseconds(59_999))
        #expect(!bench.isRaised(.centreUnreachable))
        bench.pass(to: .seconds(60))
        #expect(bench.isRaised(.centreUnreachable) && bench.isRaised(.timeNotConfirmed))
        #expect(!bench.machine.isCentreReached)
        for (fault, condition) in [
            (CourierFault.certificateRefused, Condition.centreNotGenuine),
            (.answerNotGenuine, .centreNotGenuine), (.tlsFailed, .centreRefused),
            (.answerRefused, .centreRefused),
        ] {
            var bench = StationBench.running()
            bench.pass(to: .seconds(2))
            bench.tell(.exchangeFailed(number: 1, fault), at: .seconds(3))
            #expect(bench.isRaised(condition))
            #expect(bench.machine.lastCourierFault == fault)
            bench.pass(to: .seconds(22))
            let progress = Progress(entry: nil, offset: 0)
            bench.tell(.exchangeAnswered(number: 2, progress), at: .seconds(23))
            #expect(!bench.isRaised(condition))
            #expect(bench.machine.isCentreReached && bench.machine.lastCourierFault == nil)
        }
    }

    @Test func `the panic lane shows that the path is there as well`() {
        var bench = StationBench.running()
        bench.pass(to: .seconds(70))
        #expect(bench.isRaised(.centreUnreachable))
        bench.tell(.panicContactsRead(.pressed), at: .seconds(71))
        bench.pass(to: .seconds(72))
        let number = bench.orders.last { $0.lane == .panic }?.number ?? 0
        let progress = Progress(entry: nil, offset: 0)
        bench.tell(.exchangeAnswered(number: number, progress), at: .seconds(73))
        #expect(!bench.isRaised(.centreUnreachable))
    }

    @Test func `F6 F56 the panic machine's faults are on the board, and the desk lamp calls`() {
        var bench = StationBench.running()
        let cut = PanicContacts(normallyClosedConducts: false, normallyOpenConducts: false)
        bench.tell(.panicContactsRead(cut), at: .seconds(1))
        bench.pass(to: .milliseconds(1_500))
        #expect(bench.isRaised(.panicWireFault))
        bench.tell(.panicContactsRead(.pressed), at: .seconds(2))
        bench.pass(to: .milliseconds(22_040))
        #expect(bench.isRaised(.panicNotDelivered) && bench.isRaised(.panicLatched))
        #expect(bench.isRaised(.panicNotStored))
        #expect(bench.effects.lastRhythm(of: .desk) == .fast)
        bench.tell(.resetRequested, at: .seconds(30))
        #expect(!bench.isRaised(.panicNotDelivered) && !bench.isRaised(.panicLatched))
    }

    @Test func `a test of the button calls nobody`() {
        var bench = StationBench.running()
        bench.tell(.panicTestTurned(isOn: true), at: .seconds(1))
        #expect(bench.isRaised(.panicTestMode))
        bench.tell(.panicContactsRead(.pressed), at: .seconds(2))
        bench.tell(.panicContactsRead(.released), at: .seconds(3))
        bench.pass(to: .seconds(40))
        #expect(bench.machine.panic.current?.isTest == true)
        #expect(!bench.isRaised(.panicLatched) && !bench.isRaised(.panicNotDelivered))
        #expect(bench.effects.lastRhythm(of: .desk) == .off)
        bench.tell(.panicTestTurned(isOn: false), at: .seconds(50))
        #expect(!bench.isRaised(.panicTestMode))
    }

    @Test func `a condition from outside stays until it is taken back`() {
        var bench = StationBench.running()
        bench.tell(.conditionChanged(.textsNotApproved, isRaised: true), at: .seconds(1))
        #expect(bench.isRaised(.textsNotApproved))
        bench.tell(.conditionChanged(.diskFull, isRaised: true), at: .seconds(1))
        bench.visit([.one, .one, .one], at: .seconds(2))
        bench.tell(.storeFailed(ticket: 1, .diskFull), at: .seconds(3))
        bench.tell(.conditionChanged(.diskFull, isRaised: false), at: .seconds(4))
        // The station's own reason is still there.
        #expect(bench.isRaised(.diskFull))
        bench.tell(.keyPressed(.one), at: .seconds(5))
        bench.answerStored(2, at: .seconds(6))
        #expect(!bench.isRaised(.diskFull))
        #expect(bench.isRaised(.textsNotApproved))
    }

    @Test func `F47 damaged rows are named, and the other entries are sent`() {
        var bench = StationBench.running()
        bench.tell(.entriesQuarantined(count: 0), at: .seconds(1))
        #expect(!bench.isRaised(.journalDamagedRows))
        bench.tell(.entriesQuarantined(count: 2), at: .seconds(2))
        #expect(bench.isRaised(.journalDamagedRows))
        #expect(bench.effects.lastRhythm(of: .fault) == .blip)
    }

    /// The lamp at the desk from the start of a term of 24 hours, not six hours before its end.
    @Test func `R4 an urgent entry lights the desk lamp until it is opened or taken up`() {
        let entry = EntryReference(journal: .zero, sequence: 1)
        for end in [Stimulus.opened(entry), .clockClosed(entry, .takeUpSerious)] {
            var bench = StationBench.running()
            bench.pass(to: .seconds(5))
            bench.clear()
            bench.visit([.one, .one, .one], at: .seconds(6))
            #expect(bench.effects.lastRhythm(of: .desk) == nil)
            bench.answerStored(1, at: .seconds(8))
            #expect(bench.requests.first?.urgency == .urgent)
            #expect(bench.effects.lastRhythm(of: .desk) == .slow)
            for lamp in [Lamp.ready, .fault, .panic] {
                #expect(bench.effects.lastRhythm(of: lamp) == nil)
            }
            // A receipt of the inbox is no person.
            bench.tell(.receiptReceived(entry), at: .seconds(9))
            bench.tell(.handsetMoved(isLifted: false), at: .seconds(10))
            bench.pass(to: .seconds(3_600))
            #expect(bench.effects.lastRhythm(of: .desk) == .slow)
            bench.tell(end, at: .seconds(3_601))
            #expect(bench.effects.lastRhythm(of: .desk) == .off)
        }
    }

    @Test(arguments: [LegalTerm.takeUpSerious, .investigateNeed])
    func `R4 R90 an urgent report or need is shown again after a restart`(term: LegalTerm) {
        let entry = EntryReference(journal: .zero, sequence: 7)
        for urgency in [Urgency.urgent, .ordinary] {
            var memory = StationMemory(journal: .zero, timeBound: StationBench.noon)
            memory.clocks = [LegalClock(entry: entry, term: term, start: StationBench.noon.hour)]
            memory.waiting = [WaitingEntry(reference: entry, urgency: urgency, length: 2_000)]
            var bench = StationBench()
            bench.tell(.wallClockRead(StationBench.noon), at: .zero)
            bench.tell(.journalOpened(memory), at: .milliseconds(1))
            #expect(
                bench.effects.lastRhythm(of: .desk) == (urgency == .urgent ? .slow : .off)
            )
            bench.tell(.clockClosed(entry, term), at: .seconds(1))
            #expect(bench.effects.lastRhythm(of: .desk) == .off)
        }
    }

    @Test func `a visit changes no lamp and no condition`() {
        var bench = StationBench.running()
        bench.pass(to: .seconds(5))
        bench.clear()
        let before = bench.machine.health
        bench.visit([.one, .two, .square, .square, .square, .one, .square], at: .seconds(6))
        bench.answerStored(1, at: .seconds(8))
        bench.tell(.handsetMoved(isLifted: false), at: .seconds(9))
        #expect(bench.machine.health == before)
        for lamp in Lamp.allCases {
            #expect(bench.effects.lastRhythm(of: lamp) == nil)
        }
    }
}
