import Testing

@testable import MeldpostCore

@Suite struct PanicMachineTests {
    @Test func `P6 a press closes the relay, lights the lamp, signals and records in one step`() {
        var bench = PanicBench()
        bench.tell(.contactsRead(.pressed), at: .seconds(1))
        bench.clear()
        bench.pass(to: .milliseconds(1_040))
        #expect(bench.effects.prefix(2) == [.setRelay(isClosed: true), .setLamp(.fast)])
        #expect(bench.orders.map(\.lane) == [.panic])
        #expect(bench.notices.map(\.state) == [.pressed])
        #expect(bench.latches.count == 1)
        #expect(bench.records.map(\.content.state) == [.pressed])
    }

    @Test func `F10 before the journal is open a press acts and is sent, and is stored later`() {
        var bench = PanicBench(isJournalOpen: false)
        bench.press(at: .seconds(1))
        #expect(bench.closings == 1)
        #expect(bench.notices.count == 1)
        #expect(bench.records.isEmpty && bench.latches.isEmpty)
        #expect(!bench.machine.hasUnstoredRecord(at: Instant(sinceStart: .seconds(5))))
        #expect(bench.machine.hasUnstoredRecord(at: Instant(sinceStart: .seconds(7))))
        bench.tell(.journalOpened(PanicMemory()), at: .seconds(60))
        #expect(bench.records.count == 1)
        #expect(bench.records.first?.happenedAt == Instant(sinceStart: .milliseconds(1_040)))
        #expect(bench.latches.count == 1)
    }

    @Test func `without a courier everything else happens, and the signal goes once it is there`() {
        var bench = PanicBench(isCourierAttached: false)
        bench.press(at: .seconds(1))
        #expect(bench.closings == 1 && bench.orders.isEmpty)
        bench.tell(.courierAttached, at: .seconds(30))
        #expect(bench.notices.count == 1)
    }

    @Test func `the lamp shows the furthest of the five facts`() throws {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        let order = try #require(bench.orders.first)
        let notice = try #require(bench.notices.first)
        bench.tell(.recordStored(number: 1), at: .seconds(2))
        bench.tell(.sent(number: order.number), at: .seconds(3))
        bench.tell(.receipted(notice.incident, counter: 1), at: .seconds(4))
        bench.tell(.accepted(notice.incident), at: .seconds(5))
        #expect(bench.rhythms == [.fast, .double, .slow, .blip, .on])
        #expect(bench.latches.last??.isAccepted == true)
        #expect(bench.latches.last??.isStored == true)
    }

    /// The worker accepted it at the desk, without a network, and the power went.
    ///
    /// Broken once: with what was accepted taken for what left the box, as it was, nothing was signalled.
    @Test func `P6 what was accepted at the desk is signalled again until it is signed for`()
        throws
    {
        var before = PanicBench(isCourierAttached: false)
        before.press(at: .seconds(1))
        before.tell(.recordStored(number: 1), at: .seconds(2))
        let id = try #require(before.machine.current?.id)
        before.tell(.accepted(id), at: .seconds(3))
        let latched = try #require(before.latches.last ?? nil)
        #expect(latched.isAccepted && !latched.hasReachedCentre)

        var bench = PanicBench(isCourierAttached: false, isJournalOpen: false)
        bench.tell(.journalOpened(PanicMemory(incident: latched)), at: .seconds(1))
        #expect(bench.machine.current?.facts.isAccepted == true)
        #expect(bench.machine.current?.facts.hasLeftTheBox == false)
        bench.tell(.courierAttached, at: .seconds(30))
        let notice = try #require(bench.notices.first)
        #expect(notice.incident == id && notice.counter > latched.counter)
        bench.tell(.receipted(id, counter: notice.counter), at: .seconds(31))
        #expect(bench.machine.current?.facts.hasReachedCentre == true)
        bench.clear()
        bench.pass(to: .seconds(600))
        #expect(bench.notices.isEmpty, "a person has it, and the centre too")
    }

    @Test func `each fact is true by itself`() {
        var facts = PanicFacts()
        #expect(facts.isPressed && facts.rhythm == .fast)
        facts.hasLeftTheBox = true
        #expect(facts.rhythm == .slow && !facts.isStored)
        facts = PanicFacts()
        facts.isAccepted = true
        #expect(facts.rhythm == .on && !facts.hasReachedCentre)
    }

    @Test func `F56 an alarm that reached nobody for twenty seconds is called not delivered`()
        throws
    {
        var bench = PanicBench()
        bench.press(at: .seconds(1), for: .milliseconds(40))
        let notice = try #require(bench.notices.first)
        let pressed = Instant(sinceStart: .milliseconds(1_040))
        #expect(!bench.machine.isUndelivered(at: pressed + .milliseconds(19_999)))
        #expect(
            bench.machine.conditionDeadline(after: pressed + .seconds(10)) == pressed + .seconds(20)
        )
        #expect(bench.machine.isUndelivered(at: pressed + .seconds(20)))
        bench.tell(.receipted(notice.incident, counter: 1), at: .seconds(30))
        #expect(!bench.machine.isUndelivered(at: pressed + .seconds(60)))
    }

    @Test func `the signal is tried for ever, with growing pauses and the same number`() {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        var failures: [Duration] = []
        var time = Duration.milliseconds(1_100)
        for _ in 0..<200 {
            guard let order = bench.orders.last else { break }
            let count = bench.orders.count
            bench.tell(.failed(number: order.number), at: time)
            let failed = time
            while bench.orders.count == count, let next = bench.machine.nextDeadline {
                time = next.sinceStart
                bench.pass(to: time)
            }
            failures.append(time - failed)
        }
        #expect(failures.count == 200)
        let limits: [Duration] = [.seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(15)]
        for (failure, pause) in failures.enumerated() {
            #expect(pause <= limits[min(failure, 4)])
        }
        // Full jitter: the long pauses are spread over all of their range.
        #expect(failures.dropFirst(4).contains { $0 < .seconds(3) })
        #expect(failures.dropFirst(4).contains { $0 > .seconds(12) })
        #expect(Set(bench.notices.map(\.counter)) == [1])
    }

    @Test func `an unanswered signal is tried again after fifteen seconds`() {
        var bench = PanicBench()
        bench.press(at: .seconds(1), for: .milliseconds(40))
        bench.pass(to: .milliseconds(16_039))
        #expect(bench.orders.count == 1)
        bench.pass(to: .milliseconds(17_040))
        #expect(bench.orders.count == 2)
    }

    @Test
    func `after it reached the centre the signal is repeated every five seconds until accepted`()
        throws
    {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        let notice = try #require(bench.notices.first)
        var time = Duration.seconds(2)
        for repetition in 1...10 {
            let order = try #require(bench.orders.last)
            bench.tell(.receipted(notice.incident, counter: 1), at: time)
            bench.tell(.answered(number: order.number), at: time)
            bench.pass(to: time + .milliseconds(4_999))
            #expect(bench.orders.count == repetition)
            time += .seconds(5)
            bench.pass(to: time)
            #expect(bench.orders.count == repetition + 1)
        }
        bench.tell(.accepted(notice.incident), at: time)
        bench.tell(.answered(number: bench.orders[10].number), at: time)
        bench.pass(to: .seconds(3_600))
        #expect(bench.orders.count == 11)
    }

    @Test func `an answer without a receipt is a try that failed`() throws {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        bench.tell(.answered(number: try #require(bench.orders.first).number), at: .seconds(2))
        bench.pass(to: .seconds(3))
        #expect(bench.orders.count == 2)
        #expect(bench.machine.current?.facts.hasReachedCentre == false)
    }

    @Test func `answers and receipts that belong to nothing change nothing`() throws {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        let notice = try #require(bench.notices.first)
        let order = try #require(bench.orders.first)
        let before = bench.machine.current
        var random = StationRandom(seed: 1, stream: 1)
        let other = IncidentID(using: &random)
        bench.tell(.receipted(other, counter: 1), at: .seconds(2))
        bench.tell(.accepted(other), at: .seconds(2))
        bench.tell(.sent(number: 99), at: .seconds(2))
        bench.tell(.answered(number: 99), at: .seconds(2))
        bench.tell(.failed(number: 99), at: .seconds(2))
        bench.tell(.recordStored(number: 99), at: .seconds(2))
        bench.tell(.recordNotStored(number: 99), at: .seconds(2))
        #expect(bench.machine.current == before)
        #expect(bench.machine.isUnderWay(order.number))
        // A receipt for a signal that was never sent proves no more than the newest one.
        bench.tell(.receipted(notice.incident, counter: 50), at: .seconds(3))
        bench.tell(.answered(number: order.number), at: .seconds(3))
        bench.press(at: .seconds(4))
        #expect(bench.notices.last?.counter == 2)
    }

    @Test func `a reset opens the relay, is signalled until it is receipted, and is recorded`()
        throws
    {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        let pressed = try #require(bench.notices.first)
        bench.tell(.receipted(pressed.incident, counter: 1), at: .seconds(2))
        bench.tell(.answered(number: bench.orders[0].number), at: .seconds(2))
        bench.clear()
        bench.tell(.resetRequested, at: .seconds(3))
        #expect(bench.effects.first == .setRelay(isClosed: false))
        #expect(bench.rhythms == [.off])
        #expect(bench.latches.count == 1 && bench.latches[0] == nil)
        #expect(bench.records.map(\.content.state) == [.reset])
        let reset = try #require(bench.notices.first)
        #expect(reset.state == .reset && reset.counter == 2 && reset.incident == pressed.incident)
        bench.tell(.failed(number: try #require(bench.orders.first).number), at: .seconds(4))
        bench.pass(to: .seconds(6))
        #expect(bench.notices.count == 2)
        bench.tell(.receipted(reset.incident, counter: 2), at: .seconds(7))
        bench.tell(.answered(number: try #require(bench.orders.last).number), at: .seconds(7))
        bench.pass(to: .seconds(3_600))
        #expect(bench.notices.count == 2)
        #expect(bench.machine.nextDeadline == nil)
    }

    @Test func `an alarm does not wait for a reset whose answer hangs`() throws {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        bench.tell(.failed(number: bench.orders[0].number), at: .seconds(2))
        bench.tell(.resetRequested, at: .milliseconds(2_001))
        bench.pass(to: .seconds(5))
        #expect(bench.notices.last?.state == .reset)
        bench.clear()
        bench.press(at: .seconds(6), for: .milliseconds(40))
        #expect(bench.notices.map(\.state) == [.pressed])
    }

    @Test func `a record that could not be stored is tried again every five seconds`() {
        var bench = PanicBench()
        bench.press(at: .seconds(1))
        for attempt in 1...20 {
            let time = Duration.seconds(2 + (attempt - 1) * 5)
            bench.tell(.recordNotStored(number: 1), at: time)
            #expect(bench.machine.hasUnstoredRecord(at: Instant(sinceStart: time)))
            bench.pass(to: time + .milliseconds(4_999))
            #expect(bench.records.count == attempt)
            bench.pass(to: time + .seconds(5))
            #expect(bench.records.count == attempt + 1)
        }
        bench.tell(.recordStored(number: 1), at: .seconds(200))
        #expect(!bench.machine.hasUnstoredRecord(at: Instant(sinceStart: .seconds(200))))
        #expect(bench.machine.current?.facts.isStored == true)
    }

    @Test func `what waits is bounded, and the newest is kept`() {
        var bench = PanicBench(isCourierAttached: false, isJournalOpen: false)
        for incident in 0..<(PanicMachine.closingLimit + 1) {
            bench.press(at: .seconds(10 + incident * 10))
            bench.tell(.resetRequested, at: .seconds(15 + incident * 10))
        }
        #expect(bench.machine.closing.count == PanicMachine.closingLimit)
        #expect(bench.machine.hasDroppedReset)
        bench.tell(.journalOpened(PanicMemory()), at: .seconds(30_000))
        #expect(bench.records.count == PanicRecordShelf.limit)
        #expect(bench.records.last?.content.state == .reset)
    }
}
