/// The way through the questions of the chosen kind.
extension VisitDialogue {
    /// The questions of the chosen kind; of a report before one is chosen.
    var questions: [Question] {
        questionnaire.questions(of: draft.kind ?? .report, by: draft.role)
    }

    /// The places that can be chosen; see ``VisitDraft/placesIsland(by:on:)``.
    var places: [Questionnaire.Place] {
        questionnaire.places(on: draft.placesIsland(by: questionnaire, on: island))
    }

    /// Whether the question of this number is asked after what was said so far.
    func isAsked(_ number: Int) -> Bool {
        guard !isAddition || canBeAdded(questions[number]) else { return false }
        return questionnaire.isAsked(
            number,
            in: questions,
            by: draft.answers,
            places: places.count,
            isCompletion: draft.isCompletion
        )
    }

    /// Whether something is added to a report or a request that did not break off, so that not
    /// everything is asked.
    var isAddition: Bool { draft.addedTo != nil && !draft.isCompletion }

    private func canBeAdded(_ question: Question) -> Bool {
        QuestionTarget(question.field, in: draft.kind ?? .report)?.isAddable == true
    }

    /// Whether the question of this number has an answer.
    func isAnswered(_ number: Int) -> Bool {
        questionnaire.isAnswered(number, in: questions, by: draft.answers)
    }

    /// The next question that was not asked yet, few people, or the read-back.
    mutating func goOn(
        after number: Int? = nil,
        preface: VisitPreface = .none,
        at now: Instant
    ) -> [VisitEffect] {
        if let number {
            draft.answers.pass(number)
            if !draft.isWarned, narrowing >= questionnaire.narrowingLimit {
                return enter(.step(.fewPeople(number)), preface: preface, at: now)
            }
        }
        let next = questions.indices.first { !draft.answers.isPassed($0) && isAsked($0) }
        if let next {
            return enter(.step(.question(VisitSpot(number: next))), preface: preface, at: now)
        }
        let explained =
            draft.kind == .advice && !draft.isExplained && draft.role == .citizen
        draft.isExplained = true
        return enter(
            .step(.readBack),
            preface: explained ? .advice : preface,
            at: now
        )
    }

    /// The question before the one of this number, or before the read-back; else the kind.
    mutating func goBack(before number: Int, at now: Instant) -> [VisitEffect] {
        guard let last = questions.indices.prefix(number).last(where: { isAsked($0) }) else {
            return enter(.step(stepBeforeQuestions), at: now)
        }
        draft.answers.pass(last, false)
        return enter(.step(.question(VisitSpot(number: last))), at: now)
    }

    /// What comes before the first question; where answers are added to what did not break off, the
    /// questions are the beginning.
    private var stepBeforeQuestions: VisitStep {
        guard draft.role == .worker else { return .kind }
        guard isAddition else { return .information }
        return draft.kind == .report ? .danger : .readBack
    }

    /// What `key` does at a question where something is chosen, or nothing where it is refused.
    mutating func answerChoice(
        _ key: Key,
        at spot: VisitSpot,
        now: Instant
    ) -> [VisitEffect]? {
        let question = questions[spot.number]
        switch (key, question.kind) {
        case (.star, _) where spot.page > 0:
            return enter(.step(.question(spot.turned(to: 0))), at: now)
        case (.star, _):
            return spot.isChange
                ? enter(.step(.readBack), at: now) : goBack(before: spot.number, at: now)
        case (.square, .several):
            return goOn(after: spot.number, at: now)
        case (.square, _):
            // On the way forward it keeps what was answered before; only a change takes it away.
            if spot.isChange {
                draft.answers[spot.number] = 0
            }
            return goOn(after: spot.number, at: now)
        case (_, .place):
            return choosePlace(key, at: spot, now: now)
        default:
            return chooseOption(key, of: question, at: spot, now: now)
        }
    }

    private mutating func chooseOption(
        _ key: Key,
        of question: Question,
        at spot: VisitSpot,
        now: Instant
    ) -> [VisitEffect]? {
        guard let list = questionnaire.list(of: question) else { return nil }
        let offered = list.choices(inGroup: spot.page)
        guard let choice = choice(key, of: offered) else { return nil }
        let digit = Int(key.rawValue)
        if choice.choices != nil {
            answeredAt = now
            return enter(.step(.question(spot.turned(to: digit))), at: now)
        }
        let option = CodeOption(group: spot.page, digit: digit)
        guard question.kind == .several else {
            draft.answers.choose(option, for: spot.number)
            answeredAt = now
            return goOn(after: spot.number, at: now)
        }
        let isMarked = draft.answers.toggle(option, for: spot.number)
        return say(
            [.prompt(choice.prompt)] + phrases([isMarked ? .marked : .unmarked, .goOnWith]),
            at: now
        )
    }

    private mutating func choosePlace(
        _ key: Key,
        at spot: VisitSpot,
        now: Instant
    ) -> [VisitEffect]? {
        let places = places
        let first = spot.page * VisitLimits.placesOnPage
        if key == .four, places.count > VisitLimits.placesOnPage {
            let next = first + VisitLimits.placesOnPage < places.count ? spot.page + 1 : 0
            answeredAt = now
            return enter(.step(.question(spot.turned(to: next))), at: now)
        }
        let offered = Array(places.indices.dropFirst(first).prefix(VisitLimits.placesOnPage))
        guard let place = choice(key, of: offered) else { return nil }
        draft.answers[spot.number] = UInt32(place) + 1
        answeredAt = now
        return goOn(after: spot.number, at: now)
    }

    // MARK: Few people

    /// How far the exact answers narrow down who is meant (R56).
    var narrowing: Int {
        let questions = questions
        return questions.indices.reduce(0) { sum, number in
            sum + (isNarrowing(number, in: questions) ? questions[number].weight ?? 0 : 0)
        }
    }

    /// Whether an answer is exact and counts.
    private func isNarrowing(_ number: Int, in questions: [Question]) -> Bool {
        guard questions[number].weight != nil, isAsked(number), isAnswered(number) else {
            return false
        }
        switch questions[number].kind {
        case .choice:
            // A choice that stands for a whole group says little.
            guard let option = draft.answers.option(number),
                let choice = questionnaire.list(of: questions[number])?.choice(option)
            else { return false }
            return choice.choices == nil && !Code.vague.contains(choice.code)
        case .several:
            return questionnaire.codes(of: number, in: questions, by: draft.answers)
                .contains { !Code.vague.contains($0) }
        case .number, .digits, .letters, .place:
            return true
        }
    }

    /// What `key` does where the answers point to few people, or nothing where it is refused.
    mutating func answerFewPeople(
        _ key: Key,
        after number: Int,
        at now: Instant
    ) -> [VisitEffect]? {
        switch key {
        case .one:
            draft.isWarned = true
            answeredAt = now
            return goOn(at: now)
        case .two:
            makeCoarse()
            draft.isWarned = true
            answeredAt = now
            return goOn(at: now)
        case .star:
            return goBack(before: number + 1, at: now)
        default:
            return nil
        }
    }

    /// Replaces every exact choice that counts by its group, and takes away what is no choice.
    ///
    /// A choice without a group stays: the class of the reporter hangs on it (Art. 4.8(3); R15).
    private mutating func makeCoarse() {
        let questions = questions
        for number in questions.indices where isNarrowing(number, in: questions) {
            if questions[number].isEntry {
                let slot = Questionnaire.entry(of: number, in: questions)
                draft.answers.entries[slot] = KeyedText()
            } else if questions[number].kind == .choice {
                draft.answers.choose(draft.answers.option(number)?.coarse, for: number)
            } else {
                draft.answers[number] = 0
            }
        }
    }
}

extension Code {
    /// Answers that point to nobody.
    fileprivate static let vague: Set<Code> = [
        Code(rawValue: "unknown"), Code(rawValue: "other-or-none"),
    ]
}

extension VisitSpot {
    /// The same question with another group or page.
    func turned(to page: Int) -> VisitSpot {
        var spot = self
        spot.page = page
        return spot
    }
}
