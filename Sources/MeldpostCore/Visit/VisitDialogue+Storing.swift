extension VisitDialogue {
    /// Hands the record to the journal; nothing is called stored before the answer (P1).
    mutating func submit(
        isAttended: Bool,
        preface: [VisitPrompt] = [],
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        let storing = VisitStoring(
            since: now,
            earliest: context.earliestTime,
            isAttended: isAttended
        )
        state = .storing(storing)
        draft.submissions = min(draft.submissions + 1, VisitLimits.submissions)
        let submission = VisitEffect.submit(draft.outcome(by: questionnaire))
        guard isAttended else {
            voice = .off
            return [submission]
        }
        // The answer may come at once, and what it says must come last.
        return say(phrases(preface + [.storing]), at: now) + [submission]
    }

    mutating func takeStored(at now: Instant, context: VisitContext) -> [VisitEffect] {
        guard abandoned == 0 else {
            abandoned -= 1
            return []
        }
        guard case .storing(let storing) = state, storing.phase == .answer else { return [] }
        guard storing.isAttended else { return end(in: .idle) }
        let last = say(storedPhrases(storing, context: context), at: now)
        return last + end(in: .over)
    }

    mutating func takeNotStored(at now: Instant) -> [VisitEffect] {
        guard abandoned == 0 else {
            abandoned -= 1
            return []
        }
        guard case .storing(var storing) = state, storing.phase == .answer else { return [] }
        if storing.isAttended {
            quiet = .zero
            return enter(.failure, at: now)
        }
        guard draft.submissions < VisitLimits.submissions else { return end(in: .idle) }
        storing.phase = .retry(at: now + VisitLimits.retry)
        state = .storing(storing)
        return []
    }

    private func storedPhrases(_ storing: VisitStoring, context: VisitContext) -> [Phrase] {
        var phrases = phrases([.stored])
        if draft.kind == .advice {
            phrases += self.phrases([.storedAdvice, .reach(of: island)])
        } else {
            // The term of Art. 3.2(2)(b), from the earliest possible receipt: early, never late.
            let deadline = storing.earliest.hour.start + LegalTerm.decideOnSteps.duration
            phrases += [.prompt(.decideBy), .day(deadline.hour)]
        }
        if draft.danger == .yes {
            phrases.append(.prompt(.storedUrgent))
            if !context.isCentreReached {
                phrases.append(.prompt(.storedNotSent))
            }
            phrases += self.phrases(
                draft.kind == .advice ? [.police] : [.reach(of: island), .police]
            )
        }
        return phrases + self.phrases([.farewell])
    }
}
