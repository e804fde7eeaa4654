/// What the visitor wants to do, and what leaving does then.
extension VisitDialogue {
    /// What can be done here, in the order of the digits.
    ///
    /// A need for support is offered where it can be sealed to the executive (R84). The fourth place
    /// is kept for hearing about an earlier report.
    var kinds: [VisitKind] {
        isSupportOffered ? [.report, .advice, .support] : [.report, .advice]
    }

    /// Takes the answer about danger; what leaving does depends on it, so a change is announced.
    mutating func takeDanger(
        _ answer: TriState,
        isChange: Bool,
        at now: Instant
    ) -> [VisitEffect] {
        let wasSentOnLeaving = draft.isSentOnLeaving
        draft.danger = answer
        if draft.role == .worker {
            return enter(.step(isChange ? .readBack : .information), at: now)
        }
        if isChange {
            let preface = answer == .yes ? leavingInDanger : wasSentOnLeaving ? [.leaving] : []
            return enter(.step(.readBack), preface: phrases(preface), at: now)
        }
        if answer == .yes {
            if draft.kind != nil, draft.kind != .report {
                // The offer that follows is a report, and the announcement must be true until the
                // visitor chooses again.
                draft.forgetKind()
            }
            return enter(.step(.urgentOffer), at: now)
        }
        return enter(.step(.topic(.procedure)), preface: phrases(toldBegin), at: now)
    }

    /// What leaving does while somebody is in danger.
    private var leavingInDanger: [VisitPrompt] {
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
        draft.choose(kind)
        for number in questions.indices {
            draft.answers.pass(number, false)
        }
        // What leaving does depends on the choice, so it is said again.
        var preface = draft.danger == .yes ? leavingInDanger : []
        if kind == .support { preface.append(.supportOther) }
        return goOn(preface: phrases(preface + [.questionsBegin]), at: now)
    }
}
