/// One telephone line: its two signals become calls.
///
/// ```
///          ring              receiver up            receiver down
///  idle ─────────▶ ringing ──────────────▶ talking ──────────────▶ idle    (ended)
///   │ ▲               │ 8 s without a ring: missed ──────────────▶ idle    (ended)
///   │ │               └ 10 min of ringing: missed ─▶ deaf ─ 8 s without a ring ▶ idle
///   │ └──── down ────┐
///   └ receiver up ▶ lifted ── 3 s ──▶ talking (outgoing)
///                     talking for 4 h: ended ─▶ stuckUp ── receiver down ──▶ idle
/// ```
///
/// Bounce, the pauses of a cadence and the hook flash of a transfer are no change
/// (``LineLimits``). A signal is settled step by step in the order of time, so that a machine that
/// was stopped for an hour finds the same calls as one that was not (F59).
struct LineWatch: Hashable, Sendable {
    private enum State: Hashable, Sendable {
        case idle
        case ringing(LineCall)
        case lifted(since: Instant)
        case talking(LineCall)
        case deaf
        case stuckUp
    }

    let line: TelephoneLine

    private var ring = SignalFilter(riseTime: LineLimits.ring, fallTime: LineLimits.ringPause)
    private var hook = SignalFilter(riseTime: LineLimits.lift, fallTime: LineLimits.hangUp)
    private var state = State.idle
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
        case .idle, .lifted, .deaf, .stuckUp: nil
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
        case .idle, .lifted, .deaf, .stuckUp:
            break
        }
    }

    mutating func readRing(_ isOn: Bool, at now: Instant) -> [LineChange] {
        let changes = settle(to: now)
        ring.read(isOn, at: now)
        return changes
    }

    mutating func readHook(_ isUp: Bool, at now: Instant) -> [LineChange] {
        let changes = settle(to: now)
        hook.read(isUp, at: now)
        return changes
    }

    /// When time alone makes the next change.
    var nextDeadline: Instant? {
        [ring.deadline, hook.deadline, stateDeadline, silenceDeadline, contradictionDeadline]
            .compactMap { $0 }.min()
    }

    /// Takes all steps that are due, one after the other.
    mutating func settle(to now: Instant) -> [LineChange] {
        var changes: [LineChange] = []
        while let due = nextDeadline, !(now < due) {
            changes += step(at: due)
        }
        return changes
    }

    private mutating func step(at due: Instant) -> [LineChange] {
        // At one moment the receiver goes before the ring, and both before what time alone ends.
        if let deadline = hook.deadline, !(due < deadline) {
            let since = hook.change()
            return hook.isOn ? lift(since) : hangUp(since)
        }
        if let deadline = ring.deadline, !(due < deadline) {
            let since = ring.change()
            return ring.isOn ? beginRing(since) : endRing(since)
        }
        if let deadline = stateDeadline, !(due < deadline) {
            return endState(at: due)
        }
        if let since = quietSince, let deadline = silenceDeadline, !(due < deadline) {
            quietSince = nil
            return endSilence(since)
        }
        return set(.lineContradicting, true)
    }

    // MARK: The ring

    private mutating func beginRing(_ since: Instant) -> [LineChange] {
        quietSince = nil
        guard case .idle = state else { return [] }
        return begin(at: since, isOutgoing: false)
    }

    private mutating func endRing(_ since: Instant) -> [LineChange] {
        quietSince = since
        return []
    }

    /// It has not rung since `since`, which is long.
    private mutating func endSilence(_ since: Instant) -> [LineChange] {
        var changes = set(.lineRingsOn, false) + set(.lineContradicting, false)
        switch state {
        case .ringing(let call): changes += end(call, at: since)
        case .deaf: state = .idle
        case .idle, .lifted, .talking, .stuckUp: break
        }
        return changes
    }

    // MARK: The receiver

    private mutating func lift(_ since: Instant) -> [LineChange] {
        upSince = since
        switch state {
        case .ringing(var call):
            call.answered = max(since, call.began)
            state = .talking(call)
            return [.answered(call)]
        case .idle, .deaf:
            state = .lifted(since: since)
            return []
        case .lifted, .talking, .stuckUp:
            return []
        }
    }

    private mutating func hangUp(_ since: Instant) -> [LineChange] {
        upSince = nil
        var changes = set(.lineOffHook, false) + set(.lineContradicting, false)
        switch state {
        case .talking(let call): changes += end(call, at: since)
        case .lifted, .stuckUp: state = .idle
        case .idle, .ringing, .deaf: break
        }
        guard case .idle = state else { return changes }
        if raised.contains(.lineRingsOn) {
            state = .deaf
        } else if ring.isOn {
            changes += begin(at: since, isOutgoing: false)
        }
        return changes
    }

    // MARK: Calls

    private mutating func begin(at instant: Instant, isOutgoing: Bool) -> [LineChange] {
        let call = LineCall(
            id: CallID(using: &names),
            line: line,
            began: instant,
            isOutgoing: isOutgoing,
            answered: isOutgoing ? instant : nil,
            ended: nil,
            isBroken: false
        )
        state = isOutgoing ? .talking(call) : .ringing(call)
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
        // By then it is known whether the receiver was put down before.
        case .lifted(let since): since + LineLimits.outgoing + LineLimits.hangUp
        case .talking(let call): (call.answered ?? call.began) + LineLimits.longestCall
        case .idle, .deaf, .stuckUp: nil
        }
    }

    private mutating func endState(at due: Instant) -> [LineChange] {
        switch state {
        case .ringing(var call):
            call.isBroken = true
            let changes = end(call, at: due)
            state = .deaf
            return changes + set(.lineRingsOn, true)
        case .lifted(let since):
            return begin(at: since, isOutgoing: true)
        case .talking(var call):
            call.isBroken = true
            let changes = end(call, at: due)
            state = .stuckUp
            return changes + set(.lineOffHook, true)
        case .idle, .deaf, .stuckUp:
            return []
        }
    }

    private var silenceDeadline: Instant? {
        quietSince.map { $0 + LineLimits.silence }
    }

    private var contradictionDeadline: Instant? {
        guard let upSince, hook.isOn, ring.isOn, !raised.contains(.lineContradicting) else {
            return nil
        }
        return upSince + LineLimits.contradiction
    }

    private mutating func set(_ condition: Condition, _ isRaised: Bool) -> [LineChange] {
        let isNews =
            isRaised ? raised.insert(condition).inserted : raised.remove(condition) != nil
        return isNews ? [.conditionChanged(condition, isRaised: isRaised)] : []
    }
}
