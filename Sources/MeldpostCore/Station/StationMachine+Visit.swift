extension StationMachine {
    /// Tells the visit what happened.
    mutating func tellVisit(_ input: VisitInput) -> [Effect] {
        perform(visit.handle(input, at: now, context: visitContext))
    }

    /// Lets time pass in the visit.
    mutating func proceedVisit() -> [Effect] {
        guard let deadline = visit.nextDeadline, !(now < deadline) else { return [] }
        return perform(visit.advance(to: now, context: visitContext))
    }

    /// Records became possible or impossible, or did not change.
    mutating func changeIntake() -> [Effect] {
        let isPossible = isJournalOpen && hasRecipients == true
        guard isPossible != isIntakePossible else { return [] }
        isIntakePossible = isPossible
        return tellVisit(.intakeChanged(isPossible: isPossible))
    }

    /// The journal answered the record number `ticket` of a visit.
    mutating func answerVisit(_ answer: VisitInput, for ticket: UInt64) -> [Effect] {
        visitAnswers.take(answer, for: ticket).flatMap { tellVisit($0) }
    }

    private var visitContext: VisitContext {
        VisitContext(
            claimedTime: time.claimed(at: now),
            earliestTime: time.earliest(at: now),
            isIntakePossible: isIntakePossible,
            isSupportPossible: isSupportPossible,
            isCentreReached: isCentreReached,
            presence: configuration.opening.presence(
                at: time.reckoned(at: now),
                trust: time.trust(at: now)
            )
        )
    }

    private mutating func perform(_ decisions: [VisitEffect]) -> [Effect] {
        decisions.flatMap { decision -> [Effect] in
            switch decision {
            case .say(let utterance): [.say(utterance)]
            case .hush: [.hush]
            case .soundKeyTone: [.soundKeyTone]
            case .soundErrorTone: [.soundErrorTone]
            case .submit(let outcome): submit(outcome, replacesDraft: !visit.isDraftLeft)
            case .submitAgain(let outcome, let replacesDraft):
                submit(outcome, replacesDraft: replacesDraft)
            case .saveDraft(let outcome): isJournalOpen ? saveDraft(outcome) : []
            case .eraseDraft: [.eraseDraft(.kiosk)]
            case .visitEnded: []
            }
        }
    }

    private mutating func submit(_ outcome: VisitOutcome, replacesDraft: Bool) -> [Effect] {
        guard isJournalOpen else {
            lastTicket += 1
            visitAnswers.expect(lastTicket)
            return answerVisit(.recordNotStored(.other), for: lastTicket)
        }
        let effects = store(outcome, replacesDraft: replacesDraft)
        visitAnswers.expect(lastTicket)
        return effects
    }

    /// Keeps a draft, with the bound beside it, as with a record.
    private mutating func saveDraft(_ outcome: VisitOutcome) -> [Effect] {
        [
            .saveDraft(request(of: outcome, ticket: 0)),
            .saveTimeBound(time.boundToSave(at: now)),
        ]
    }
}
