extension VisitDialogue {
    /// When time alone matters next.
    public var nextDeadline: Instant? {
        guard let stateDeadline else { return leftDeadline }
        return leftDeadline.map { min($0, stateDeadline) } ?? stateDeadline
    }

    private var stateDeadline: Instant? {
        switch state {
        case .idle, .over:
            return nil
        case .attending, .pausing:
            // A worker listens to the caller: no silence is too long here.
            return draft.role == .worker ? nil : voiceDeadline
        case .storing(let storing):
            if case .retry(let instant) = storing.phase { return instant }
            let overdue = storing.since + VisitLimits.storing
            guard storing.isAttended, let reminder = voiceDeadline else { return overdue }
            return min(overdue, reminder)
        }
    }

    /// Does what is due at `now`.
    public mutating func advance(to now: Instant, context: VisitContext) -> [VisitEffect] {
        guard let deadline = nextDeadline, deadline <= now else { return [] }
        isSupportOffered = context.isSupportPossible
        var effects = submitLeft(at: now)
        if let stateDeadline, stateDeadline <= now {
            effects += proceed(to: now, context: context)
        }
        return effects + keepDraft()
    }

    private mutating func proceed(to now: Instant, context: VisitContext) -> [VisitEffect] {
        switch state {
        case .idle, .over:
            return []
        case .storing(let storing):
            return advance(storing, to: now, context: context)
        case .attending(let scene):
            guard let silence = silence(at: now) else {
                return endUtterance(isHeard: false, at: now, context: context)
            }
            if silence >= VisitLimits.silenceBeforeEnd {
                return leave(scene, at: now, context: context)
            }
            quiet = silence
            guard silence >= VisitLimits.silenceBeforeOffer else { return sayAgain(at: now) }
            state = .pausing(scene)
            return sayAgain(at: now)
        case .pausing(let scene):
            guard silence(at: now) != nil else {
                return endUtterance(isHeard: false, at: now, context: context)
            }
            return leave(scene, at: now, context: context)
        }
    }

    private mutating func advance(
        _ storing: VisitStoring,
        to now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        guard storing.phase == .answer else {
            return submit(isAttended: false, at: now, context: context)
        }
        guard now >= storing.since + VisitLimits.storing else {
            guard silence(at: now) != nil else {
                return endUtterance(isHeard: false, at: now, context: context)
            }
            return say(phrases([.storing]), at: now)
        }
        leaveBehind(.answer)
        guard storing.isAttended else { return end(in: .idle) }
        let last = say(phrases([.storeUnknown, .reach(of: island), .farewell]), at: now)
        return last + end(in: .over)
    }

    // MARK: The voice

    /// The voice came to the end of the utterance `number`; an end that comes late, of another one,
    /// changes nothing.
    mutating func finishUtterance(
        _ number: UInt64,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        guard case .speaking = voice, number == uttered else { return [] }
        return endUtterance(isHeard: true, at: now, context: context)
    }

    /// The voice ended, or counts as broken; a topic counts as told only when it was heard.
    private mutating func endUtterance(
        isHeard: Bool,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        guard state != .over else {
            voice = .off
            return []
        }
        voice = .silent(since: now)
        if isHeard { noteHeard() }
        guard case .attending(.step(.topic(let topic))) = state else { return [] }
        if isHeard {
            draft.tell(topic, at: context.claimedTime)
        }
        return enter(.step(topic.next), at: now)
    }

    /// The silence since the last key, if the voice does not speak.
    private func silence(at now: Instant) -> Duration? {
        guard case .silent(let since) = voice else { return nil }
        return quiet + (now - since)
    }

    private var voiceDeadline: Instant? {
        switch voice {
        case .off:
            return nil
        case .speaking(let overdue):
            return overdue
        case .silent(let since):
            if case .pausing = state {
                return since + max(.zero, VisitLimits.silenceBeforeEnd - quiet)
            }
            return since + VisitLimits.silence
        }
    }

    /// Silences the voice if it speaks.
    mutating func hush() -> [VisitEffect] {
        guard case .speaking = voice else { return [] }
        voice = .off
        return [.hush]
    }
}
