extension WorkerDialogue {
    /// When time alone matters next.
    public var nextDeadline: Instant? {
        let intake = intakes.compactMap(\.nextDeadline).min()
        guard let own = stateDeadline else { return intake }
        return intake.map { min($0, own) } ?? own
    }

    private var stateDeadline: Instant? {
        switch state {
        case .idle: nil
        case .number, .pin: saidAt + WorkerLimits.silence
        case .checking(_, _, let since): since + WorkerLimits.check
        case .signedIn(_, .waiting(let wait)): wait.since + WorkerLimits.storing
        case .signedIn(_, .menu), .signedIn(_, .intake): keyedAt + WorkerLimits.signedIn
        case .signedIn: min(saidAt + WorkerLimits.silence, keyedAt + WorkerLimits.signedIn)
        }
    }

    /// Does what is due at `now`.
    public mutating func advance(to now: Instant, context: WorkerContext) -> [WorkerEffect] {
        let effects = advanceIntakes(to: now, context: context)
        guard let deadline = stateDeadline, !(now < deadline) else { return effects }
        return effects + proceed(to: now, context: context)
    }

    private mutating func proceed(to now: Instant, context: WorkerContext) -> [WorkerEffect] {
        switch state {
        case .idle:
            return []
        case .number, .pin:
            guard times < WorkerLimits.times, now < keyedAt + WorkerLimits.signedIn else {
                return signOut([.givenUp], at: now, context: context)
            }
            times += 1
            return sayAgain(at: now, context: context)
        case .checking:
            return signOut([.failed], at: now, context: context)
        case .signedIn(let worker, .waiting(let wait)):
            // A machine that stood still finds both over at once.
            guard now < keyedAt + WorkerLimits.signedIn else {
                return signOut([.signedOut], at: now, context: context)
            }
            return enter(.menu, of: worker, preface: wait.unanswered, at: now, context: context)
        case .signedIn(let worker, let place):
            guard now < keyedAt + WorkerLimits.signedIn else {
                return signOut([.signedOut], at: now, context: context)
            }
            switch place {
            case .menu, .intake: return []
            default: break
            }
            guard times < WorkerLimits.times else {
                return enter(
                    .menu,
                    of: worker,
                    preface: [.worker(.givenUp)],
                    at: now,
                    context: context
                )
            }
            times += 1
            return sayAgain(at: now, context: context)
        }
    }
}
