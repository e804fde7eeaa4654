/// One telephone line: its two signals become calls.
///
/// ```
///          ring              receiver up            receiver down
///  idle ─────────▶ ringing ──────────────▶ talking ──────────────▶ idle    (ended)
///   │ ▲               │ 8 s without a ring: missed ──────────────▶ idle    (ended)
///   │ │               └ 10 min of ringing: missed ───────────────▶ idle    (rings not believed)
///   │ ├──── receiver up before 8 s without a ring: talking (answered, broken)
///   │ └──── down ────┐                      │ 4 h: ended ────────▶ idle    (receiver not believed)
///   └ receiver up ▶ lifted ── 3 s ──▶ talking (outgoing)
///                     └────── ring ──▶ talking (it came as somebody lifted)
/// ```
///
/// Bounce, the pauses of a cadence and the hook flash of a transfer are no change
/// (``LineLimits``). A signal counts only after a while, a ring sooner than a receiver that was put
/// down: so what counts waits until it is known that nothing came before it, and is taken in the
/// order in which it happened. Every ring is thereby part of exactly one call, also one that comes
/// as soon as the receiver is down, and a machine that was stopped for an hour finds the same calls
/// as one that was not (F59).
struct LineWatch: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case idle
        case ringing(LineCall)
        case lifted(since: Instant)
        case talking(LineCall)
    }

    /// A signal that changed, and when it truly did.
    private struct Change: Hashable, Sendable {
        var moment: Moment
        var isOn: Bool
    }

    let line: TelephoneLine

    private var ring = SignalFilter(riseTime: LineLimits.ring, fallTime: LineLimits.ringPause)
    private var hook = SignalFilter(riseTime: LineLimits.lift, fallTime: LineLimits.hangUp)
    /// What counts and was not taken yet; a second of it at most.
    private var changes: [Change] = []
    private var state = State.idle
    private var isRinging = false
    /// When the last ring stopped, while there is none.
    private var quietSince: Instant?
    /// Since when the receiver is up.
    private var upSince: Instant?
    private var raised: Set<Condition> = []
    private var names: StationRandom

    init(_ line: TelephoneLine, seed: UInt64) {
        self.line = line
        names = StationRandom(seed: seed, stream: 16 + UInt64(line.rawValue))
    }

    /// The call that is going on.
    var call: LineCall? {
        switch state {
        case .ringing(let call), .talking(let call): call
        case .idle, .lifted: nil
        }
    }

    /// The call that is going on is the one of this name, which a power cut broke in two.
    mutating func rename(to id: CallID) {
        switch state {
        case .ringing(var call):
            call.id = id
            call.isBroken = true
            state = .ringing(call)
        case .talking(var call):
            call.id = id
            call.isBroken = true
            state = .talking(call)
        case .idle, .lifted:
            break
        }
    }

    mutating func readRing(_ isOn: Bool, at now: Instant) -> [LineChange] {
        let changes = settle(to: now)
        ring.read(isOn, at: now)
        return changes + settle(to: now)
    }

    mutating func readHook(_ isUp: Bool, at now: Instant) -> [LineChange] {
        let changes = settle(to: now)
        hook.read(isUp, at: now)
        return changes + settle(to: now)
    }

    // MARK: The order of what happens

    /// When time alone makes the next change.
    var nextDeadline: Instant? {
        let next = nextMoment.flatMap { isKnown($0) ? $0.instant : nil }
        return [ring.deadline, hook.deadline, next].compactMap { $0 }.min()
    }

    /// Takes all steps that are due, one after the other.
    mutating func settle(to now: Instant) -> [LineChange] {
        if let deadline = hook.deadline, !(now < deadline) {
            let moment = Moment(instant: hook.change(), source: .receiver)
            changes.append(Change(moment: moment, isOn: hook.isOn))
        }
        if let deadline = ring.deadline, !(now < deadline) {
            let source: Moment.Source = ring.isOn ? .quiet : .ring
            let moment = Moment(instant: ring.change(), source: source)
            changes.append(Change(moment: moment, isOn: ring.isOn))
        }
        var found: [LineChange] = []
        while let next = nextMoment, !(now < next.instant), isKnown(next) {
            found += take(next)
            found += beginIfRinging(at: next.instant)
        }
        return found
    }

    private var nextMoment: Moment? {
        let deadlines = [stateDeadline, silenceDeadline, contradictionDeadline].compactMap { $0 }
            .map { Moment(instant: $0, source: .time) }
        return (deadlines + changes.map(\.moment)).min()
    }

    /// Whether nothing that is not known yet can have come before `moment`.
    private func isKnown(_ moment: Moment) -> Bool {
        let open = [
            hook.openSince.map { Moment(instant: $0, source: .receiver) },
            ring.openSince.map { Moment(instant: $0, source: ring.isOn ? .quiet : .ring) },
        ]
        return open.allSatisfy { $0.map { moment < $0 } ?? true }
    }

    private mutating func take(_ moment: Moment) -> [LineChange] {
        if let place = changes.firstIndex(where: { $0.moment == moment }) {
            let change = changes.remove(at: place)
            guard moment.source == .receiver else {
                isRinging = change.isOn
                quietSince = change.isOn ? nil : moment.instant
                return []
            }
            return change.isOn ? lift(moment.instant) : hangUp(moment.instant)
        }
        if moment.instant == stateDeadline { return endState(at: moment.instant) }
        if moment.instant == silenceDeadline { return endSilence() }
        return set(.lineContradicting, true)
    }

    // MARK: The ring

    /// Whenever it rings and no call goes on, one begins.
    private mutating func beginIfRinging(at instant: Instant) -> [LineChange] {
        guard isRinging, !raised.contains(.lineRingsOn) else { return [] }
        switch state {
        case .idle:
            return begin(at: instant)
        case .lifted:
            // It came as somebody lifted the receiver, and is answered by that.
            return begin(at: instant, answered: instant)
        case .ringing, .talking:
            return []
        }
    }

    /// It has not rung for long.
    private mutating func endSilence() -> [LineChange] {
        guard let since = quietSince else { return [] }
        quietSince = nil
        let changes = set(.lineRingsOn, false) + set(.lineContradicting, false)
        guard case .ringing(let call) = state else { return changes }
        return changes + end(call, at: since)
    }

    // MARK: The receiver

    private mutating func lift(_ since: Instant) -> [LineChange] {
        upSince = since
        switch state {
        case .ringing(var call):
            call.answered = since
            state = .talking(call)
            return [.answered(call)]
        case .idle where raised.contains(.lineRingsOn):
            // Somebody rings so long, and is answered: no call from the desk, which nobody would log.
            return begin(at: since, answered: since)
        case .idle, .lifted, .talking:
            state = .lifted(since: since)
            return []
        }
    }

    private mutating func hangUp(_ since: Instant) -> [LineChange] {
        upSince = nil
        let changes = set(.lineOffHook, false) + set(.lineContradicting, false)
        switch state {
        case .talking(let call):
            return changes + end(call, at: since)
        case .lifted:
            state = .idle
            return changes
        case .idle, .ringing:
            return changes
        }
    }

    // MARK: Calls

    private mutating func begin(
        at instant: Instant,
        isOutgoing: Bool = false,
        answered: Instant? = nil
    ) -> [LineChange] {
        let call = LineCall(
            id: CallID(using: &names),
            line: line,
            began: instant,
            isOutgoing: isOutgoing,
            answered: answered,
            ended: nil,
            // With a receiver that is not believed nobody knows whether it is answered, and after a
            // ringing that was closed as missed nobody knows when it began.
            isBroken: raised.contains(.lineOffHook) || raised.contains(.lineRingsOn)
        )
        state = answered == nil ? .ringing(call) : .talking(call)
        return [.began(call)]
    }

    private mutating func end(_ call: LineCall, at instant: Instant) -> [LineChange] {
        var ended = call
        ended.ended = max(instant, call.answered ?? call.began)
        state = .idle
        return [.ended(ended)]
    }

    // MARK: What lasts too long

    private var stateDeadline: Instant? {
        switch state {
        case .ringing(let call): call.began + LineLimits.longestRing
        case .lifted(let since): since + LineLimits.outgoing
        case .talking(let call): (call.answered ?? call.began) + LineLimits.longestCall
        case .idle: nil
        }
    }

    private mutating func endState(at due: Instant) -> [LineChange] {
        switch state {
        case .ringing(var call):
            call.isBroken = true
            return end(call, at: due) + set(.lineRingsOn, true)
        case .lifted(let since):
            return begin(at: since, isOutgoing: true, answered: since)
        case .talking(var call):
            call.isBroken = true
            return end(call, at: due) + set(.lineOffHook, true)
        case .idle:
            return []
        }
    }

    private var silenceDeadline: Instant? {
        quietSince.map { $0 + LineLimits.silence }
    }

    private var contradictionDeadline: Instant? {
        guard let upSince, isRinging, !raised.contains(.lineContradicting) else { return nil }
        return upSince + LineLimits.contradiction
    }

    private mutating func set(_ condition: Condition, _ isRaised: Bool) -> [LineChange] {
        let isNews =
            isRaised ? raised.insert(condition).inserted : raised.remove(condition) != nil
        return isNews ? [.conditionChanged(condition, isRaised: isRaised)] : []
    }
}
