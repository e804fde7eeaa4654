/// What is said at each place.
extension VisitDialogue {
    /// Goes to `scene` and says what is asked there, after `preface`.
    mutating func enter(
        _ scene: VisitScene,
        preface: [Phrase] = [],
        at now: Instant
    ) -> [VisitEffect] {
        state = .attending(scene)
        return say(preface + script(of: scene), at: now)
    }

    /// Says again what is asked here, after `preface`.
    mutating func sayAgain(preface: [VisitPrompt] = [], at now: Instant) -> [VisitEffect] {
        switch state {
        case .attending(let scene): say(phrases(preface) + script(of: scene), at: now)
        case .pausing: say(phrases(preface) + pauseScript, at: now)
        case .idle, .over, .storing: []
        }
    }

    mutating func say(_ phrases: [Phrase], at now: Instant) -> [VisitEffect] {
        let utterance = Utterance(language: draft.language ?? languages[0], phrases: phrases)
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

    private func script(of scene: VisitScene) -> [Phrase] {
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
            script(of: step)
        case .failure:
            phrases([.notStored]) + option(1, .again) + option(2, .giveUp)
        }
    }

    private func script(of step: VisitStep) -> [Phrase] {
        switch step {
        case .danger, .change(.danger):
            phrases([.danger]) + option(1, .yes) + option(2, .no) + option(3, .unknown)
        case .urgentOffer:
            phrases([.police, .dangerAnnouncement]) + option(1, .sendNow) + option(2, .answerFirst)
        case .topic(.procedure):
            phrases([.toldAdvice, .toldReport, .toldOthers])
        case .topic(.personalData):
            phrases([.toldKept, .toldPersons, .toldSource])
        case .topic(.inspection):
            phrases([.toldInspection])
        case .kind, .change(.kind):
            phrases(draft.danger == .yes ? [.kindDanger, .kind] : [.kind])
                + option(1, .report) + option(2, .advice)
        case .question(let number), .change(.question(let number)):
            draft.kind == .advice
                ? script(of: questionnaire.adviceQuestions[number])
                : script(of: questionnaire.reportQuestions[number])
        case .readBack:
            readBackScript
        }
    }

    private func script<Field>(of question: Question<Field>) -> [Phrase] {
        [.prompt(question.prompt)]
            + question.choices.flatMap { choice -> [Phrase] in
                [.prompt(choice.prompt), .prompt(.press), .number(Int(choice.key))]
            }
    }

    private var pauseScript: [Phrase] {
        phrases([.stillThere, mustSendOnLeaving ? .pauseSends : .pauseErases])
            + option(1, .goOn) + option(2, .stop)
    }

    /// "To …, press …", in every language before one is chosen.
    private func option(_ number: Int, _ prompt: VisitPrompt) -> [Phrase] {
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

    /// What this desk is, whether somebody listens, where to turn in danger, and how to leave (R49).
    ///
    /// It is short, because the question about danger comes after it.
    var welcome: [VisitPrompt] {
        [.welcome, .name(of: island), .purpose, .police, .leaving]
    }

    /// What comes before the three topics.
    var toldBegin: [VisitPrompt] {
        [.keys, .reach(of: island), .toldBegin]
    }

    // MARK: The questions

    /// How many questions the chosen kind has.
    var questionCount: Int {
        let count =
            draft.kind == .advice
            ? questionnaire.adviceQuestions.count : questionnaire.reportQuestions.count
        return min(count, VisitDraft.capacity)
    }

    /// The digits that answer the question `number`.
    func keysOfChoices(of number: Int) -> [UInt8] {
        draft.kind == .advice
            ? questionnaire.adviceQuestions[number].choices.map(\.key)
            : questionnaire.reportQuestions[number].choices.map(\.key)
    }

    /// Both kinds of anonymity, one sentence each (R34; DOMAIN 4.4).
    var anonymity: [VisitPrompt] {
        guard draft.kind == .report else { return [.anonymityAdvice] }
        let isProfessional = reporterClass == .professional
        return [isProfessional ? .anonymityProfessional : .anonymityPersons, .anonymityDesk]
    }

    private var reporterClass: ReporterClass {
        let questions = questionnaire.reportQuestions.prefix(VisitDraft.capacity)
        let number = questions.firstIndex { $0.field == .reporter }
        return ReporterClass(
            relation: number.flatMap { draft.code(of: $0, in: questionnaire.reportQuestions) }
        )
    }

    // MARK: The read-back

    /// What is read back, in the order of the digits by which it is changed.
    var readBackItems: [VisitStep.Change] {
        (0..<questionCount).map { .question($0) } + [.danger, .kind]
    }

    private var readBackScript: [Phrase] {
        phrases([.readBackBegin])
            + readBackItems.enumerated().flatMap { offset, item in
                [.number(offset + 1)] + readBack(item)
            }
            + phrases([.readBackChange, .readBackSend])
    }

    private func readBack(_ item: VisitStep.Change) -> [Phrase] {
        switch item {
        case .danger:
            phrases([.readBackDanger, draft.danger?.prompt ?? .readBackNone])
        case .kind:
            phrases([.readBackKind, draft.kind == .advice ? .advice : .report])
        case .question(let number):
            draft.kind == .advice
                ? readBack(number, of: questionnaire.adviceQuestions)
                : readBack(number, of: questionnaire.reportQuestions)
        }
    }

    private func readBack<Field>(_ number: Int, of questions: [Question<Field>]) -> [Phrase] {
        let question = questions[number]
        let choice = question.choices.first { $0.key == draft[number] }
        return [.prompt(question.label), .prompt(choice?.prompt ?? VisitPrompt.readBackNone.id)]
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
