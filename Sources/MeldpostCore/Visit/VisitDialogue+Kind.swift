/// What the visitor wants to do, and what leaving does then.
extension VisitDialogue {
    /// What can be done here, in the order of the digits.
    ///
    /// A need for support is offered where it can be sealed to the executive (R84). The fourth place
    /// is kept for hearing about an earlier report.
    var kinds: [VisitKind] {
        isSupportOffered ? [.report, .advice, .support] : [.report, .advice]
    }

    /// Takes the answer about danger, or leaves it open where a report is completed; what leaving does
    /// depends on it, so a change is announced.
    mutating func takeDanger(
        _ answer: TriState?,
        isChange: Bool,
        at now: Instant
    ) -> [VisitEffect] {
        let wasSentOnLeaving = draft.isSentOnLeaving
        draft.danger = answer
        if draft.role == .worker {
            guard !isChange else { return enter(.step(.readBack), at: now) }
            return isAddition ? goOn(at: now) : enter(.step(.information), at: now)
        }
        if isChange {
            let isSaid = answer == .yes || wasSentOnLeaving
            return enter(.step(.readBack), preface: isSaid ? .leaving : .none, at: now)
        }
        if answer == .yes {
            var preface = VisitPreface.none
            if draft.kind != nil, draft.kind != .report {
                // The offer that follows is a report, and the announcement must be true until the
                // visitor chooses again.
                preface = draft.hasAnswers ? .erased : .none
                draft.forgetKind()
            }
            return enter(.step(.urgentOffer), preface: preface, at: now)
        }
        return enter(.step(.topic(.procedure)), preface: .told, at: now)
    }

    /// What leaving does while somebody is in danger.
    var leavingInDanger: [VisitPrompt] {
        switch draft.kind {
        case .advice: [.adviceLeaving]
        case .support: [.supportLeaving]
        case .report, nil: [.dangerAnnouncement]
        }
    }

    mutating func choose(
        _ kind: VisitKind,
        isChange: Bool,
        at now: Instant
    ) -> [VisitEffect] {
        if isChange, draft.kind == kind {
            return enter(.step(.readBack), at: now)
        }
        let before = draft
        draft.choose(kind)
        for number in questions.indices {
            draft.answers.pass(number, false)
        }
        let isNew = before.kind != kind && before.hasAnswers
        let isCarried = carryAdvice(of: before)
        return goOn(preface: .kind(isCarried ? .carried : isNew ? .erased : .none), at: now)
    }

    /// Takes over what was answered for advice and is asked of a report in the same way (R1);
    /// whether there was anything.
    ///
    /// It is not asked again. Who asks and why belong to the request alone.
    private mutating func carryAdvice(of before: VisitDraft) -> Bool {
        guard before.kind == .advice, draft.kind == .report else { return false }
        let asked = questionnaire.questions(of: .advice)
        var isCarried = false
        for (number, question) in questions.enumerated() where question.list != nil {
            guard case .report = QuestionTarget(question.field, in: .report),
                let place = asked.firstIndex(where: {
                    $0.field == question.field && $0.kind == question.kind
                        && $0.list == question.list
                }),
                questionnaire.isAsked(place, in: asked, by: before.answers, places: 0),
                before.answers[place] != 0
            else { continue }
            draft.answers[number] = before.answers[place]
            draft.answers.pass(number)
            isCarried = true
        }
        return isCarried
    }

    /// What becomes of the answers given before, and what leaving does now, which depends on the
    /// choice.
    func kindBegin(_ answers: VisitPreface.Answers) -> [VisitPrompt] {
        let before: [VisitPrompt] =
            switch answers {
            case .none: []
            case .erased: [.answersErased]
            case .carried: [.answersCarried]
            }
        return before + (draft.danger == .yes ? leavingInDanger : [])
            + (draft.kind == .support ? [.supportOther] : []) + [.questionsBegin]
    }
}
