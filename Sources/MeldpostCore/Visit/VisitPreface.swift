/// What is said before the script of a place, because of the way that led there.
///
/// It is kept as long as the visit stands at the place, so that a key that cuts it off does not
/// lose it. It lies in place and is written again from the draft when it is said.
enum VisitPreface: Hashable, Sendable {
    /// Nothing.
    case none
    /// What this desk is, whether somebody is here, and where to turn in danger.
    case welcome(DeskPresence)
    /// Records are not possible any more.
    case intakeLost
    /// Records are possible again.
    case intakeBack
    /// How to leave, before anything is answered that leaving erases, and what will be told.
    case told
    /// What leaving does now, after the answer about danger was changed.
    case leaving
    /// What was answered is erased, because a report is offered.
    case erased
    /// What the choice of the kind means, and what became of the answers given before it.
    case kind(Answers)
    /// That advice asks nobody's name.
    case advice

    /// What became of the answers to the questions of another kind.
    enum Answers: Hashable, Sendable {
        /// There were none.
        case none
        /// They are erased.
        case erased
        /// Those are kept that a report asks too, and the others are erased (R1).
        case carried
    }
}

extension VisitDialogue {
    /// What `preface` says.
    func phrases(of preface: VisitPreface) -> [Phrase] {
        switch preface {
        case .none: []
        case .welcome(let presence): welcome(presence)
        case .intakeLost: phrases([.noLongerPossible])
        case .intakeBack: phrases([.possibleAgain])
        case .told: phrases(toldBegin)
        case .leaving: phrases(draft.danger == .yes ? leavingInDanger : [.leaving])
        case .erased: phrases([.answersErased])
        case .kind(let answers): phrases(kindBegin(answers))
        case .advice: phrases([.anonymityAdvice])
        }
    }

    /// Notes that the last utterance says the preface of this place.
    mutating func notePreface() {
        prefaceUttered = preface == .none ? nil : uttered
    }

    /// Notes that the last utterance was heard to its end.
    mutating func noteHeard() {
        if prefaceUttered == uttered {
            prefaceUttered = nil
        }
    }
}
