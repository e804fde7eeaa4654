import Testing

@testable import MeldpostCore

/// A queue on a bench, with an inbox that answers at once or not at all.
private struct DeliveryBench {
    var queue = DeliveryQueue(slot: .seconds(20), seed: 11)
    var numbers = OrderNumbers()
    var isLinkUp = true
    var times: [Duration] = []
    var loads: [CellLoad] = []
    var effects: [Effect] = []

    init(isAttached: Bool = true) {
        let memory = StationMemory(journal: .zero, timeBound: UnixTime(milliseconds: 0))
        queue.openJournal(memory, isFirst: true)
        if isAttached { queue.attachCourier(at: .start) }
    }

    mutating func run(to time: Duration) {
        let end = Instant(sinceStart: time)
        while case let deadline = queue.nextDeadline(), deadline <= end {
            step(at: deadline)
        }
    }

    mutating func step(at now: Instant) {
        if let number = queue.overdueNumber(at: now) { queue.fail(number, at: now) }
        var decided = queue.proceed(at: now, numbers: &numbers)
        while !decided.isEmpty {
            effects += decided
            let orders = decided.compactMap { effect -> ExchangeOrder? in
                guard case .exchange(let order) = effect else { return nil }
                return order
            }
            for order in orders {
                times.append(now.sinceStart)
                loads.append(order.load)
                guard isLinkUp else {
                    queue.fail(order.number, at: now)
                    continue
                }
                var progress = Progress(entry: nil, offset: 0)
                if case .piece(let reference, let offset) = order.load {
                    progress = Progress(entry: reference, offset: min(offset + 800, 2_000))
                }
                _ = queue.answer(order.number, progress, at: now)
            }
            decided = queue.proceed(at: now, numbers: &numbers)
        }
    }

    mutating func add(_ sequence: UInt64, _ urgency: Urgency, at time: Duration) {
        let reference = EntryReference(journal: .zero, sequence: sequence)
        let now = Instant(sinceStart: time)
        run(to: time)
        queue.add(WaitingEntry(reference: reference, urgency: urgency, length: 2_000), at: now)
        step(at: now)
    }

    var saves: [UInt64] {
        effects.compactMap { effect in
            guard case .saveOwedSlots(let count) = effect else { return nil }
            return count
        }
    }
}

@Suite struct DeliveryQueueTests {
    @Test func `P9 there is one exchange in every slot, with or without anything to send`() {
        var bench = DeliveryBench()
        bench.run(to: .milliseconds(20_000 * 100 - 1))
        #expect(bench.times.count == 100)
        #expect(bench.loads.allSatisfy { $0 == .filler })
        for (slot, time) in bench.times.enumerated() {
            #expect(time >= .seconds(20 * slot) && time < .milliseconds(20_000 * slot + 1_250))
        }
    }

    @Test func `an ordinary entry waits for the slots, one piece each`() {
        var bench = DeliveryBench()
        bench.add(1, .ordinary, at: .seconds(65))
        #expect(bench.times.count == 4)
        bench.run(to: .seconds(200))
        let entry = EntryReference(journal: .zero, sequence: 1)
        #expect(
            bench.loads[4...7] == [
                .piece(entry, offset: 0), .piece(entry, offset: 800), .piece(entry, offset: 1_600),
                .filler,
            ]
        )
    }

    @Test(arguments: [Urgency.panic, .urgent])
    func `an entry that is urgent leaves at once in consecutive cells`(urgency: Urgency) {
        var bench = DeliveryBench()
        bench.add(1, urgency, at: .seconds(65))
        #expect(bench.times.suffix(3) == [.seconds(65), .seconds(65), .seconds(65)])
        bench.run(to: .seconds(81))
        #expect(bench.times.count == 4 + 3 + 1)
    }

    @Test func `an urgent entry is tried again soon, an ordinary one at the next slot`() {
        var bench = DeliveryBench()
        bench.isLinkUp = false
        bench.add(1, .ordinary, at: .seconds(65))
        bench.run(to: .seconds(600))
        #expect(bench.times.count == 30)
        bench.add(2, .urgent, at: .seconds(601))
        bench.run(to: .seconds(1_200))
        // The pauses are 0 to 15 s, 7.5 s on average, besides the slots.
        let extra = bench.times.count - 60
        #expect(extra > 40 && extra < 160)
    }

    @Test func `F55 a missed slot is owed and made up at sixteen exchanges a slot`() {
        var bench = DeliveryBench()
        bench.isLinkUp = false
        bench.run(to: .milliseconds(20_000 * 1_000 - 1))
        #expect(bench.queue.owed == 1_000)
        #expect(bench.times.count == 1_000)
        bench.isLinkUp = true
        let before = bench.times.count
        bench.run(to: .milliseconds(20_000 * 1_010 - 1))
        // Ten slots, sixteen each; the first exchange finds out that the path is there.
        #expect(bench.times.count - before == 160)
        #expect(bench.queue.owed == 850)
        bench.run(to: .seconds(20 * 1_100))
        #expect(bench.queue.owed == 0)
        let after = bench.times.count
        bench.run(to: .seconds(20 * 1_200))
        #expect(bench.times.count - after == 100)
    }

    @Test func `thirty days are made up in about forty-eight hours`() {
        let slots = 30 * 86_400 / 20
        #expect(slots / 15 * 20 == 48 * 3_600)
    }

    @Test func `F59 every slot without a courier is owed, and every slot of a suspension`() {
        var bench = DeliveryBench(isAttached: false)
        bench.step(at: Instant(sinceStart: .seconds(3_599)))
        #expect(bench.queue.owed == 180)
        bench.queue.attachCourier(at: Instant(sinceStart: .seconds(3_599)))
        bench.step(at: Instant(sinceStart: .seconds(7_199)))
        // An hour in which nothing ran: 180 slots, one of them now.
        #expect(bench.times.count == 1 && bench.queue.owed == 359)
    }

    @Test func `a cell without an answer counts as failed after fifteen seconds`() {
        var bench = DeliveryBench()
        _ = bench.queue.proceed(at: Instant(sinceStart: .seconds(2)), numbers: &bench.numbers)
        let result1 = bench.queue.nextDeadline()
        #expect(result1 == Instant(sinceStart: .seconds(17)))
        #expect(bench.queue.overdueNumber(at: Instant(sinceStart: .milliseconds(16_999))) == nil)
        #expect(bench.queue.overdueNumber(at: Instant(sinceStart: .seconds(17))) == 1)
        let result2 = bench.queue.fail(1, at: Instant(sinceStart: .seconds(17)))
        #expect(result2)
        #expect(bench.queue.owed == 1)
    }

    @Test func `an answer that outlives its order changes nothing`() {
        var bench = DeliveryBench()
        let entry = EntryReference(journal: .zero, sequence: 1)
        let waiting = WaitingEntry(reference: entry, urgency: .ordinary, length: 2_000)
        bench.queue.add(waiting, at: .start)
        let first = Instant(sinceStart: .seconds(2))
        _ = bench.queue.proceed(at: first, numbers: &bench.numbers)
        bench.queue.fail(1, at: Instant(sinceStart: .seconds(17)))
        let late = Instant(sinceStart: .seconds(18))
        let result3 = bench.queue.answer(1, Progress(entry: entry, offset: 800), at: late)
        #expect(!result3)
        let effects = bench.queue.proceed(
            at: Instant(sinceStart: .seconds(22)),
            numbers: &bench.numbers
        )
        let order = ExchangeOrder(number: 2, lane: .pace, load: .piece(entry, offset: 0))
        #expect(effects == [.exchange(order)])
    }

    @Test func `the owed count is saved at most once an hour, and when the courier leaves`() {
        var bench = DeliveryBench()
        bench.isLinkUp = false
        bench.run(to: .seconds(86_400 - 1))
        #expect(bench.saves.count == 23)
        #expect(bench.saves == bench.saves.sorted())
        let effects = bench.queue.detachCourier(at: Instant(sinceStart: .seconds(86_400)))
        #expect(effects == [.saveOwedSlots(bench.queue.owed)])
        let result4 = bench.queue.detachCourier(at: Instant(sinceStart: .seconds(86_401)))
        #expect(result4.isEmpty)
    }

    @Test func `what was owed before a restart is owed after it`() {
        var queue = DeliveryQueue(slot: .seconds(20), seed: 1)
        let memory = StationMemory(
            journal: .zero,
            owedSlots: 500,
            timeBound: UnixTime(milliseconds: 0)
        )
        queue.openJournal(memory, isFirst: true)
        #expect(queue.owed == 500)
        queue.closeJournal()
        queue.openJournal(memory, isFirst: false)
        #expect(queue.owed == 500)
    }

    @Test func `P5 a receipt ends the sending and erases nothing, and only opened erases`() {
        var bench = DeliveryBench()
        let entry = EntryReference(journal: .zero, sequence: 1)
        bench.queue.add(
            WaitingEntry(reference: entry, urgency: .ordinary, length: 2_000),
            at: .start
        )
        let result5 = bench.queue.receipt(entry)
        #expect(result5 == [.markReceipted(entry)])
        let result6 = bench.queue.receipt(entry)
        #expect(result6.isEmpty)
        let result7 = bench.queue.opened(entry)
        #expect(result7 == [.eraseBody(entry)])
        let result8 = bench.queue.opened(entry)
        #expect(result8.isEmpty)
    }

    @Test func `F47 an entry whose row is damaged is not sent any more`() {
        var bench = DeliveryBench()
        bench.add(1, .ordinary, at: .seconds(5))
        bench.queue.quarantine(EntryReference(journal: .zero, sequence: 1))
        bench.run(to: .seconds(60))
        #expect(bench.loads.allSatisfy { $0 == .filler })
    }
}
