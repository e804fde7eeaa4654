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
        case .zero: return sayAgain(preface: [.help], at: now)
        case .one, .star:
            // A `#` out of habit must not answer what is asked again now.
            answeredAt = now
            return enter(scene, at: now)
        case .two, .nine: return leave(scene, at: now, context: context)
        case .three, .four, .five, .six, .seven, .eight, .square: return nil
        }
    }

    /// What `key` does in `scene`, or nothing where it is refused.
    private mutating func answer(
        _ key: Key,
        to scene: VisitScene,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect]? {
        let confirmed = answeredAt
        answeredAt = nil
        if case .step = scene, isConfirmation(key, of: confirmed, at: now) {
            return sayAgain(isWhole: true, at: now)
        }
        if let spot = keyedSpot(of: scene) {
            return answerEntry(key, at: spot, now: now)
        }
        if case .step(.pick(let sofar)) = scene {
            return pick(key, after: sofar, at: now)
        }
        switch (scene, key) {
        case (_, .zero):
            let help: [VisitPrompt] = scene == .language ? [] : [.help]
            return sayAgain(preface: help, isWhole: true, at: now)
        case (_, .nine):
            return leave(scene, at: now, context: context)
        case (.language, .star):
            // There is nothing before it: it is said again.
            return sayAgain(at: now)
        case (.language, _):
            guard let language = choice(key, of: languages) else { return nil }
            draft = VisitDraft(language: language, at: context.claimedTime)
            guard context.isIntakePossible else { return enter(.refusal, at: now) }
            answeredAt = now
            return enter(.step(.danger), preface: .welcome(context.presence), at: now)
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

    /// Whether a `#` only confirms the digit before it, which was taken already.
    private func isConfirmation(_ key: Key, of answered: Instant?, at now: Instant) -> Bool {
        // A worker keys fast, and every key does what is said of it.
        guard key == .square, draft.role == .citizen, let answered else { return false }
        return now - answered < VisitLimits.confirmation
    }

    /// The question at which digits or letters are keyed.
    private func keyedSpot(of scene: VisitScene) -> VisitSpot? {
        guard case .step(.question(let spot)) = scene, questions[spot.number].isEntry else {
            return nil
        }
        return spot
    }

    private mutating func answer(
        _ key: Key,
        to step: VisitStep,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect]? {
        switch step {
        case .question(let spot):
            return answerChoice(key, at: spot, now: now)
        case .fewPeople(let number):
            return answerFewPeople(key, after: number, at: now)
        case .pick(let sofar):
            return pick(key, after: sofar, at: now)
        default:
            break
        }
        if key == .star {
            return goBack(from: step, at: now)
        }
        switch step {
        case .danger where key == .square && draft.isCompletion,
            .changeDanger where key == .square && draft.isCompletion:
            // The report may have it; what is said again would start a term of its own.
            return takeDanger(nil, isChange: step != .danger, at: now)
        case .danger, .changeDanger:
            guard let answer = choice(key, of: [.yes, .no, .unknown] as [TriState]) else {
                return nil
            }
            answeredAt = now
            return takeDanger(answer, isChange: step != .danger, at: now)
        case .urgentOffer:
            switch key {
            case .one:
                return submit(isAttended: true, at: now, context: context)
            case .two:
                answeredAt = now
                return enter(.step(.topic(.procedure)), preface: .told, at: now)
            default:
                return nil
            }
        case .topic(let topic):
            return key == .square ? enter(.step(topic.next), at: now) : nil
        case .information:
            return answerInformation(key, at: now, context: context)
        case .kind, .changeKind:
            guard let kind = choice(key, of: kinds) else { return nil }
            answeredAt = now
            return choose(kind, isChange: step != .kind, at: now)
        case .readBack:
            return answerReadBack(key, at: now, context: context)
        case .question, .fewPeople, .pick:
            preconditionFailure("these were answered above")
        }
    }

    private mutating func answerReadBack(
        _ key: Key,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect]? {
        switch key {
        case .square:
            return submit(isAttended: true, at: now, context: context)
        case .one:
            answeredAt = now
            return enter(.step(.pick(0)), at: now)
        case .two:
            let open = openQuestions
            guard !open.isEmpty else { return nil }
            for number in open {
                draft.answers.pass(number, false)
            }
            answeredAt = now
            return goOn(at: now)
        default:
            return nil
        }
    }

    private mutating func goBack(from step: VisitStep, at now: Instant) -> [VisitEffect] {
        switch step {
        case .danger where draft.role == .worker:
            // There is nothing before it: it is said again.
            return sayAgain(at: now)
        case .danger:
            draft = .blank
            return enter(.language, at: now)
        case .information:
            return enter(.step(.danger), at: now)
        case .urgentOffer, .topic(.procedure):
            return enter(.step(.danger), at: now)
        case .topic(.personalData):
            return enter(.step(.topic(.procedure)), at: now)
        case .topic(.inspection):
            return enter(.step(.topic(.personalData)), at: now)
        case .kind:
            return enter(.step(.topic(.inspection)), at: now)
        case .readBack:
            return goBack(before: questions.count, at: now)
        case .changeDanger, .changeKind:
            return enter(.step(.readBack), at: now)
        case .question, .fewPeople, .pick:
            preconditionFailure("these go back by themselves")
        }
    }

    /// The element that `key` names when they are counted from one.
    func choice<Element>(_ key: Key, of elements: [Element]) -> Element? {
        guard key != .star, key != .square else { return nil }
        let offset = Int(key.rawValue) - 1
        return elements.indices.contains(offset) ? elements[offset] : nil
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
