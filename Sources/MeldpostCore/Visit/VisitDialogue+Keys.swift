extension VisitDialogue {
    /// A key: it silences the voice at once and counts once.
    mutating func press(_ key: Key, at now: Instant, context: VisitContext) -> [VisitEffect] {
        let hush = hush()
        switch state {
        case .idle:
            return []
        case .over:
            return hush + [.soundErrorTone] + say(phrases([.hangUp]), at: now)
        case .storing(let storing) where !storing.isAttended:
            return []
        case .storing:
            // It is on its way and cannot be taken back.
            return hush + [.soundErrorTone] + say(phrases([.storing]), at: now)
        case .attending(let scene), .pausing(let scene):
            quiet = .zero
            keys += 1
            guard keys <= VisitLimits.keys else {
                return hush + [.soundErrorTone]
                    + leave(scene, preface: [.tooManyKeys], at: now, context: context)
            }
            let isPausing = state == .pausing(scene)
            let effects =
                isPausing
                ? answerPause(key, of: scene, at: now, context: context)
                : answer(key, to: scene, at: now, context: context)
            guard let effects else {
                return hush + [.soundErrorTone] + sayAgain(preface: [.refusedKey], at: now)
            }
            return hush + [.soundKeyTone] + effects
        }
    }

    /// What `key` does where the visitor was asked whether to stop, or nothing where it is refused.
    private mutating func answerPause(
        _ key: Key,
        of scene: VisitScene,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect]? {
        switch key {
        case .zero: sayAgain(preface: [.help], at: now)
        case .one, .star: enter(scene, at: now)
        case .two, .nine: leave(scene, at: now, context: context)
        case .three, .four, .five, .six, .seven, .eight, .square: nil
        }
    }

    /// What `key` does in `scene`, or nothing where it is refused.
    private mutating func answer(
        _ key: Key,
        to scene: VisitScene,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect]? {
        switch (scene, key) {
        case (_, .zero):
            return sayAgain(preface: scene == .language ? [] : [.help], at: now)
        case (_, .nine):
            return leave(scene, at: now, context: context)
        case (.language, .star):
            // There is nothing before it: it is said again.
            return sayAgain(at: now)
        case (.language, _):
            guard let language = choice(key, of: languages) else { return nil }
            draft = VisitDraft(language: language, at: context.claimedTime)
            guard context.isIntakePossible else { return enter(.refusal, at: now) }
            return enter(.step(.danger), preface: phrases(welcome), at: now)
        case (.refusal, .star):
            draft = .blank
            return enter(.language, at: now)
        case (.refusal, .square):
            return leave(scene, at: now, context: context)
        case (.failure, .one):
            return submit(isAttended: true, at: now, context: context)
        case (.failure, .two):
            return leave(scene, at: now, context: context)
        case (.step(let step), _):
            return answer(key, to: step, at: now, context: context)
        case (.refusal, _), (.failure, _):
            return nil
        }
    }

    private mutating func answer(
        _ key: Key,
        to step: VisitStep,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect]? {
        if key == .star {
            return goBack(from: step, at: now)
        }
        switch step {
        case .danger, .change(.danger):
            guard let answer = choice(key, of: [.yes, .no, .unknown] as [TriState]) else {
                return nil
            }
            return takeDanger(answer, isChange: step != .danger, at: now)
        case .urgentOffer:
            switch key {
            case .one: return submit(isAttended: true, at: now, context: context)
            case .two: return enter(.step(.topic(.procedure)), preface: phrases(toldBegin), at: now)
            default: return nil
            }
        case .topic(let topic):
            return key == .square ? enter(.step(topic.next), at: now) : nil
        case .kind, .change(.kind):
            guard let kind = choice(key, of: VisitDraft.Kind.allCases) else { return nil }
            return choose(kind, isChange: step != .kind, at: now)
        case .question(let number):
            guard answerQuestion(number, with: key) else { return nil }
            return enterQuestion(number + 1, at: now)
        case .change(.question(let number)):
            guard answerQuestion(number, with: key) else { return nil }
            return enter(.step(.readBack), at: now)
        case .readBack:
            if key == .square {
                return submit(isAttended: true, at: now, context: context)
            }
            return item(key).map { enter(.step(.change($0)), at: now) }
        }
    }

    private mutating func goBack(from step: VisitStep, at now: Instant) -> [VisitEffect] {
        switch step {
        case .danger:
            draft = .blank
            return enter(.language, at: now)
        case .urgentOffer, .topic(.procedure):
            return enter(.step(.danger), at: now)
        case .topic(.personalData):
            return enter(.step(.topic(.procedure)), at: now)
        case .topic(.inspection):
            return enter(.step(.topic(.personalData)), at: now)
        case .kind:
            return enter(.step(.topic(.inspection)), at: now)
        case .question(0):
            return enter(.step(.kind), at: now)
        case .question(let number):
            return enter(.step(.question(number - 1)), at: now)
        case .readBack:
            let last = questionCount - 1
            return enter(.step(last < 0 ? .kind : .question(last)), at: now)
        case .change:
            return enter(.step(.readBack), at: now)
        }
    }

    /// Takes the answer about danger; what leaving does depends on it, so a change is announced.
    private mutating func takeDanger(
        _ answer: TriState,
        isChange: Bool,
        at now: Instant
    ) -> [VisitEffect] {
        let wasSentOnLeaving = draft.isSentOnLeaving
        draft.danger = answer
        if isChange {
            let preface = answer == .yes ? leavingInDanger : wasSentOnLeaving ? [.leaving] : []
            return enter(.step(.readBack), preface: phrases(preface), at: now)
        }
        if answer == .yes {
            if draft.kind == .advice {
                // The offer that follows is a report, and the announcement must be true until the
                // visitor chooses again.
                draft.forgetKind()
            }
            return enter(.step(.urgentOffer), at: now)
        }
        let preface = (wasSentOnLeaving ? [.leaving] : []) + toldBegin
        return enter(.step(.topic(.procedure)), preface: phrases(preface), at: now)
    }

    /// What leaving does while somebody is in danger.
    private var leavingInDanger: [VisitPrompt] {
        [draft.kind == .advice ? .adviceLeaving : .dangerAnnouncement]
    }

    private mutating func choose(
        _ kind: VisitDraft.Kind,
        isChange: Bool,
        at now: Instant
    ) -> [VisitEffect] {
        if isChange, draft.kind == kind {
            return enter(.step(.readBack), at: now)
        }
        draft.choose(kind)
        // What leaving does depends on the choice, so it is said again.
        let preface = draft.danger == .yes ? leavingInDanger : []
        return enterQuestion(0, preface: preface + [.questionsBegin], at: now)
    }

    private mutating func enterQuestion(
        _ number: Int,
        preface: [VisitPrompt] = [],
        at now: Instant
    ) -> [VisitEffect] {
        if number < questionCount {
            return enter(.step(.question(number)), preface: phrases(preface), at: now)
        }
        return enter(.step(.readBack), preface: phrases(preface + anonymity), at: now)
    }

    /// Takes `key` as the answer to the question `number`; false where it is none.
    private mutating func answerQuestion(_ number: Int, with key: Key) -> Bool {
        guard keysOfChoices(of: number).contains(key.rawValue) else { return false }
        draft[number] = key.rawValue
        return true
    }

    /// The element that `key` names when they are counted from one.
    private func choice<Element>(_ key: Key, of elements: [Element]) -> Element? {
        let offset = Int(key.rawValue) - 1
        return elements.indices.contains(offset) ? elements[offset] : nil
    }

    /// The answer that `key` names in the read-back: the questions, then danger, then the kind.
    private func item(_ key: Key) -> VisitStep.Change? {
        guard key != .square else { return nil }
        return choice(key, of: readBackItems)
    }
}

extension ToldContent.Topic {
    /// What comes after this topic.
    var next: VisitStep {
        switch self {
        case .procedure: .topic(.personalData)
        case .personalData: .topic(.inspection)
        case .inspection: .kind
        }
    }
}
