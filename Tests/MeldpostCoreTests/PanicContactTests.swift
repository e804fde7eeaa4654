import Testing

@testable import MeldpostCore

@Suite struct PanicContactTests {
    @Test func `F1 a thousand spikes of one millisecond are glitches and no alarm`() {
        var bench = PanicBench()
        for spike in 0..<1_000 {
            bench.press(at: .milliseconds(1_000 + spike * 10), for: .milliseconds(1))
        }
        bench.pass(to: .seconds(20))
        #expect(bench.machine.current == nil)
        #expect(bench.machine.glitches == 1_000)
        #expect(bench.effects.isEmpty)
    }

    @Test(arguments: [50, 51, 60, 1_000])
    func `F2 a press of fifty milliseconds or more is an alarm`(milliseconds: Int) {
        var bench = PanicBench()
        bench.press(at: .seconds(1), for: .milliseconds(milliseconds))
        #expect(bench.closings == 1)
        #expect(bench.machine.current?.presses == 1)
    }

    @Test func `F2 the boundary lies at forty milliseconds`() {
        var exact = PanicBench()
        exact.press(at: .seconds(1), for: .milliseconds(40))
        #expect(exact.closings == 1)
        var shorter = PanicBench()
        shorter.press(at: .seconds(1), for: .microseconds(39_999))
        shorter.pass(to: .seconds(2))
        #expect(shorter.closings == 0)
        #expect(shorter.machine.glitches == 1)
    }

    @Test(arguments: [1, 10, 19])
    func `F2 a press below twenty milliseconds never counts`(milliseconds: Int) {
        var bench = PanicBench()
        bench.press(at: .seconds(1), for: .milliseconds(milliseconds))
        bench.pass(to: .seconds(2))
        #expect(bench.machine.current == nil)
    }

    @Test func `a press counts at forty milliseconds by time alone`() {
        var bench = PanicBench()
        bench.tell(.contactsRead(.pressed), at: .seconds(1))
        #expect(bench.machine.nextDeadline == Instant(sinceStart: .milliseconds(1_040)))
        bench.pass(to: .milliseconds(1_040))
        #expect(bench.closings == 1)
    }

    @Test func `F3 a stuck button is one alarm and a fault, and is armed again once it is up`() {
        var bench = PanicBench()
        bench.tell(.contactsRead(.pressed), at: .seconds(1))
        bench.pass(to: .seconds(600))
        #expect(!bench.machine.isStuck)
        bench.pass(to: .milliseconds(601_040))
        #expect(bench.machine.isStuck)
        #expect(bench.closings == 1)
        bench.tell(.resetRequested, at: .seconds(700))
        bench.pass(to: .seconds(7_200))
        #expect(bench.closings == 1)
        bench.tell(.contactsRead(.released), at: .seconds(7_300))
        bench.pass(to: .milliseconds(7_300_040))
        #expect(!bench.machine.isStuck)
        bench.press(at: .seconds(7_301))
        #expect(bench.closings == 2)
    }

    @Test(arguments: [true, false])
    func `F4 bounce at 5 kHz for two seconds is exactly one alarm`(endsDown: Bool) {
        var bench = PanicBench()
        for edge in 0..<20_000 {
            let contacts: PanicContacts = edge % 2 == 0 ? .pressed : .released
            bench.tell(.contactsRead(contacts), at: .seconds(1) + .microseconds(edge * 100))
        }
        if endsDown {
            bench.tell(.contactsRead(.pressed), at: .seconds(3))
        }
        bench.pass(to: .seconds(10))
        #expect(bench.closings == 1)
        #expect(bench.machine.current?.presses == 1)
    }

    @Test func `F5 a hundred presses in ten seconds are one incident and all counted`() {
        var bench = PanicBench()
        for press in 0..<100 {
            bench.press(at: .milliseconds(1_000 + press * 100), for: .milliseconds(50))
        }
        bench.pass(to: .seconds(12))
        #expect(bench.closings == 1)
        #expect(bench.machine.current?.presses == 100)
        #expect(Set(bench.notices.map(\.incident)).count == 1)
        // One record of the press: nothing grows with the presses.
        #expect(bench.records.count == 1)
        #expect(bench.latches.last??.presses == 100)
    }

    @Test(arguments: [
        PanicContacts(normallyClosedConducts: false, normallyOpenConducts: false),
        PanicContacts(normallyClosedConducts: true, normallyOpenConducts: true),
    ])
    func `F6 contacts that disagree for half a second are a fault and no press`(
        contacts: PanicContacts
    ) {
        var bench = PanicBench()
        bench.tell(.contactsRead(contacts), at: .seconds(1))
        bench.pass(to: .milliseconds(1_499))
        #expect(!bench.machine.hasWireFault)
        #expect(bench.machine.nextDeadline == Instant(sinceStart: .milliseconds(1_500)))
        bench.pass(to: .milliseconds(1_500))
        #expect(bench.machine.hasWireFault)
        bench.pass(to: .seconds(600))
        #expect(bench.machine.current == nil)
        // The button still works: it is worse to miss an alarm than to give one too many.
        bench.tell(.contactsRead(.pressed), at: .seconds(601))
        bench.pass(to: .seconds(602))
        #expect(bench.closings == 1)
        #expect(bench.machine.hasWireFault)
        bench.tell(.contactsRead(.released), at: .seconds(603))
        bench.pass(to: .milliseconds(603_500))
        #expect(!bench.machine.hasWireFault)
    }

    @Test func `a moment of disagreement in the middle of a press does no harm`() {
        var bench = PanicBench()
        let between = PanicContacts(normallyClosedConducts: false, normallyOpenConducts: false)
        bench.tell(.contactsRead(between), at: .milliseconds(1_000))
        bench.tell(.contactsRead(.pressed), at: .milliseconds(1_004))
        bench.tell(.contactsRead(between), at: .milliseconds(1_010))
        bench.tell(.contactsRead(.pressed), at: .milliseconds(1_012))
        bench.pass(to: .milliseconds(1_046))
        #expect(bench.closings == 1)
    }

    @Test func `F9 F11 a button that is down at the start is an alarm`() {
        var bench = PanicBench(isCourierAttached: false, isJournalOpen: false)
        bench.tell(.contactsRead(.pressed), at: .milliseconds(1))
        bench.pass(to: .milliseconds(41))
        #expect(bench.closings == 1)
    }

    @Test func `time that goes backwards changes nothing`() {
        var bench = PanicBench()
        bench.press(at: .seconds(5))
        bench.clear()
        bench.tell(.contactsRead(.released), at: .seconds(3))
        #expect(bench.closings == 0)
        #expect(bench.machine.current?.presses == 1)
    }
}
