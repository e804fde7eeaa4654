extension VisitDialogue {
    /// Hands the record to the journal; nothing is called stored before the answer (P1).
    mutating func submit(
        isAttended: Bool,
        preface: [VisitPrompt] = [],
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        // A later try is not a later receipt.
        let bound = context.earliestTime.hour
        draft.receive(by: bound)
        let storing = VisitStoring(
            since: now,
            earliest: draft.earliest ?? bound,
            isAttended: isAttended
        )
        state = .storing(storing)
        awaited.append(.current)
        draft.submissions = min(draft.submissions + 1, VisitLimits.submissions)
        let submission = VisitEffect.submit(draft.outcome(by: questionnaire, on: island))
        guard isAttended else {
            voice = .off
            return [submission]
        }
        // The answer may come at once, and what it says must come last.
        return say(phrases(preface + [.storing]), at: now) + [submission]
    }

    mutating func takeStored(at now: Instant, context: VisitContext) -> [VisitEffect] {
        guard takeAnswer(isStored: true, at: now) else { return [] }
        guard case .storing(let storing) = state, storing.phase == .answer else { return [] }
        forgetKept()
        guard storing.isAttended else { return end(in: .idle) }
        let last = say(storedPhrases(storing, context: context), at: now)
        return last + end(in: .over)
    }

    mutating func takeNotStored(at now: Instant) -> [VisitEffect] {
        guard takeAnswer(isStored: false, at: now) else { return [] }
        guard case .storing(var storing) = state, storing.phase == .answer else { return [] }
        if storing.isAttended {
            quiet = .zero
            return enter(.failure, at: now)
        }
        guard draft.submissions < VisitLimits.submissions else {
            leaveBehind(.retry(at: now + VisitLimits.retry))
            return end(in: .idle)
        }
        storing.phase = .retry(at: now + VisitLimits.retry)
        state = .storing(storing)
        return []
    }

    /// What is said when it is on disk: what happens next, and by when.
    private func storedPhrases(_ storing: VisitStoring, context: VisitContext) -> [Phrase] {
        let outcome = draft.outcome(by: questionnaire, on: island)
        guard draft.role == .citizen else { return workerPhrases(outcome, storing) }
        let isDanger = draft.danger == .yes
        var phrases: [Phrase] = []
        switch outcome.content {
        case .supportNeed(let need):
            phrases += self.phrases([.storedNeed, .storedSupport])
            phrases.append(.day(CivilDay(hour: storing.earliest)))
            phrases +=
                need.isInformationOnly
                ? self.phrases([.storedInformation])
                : deadline(of: .investigateNeed, from: storing, after: .investigateBy)
            if need.isShelterUrgent { phrases += self.phrases([.supportUrgent]) }
        case .report(let report):
            phrases += self.phrases([.stored])
            phrases += deadline(of: .decideOnSteps, from: storing, after: .decideBy)
            if report.isReporterUnknown { phrases += self.phrases([.noReach]) }
            if isDanger { phrases += self.phrases([.storedUrgent]) }
        default:
            phrases += self.phrases([.stored, .storedAdvice, .reach(of: island)])
        }
        // Only what is urgent goes out before everything else.
        if outcome.isUrgent, !context.isCentreReached {
            phrases.append(.prompt(.storedNotSent))
        }
        if isDanger {
            phrases += self.phrases(
                draft.kind == .advice ? [.police] : [.reach(of: island), .police]
            )
        }
        return phrases + self.phrases([.farewell])
    }

    /// What a worker hears of it: what the caller can be told.
    private func workerPhrases(_ outcome: VisitOutcome, _ storing: VisitStoring) -> [Phrase] {
        let urgent = outcome.isUrgent ? phrases([.storedUrgent]) : []
        guard case .report = outcome.content else { return urgent }
        return deadline(of: .decideOnSteps, from: storing, after: .decideBy) + urgent
    }

    /// The day on which a term ends, from the earliest possible receipt: early, never late.
    private func deadline(
        of term: LegalTerm,
        from storing: VisitStoring,
        after prompt: VisitPrompt
    ) -> [Phrase] {
        let end = storing.earliest.start + term.duration
        return [.prompt(prompt), .day(CivilDay(hour: end.hour))]
    }
}
