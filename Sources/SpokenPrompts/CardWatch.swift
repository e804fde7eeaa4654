internal import MeldpostCore

/// Watches the thread of the sound card: opens it, asks whether it is alive, gives it up when it
/// hangs, and tries again.
///
/// A card that hangs cannot be stopped from outside: its thread is left where it hangs and another
/// one takes its place. No more than ``strandedLimit`` are left so; from then on one of them has to
/// come back first.
///
/// | times | |
/// | --- | --- |
/// | the card is asked | every 2 s while nothing is played |
/// | it must answer, or open, within | 2 s: so a fault is known within 5 s (F22) |
/// | it is tried again after | 1, 2, 4, 8, 15, 15 … s |
struct CardWatch {
    static let askInterval = Duration.seconds(2)
    static let patience = Duration.seconds(2)
    static let strandedLimit = 3

    private static let pauses: [Duration] = [1, 2, 4, 8, 15].map { .seconds($0) }

    /// What is to be done.
    enum Action: Hashable, Sendable {
        /// Start a thread for the card and open it there.
        case open(generation: UInt64)
        /// Ask the thread whether the card is there.
        case ask(generation: UInt64)
        /// Leave the thread to itself.
        case abandon(generation: UInt64)
        /// The voice is heard from now on, or not any more.
        case changed(isHeard: Bool)
    }

    private enum State {
        case absent(until: Instant)
        case opening(until: Instant)
        case idle(askAt: Instant)
        case asked(until: Instant)
    }

    private var state: State
    private var generation: UInt64 = 0
    private var failures = 0
    private var stranded: Set<UInt64> = []
    private var isHeard: Bool?

    /// Begins with a card that is tried at once.
    init(at now: Instant) {
        state = .absent(until: now)
    }

    /// The thread that has the card open, or nothing.
    var openGeneration: UInt64? {
        switch state {
        case .absent, .opening: nil
        case .idle, .asked: generation
        }
    }

    /// When the time alone makes something due.
    var nextDeadline: Instant? {
        switch state {
        case .absent(let time): stranded.count < Self.strandedLimit ? time : nil
        case .opening(let time), .idle(let time), .asked(let time): time
        }
    }

    /// The thread `number` answered: the card is open, or still there.
    mutating func answered(_ number: UInt64, at now: Instant) -> [Action] {
        guard number == generation else { return [] }
        switch state {
        case .absent: return []
        case .opening, .idle, .asked:
            state = .idle(askAt: now + Self.askInterval)
            return change(isHeard: true)
        }
    }

    /// The thread `number` has ended, with a fault or when it was told to.
    mutating func ended(_ number: UInt64, at now: Instant) -> [Action] {
        stranded.remove(number)
        guard number == generation else { return [] }
        if case .absent = state { return [] }
        return fail(at: now)
    }

    /// Lets time pass.
    mutating func advance(to now: Instant) -> [Action] {
        guard let deadline = nextDeadline, deadline <= now else { return [] }
        switch state {
        case .absent:
            generation += 1
            state = .opening(until: now + Self.patience)
            return [.open(generation: generation)]
        case .idle:
            state = .asked(until: now + Self.patience)
            return [.ask(generation: generation)]
        case .opening, .asked:
            stranded.insert(generation)
            return [.abandon(generation: generation)] + fail(at: now)
        }
    }

    /// Forgets the failures once the card has played something.
    mutating func played() {
        failures = 0
    }

    private mutating func fail(at now: Instant) -> [Action] {
        state = .absent(until: now + Self.pauses[min(failures, Self.pauses.count - 1)])
        failures += 1
        return change(isHeard: false)
    }

    private mutating func change(isHeard: Bool) -> [Action] {
        guard isHeard != self.isHeard else { return [] }
        self.isHeard = isHeard
        return [.changed(isHeard: isHeard)]
    }
}
