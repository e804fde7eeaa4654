@testable import MeldpostCore

/// A panic machine on a bench: contacts that are moved, a lane that is watched.
struct PanicBench {
    var machine = PanicMachine(seed: 7)
    var numbers = OrderNumbers()
    private(set) var effects: [PanicEffect] = []

    init(isCourierAttached: Bool = true, isJournalOpen: Bool = true) {
        if isCourierAttached { tell(.courierAttached, at: .zero) }
        if isJournalOpen { tell(.journalOpened(PanicMemory()), at: .zero) }
        tell(.contactsRead(.released), at: .zero)
        effects = []
    }

    mutating func tell(_ input: PanicInput, at time: Duration) {
        run(to: time)
        effects += machine.handle(input, at: Instant(sinceStart: time), numbers: &numbers)
    }

    /// Lets time pass, deadline by deadline.
    mutating func run(to time: Duration) {
        let end = Instant(sinceStart: time)
        while let deadline = machine.nextDeadline, deadline < end {
            effects += machine.advance(to: deadline, numbers: &numbers)
        }
    }

    mutating func pass(to time: Duration) {
        run(to: time)
        effects += machine.advance(to: Instant(sinceStart: time), numbers: &numbers)
    }

    /// Presses at `time` for `duration`.
    mutating func press(at time: Duration, for duration: Duration = .milliseconds(100)) {
        tell(.contactsRead(.pressed), at: time)
        tell(.contactsRead(.released), at: time + duration)
    }

    mutating func clear() {
        effects = []
    }

    var closings: Int { effects.count { $0 == .setRelay(isClosed: true) } }

    var orders: [ExchangeOrder] {
        effects.compactMap { effect in
            guard case .exchange(let order) = effect else { return nil }
            return order
        }
    }

    var notices: [PanicNotice] {
        orders.compactMap { order in
            guard case .panic(let notice) = order.load else { return nil }
            return notice
        }
    }

    var records: [PanicRecord] {
        effects.compactMap { effect in
            guard case .store(let record, _) = effect else { return nil }
            return record
        }
    }

    var latches: [LatchedIncident?] {
        effects.compactMap { effect -> LatchedIncident?? in
            switch effect {
            case .latch(let memory), .store(_, let memory): return .some(memory.incident)
            default: return nil
            }
        }
    }

    var rhythms: [LampRhythm] {
        effects.compactMap { effect in
            guard case .setLamp(let rhythm) = effect else { return nil }
            return rhythm
        }
    }
}
