/// What is said at each place.
extension VisitDialogue {
    /// Goes to `scene` and says what is asked there, after `preface`.
    mutating func enter(
        _ scene: VisitScene,
        preface: VisitPreface = .none,
        at now: Instant
    ) -> [VisitEffect] {
        state = .attending(scene)
        tap = nil
        self.preface = preface
        let effects = say(phrases(of: preface) + script(of: scene), at: now)
        notePreface()
        return effects
    }

    /// Says again what is asked here, after `first`.
    ///
    /// The preface of the place comes with it as long as it was not heard to its end, and always
    /// where the whole is asked for: a habit or a wrong key cuts the voice off, and must not lose
    /// an announcement.
    mutating func sayAgain(
        preface first: [VisitPrompt] = [],
        isWhole: Bool = false,
        at now: Instant
    ) -> [VisitEffect] {
        switch state {
        case .attending(let scene):
            let isPrefaceSaid = isWhole || prefaceUttered != nil
            let before = isPrefaceSaid ? phrases(of: preface) : []
            let script = script(of: scene, isRepeated: true)
            let effects = say(phrases(first) + before + script, at: now)
            if isPrefaceSaid { notePreface() }
            return effects
        case .pausing:
            return say(phrases(first) + pauseScript, at: now)
        case .idle, .over, .storing:
            return []
        }
    }

    mutating func say(_ phrases: [Phrase], at now: Instant) -> [VisitEffect] {
        uttered += 1
        let utterance = Utterance(
            number: uttered,
            language: draft.language ?? languages[0],
            phrases: phrases
        )
        // Bytes are counted quickly, and there are never fewer of them than of characters.
        let length = questionnaire.text(of: utterance).utf8.count
        voice = .speaking(overdueAt: now + VisitLimits.speaking(characters: length))
        return [.say(utterance)]
    }

    /// The texts in the language of the visit, or in every language before one is chosen.
    func phrases(_ prompts: [VisitPrompt]) -> [Phrase] {
        guard draft.language == nil else { return prompts.map { .prompt($0) } }
        return languages.flatMap { language in
            prompts.map { .promptIn($0.id, language) }
        }
    }

    private func script(of scene: VisitScene, isRepeated: Bool = false) -> [Phrase] {
        switch scene {
        case .language:
            languages.enumerated().flatMap { offset, language -> [Phrase] in
                [
                    .promptIn(VisitPrompt.languageName.id, language),
                    .promptIn(VisitPrompt.press.id, language),
                    .numberIn(offset + 1, language),
                ]
            }
        case .refusal:
            phrases([.notPossible, .reach(of: island), .police])
        case .step(let step):
            script(of: step, isRepeated: isRepeated)
        case .failure:
            phrases([.notStored]) + option(1, .again) + option(2, .giveUp)
        }
    }

    private func script(of step: VisitStep, isRepeated: Bool) -> [Phrase] {
        switch step {
        case .danger, .changeDanger:
            phrases([.danger]) + option(1, .yes) + option(2, .no) + option(3, .unknown)
                + (draft.isCompletion ? phrases([.leaveOpen]) : [])
        case .urgentOffer:
            phrases([.police, .dangerAnnouncement]) + option(1, .sendNow) + option(2, .answerFirst)
        case .topic(.procedure):
            phrases([.toldAdvice, .toldReport, .toldOthers])
        case .topic(.personalData):
            phrases([.toldKept, .toldPersons, .toldSource])
        case .topic(.inspection):
            phrases([.toldInspection])
        case .information:
            informationScript(isRepeated: isRepeated)
        case .kind, .changeKind:
            kindScript
        case .question(let spot):
            script(of: spot, isRepeated: isRepeated)
        case .fewPeople:
            phrases([.fewPeople]) + option(1, .keepExact) + option(2, .makeCoarse)
        case .readBack:
            readBackScript
        case .pick(let sofar):
            phrases([.pick]) + (sofar > 0 ? [.number(sofar)] : [])
        }
    }

    private var kindScript: [Phrase] {
        phrases(draft.danger == .yes ? [.kindDanger, .kind] : [.kind])
            + option(1, .report) + option(2, .advice)
            + (isSupportOffered ? option(3, .support) : [])
    }

    private var pauseScript: [Phrase] {
        phrases([.stillThere, mustSendOnLeaving ? pauseSends : .pauseErases])
            + option(1, .goOn) + option(2, .stop)
    }

    private var pauseSends: VisitPrompt {
        draft.kind == .support ? .pauseSendsSupport : .pauseSends
    }

    /// "To …, press …", in every language before one is chosen.
    func option(_ number: Int, _ prompt: VisitPrompt) -> [Phrase] {
        guard draft.language == nil else {
            return [.prompt(prompt), .prompt(.press), .number(number)]
        }
        return languages.flatMap { language -> [Phrase] in
            [
                .promptIn(prompt.id, language), .promptIn(VisitPrompt.press.id, language),
                .numberIn(number, language),
            ]
        }
    }

    // MARK: The beginning

    /// What this desk is, whether somebody is here, and where to turn in danger.
    ///
    /// It is short, because the question about danger comes after it. Where the desk keeps office
    /// hours, the police route comes before anything else unless somebody is here (R49).
    func welcome(_ presence: DeskPresence) -> [Phrase] {
        let hasOfficeHours = island != .bonaire
        var first: [Phrase] = []
        var then: [Phrase] = []
        switch presence {
        case .here:
            then = [.prompt(.present)]
        case .away(let opening):
            let until: [Phrase] = [
                .prompt(.absent), .prompt(.opensOn), .weekday(opening.weekday),
                .prompt(.opensAt), .hour(opening.hour),
            ]
            first = hasOfficeHours ? [.prompt(.policeRoute)] + until : []
            then = hasOfficeHours ? [] : until
        case .unknown:
            first = hasOfficeHours ? [.prompt(.policeRoute), .prompt(.presenceUnknown)] : []
            then = hasOfficeHours ? [] : [.prompt(.presenceUnknown)]
        }
        return first + phrases([.welcome, .name(of: island)]) + then
            + phrases([.purpose, .police])
    }

    /// What comes before the three topics: how to leave, before anything is answered that leaving
    /// erases.
    ///
    /// In danger, what leaving does was announced already.
    var toldBegin: [VisitPrompt] {
        [.keys] + (draft.danger == .yes ? [] : [.leaving]) + [.reach(of: island), .toldBegin]
    }
}

extension Phrase {
    /// A text that every questionnaire has.
    static func prompt(_ prompt: VisitPrompt) -> Phrase {
        .prompt(prompt.id)
    }
}

extension TriState {
    /// How the answer is called.
    var prompt: VisitPrompt {
        switch self {
        case .yes: .yes
        case .no: .no
        case .unknown: .unknown
        }
    }
}
