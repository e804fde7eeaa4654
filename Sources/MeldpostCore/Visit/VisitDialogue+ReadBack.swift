/// What is said at a question, and what is read back.
extension VisitDialogue {
    /// Something that is read back and can be changed.
    enum ReadBackItem: Hashable, Sendable {
        case danger
        case kind
        /// A question that was answered.
        case question(Int)
    }

    /// What is said at a question; the habits are said where it is repeated, and otherwise once at
    /// the beginning.
    func script(of spot: VisitSpot, isRepeated: Bool) -> [Phrase] {
        let question = questions[spot.number]
        let notes = (question.notes ?? []).filter { note in
            spot.page == 0 && !spot.isChange
                && questionnaire.holds(
                    note.when,
                    before: spot.number,
                    in: questions,
                    by: draft.answers,
                    places: places.count
                )
        }
        let screening = spot.page == 0 ? screening(before: question) : []
        let start =
            screening + notes.map { Phrase.prompt($0.prompt) } + [.prompt(question.prompt)]
        switch question.kind {
        case .choice:
            return start + options(of: question, inGroup: spot.page)
                + (given(at: spot) ?? phrases(isRepeated ? [.leaveOpen] : []))
                + (spot.page > 0 ? phrases([.toList]) : [])
        case .several:
            let isMarked = isAnswered(spot.number) && (spot.page == 0 || isRepeated)
            return start + options(of: question, inGroup: spot.page)
                + (isMarked ? phrases([.keyed]) + answer(of: spot.number) : [])
                + phrases([.several]) + (spot.page > 0 ? phrases([.toList]) : [])
        case .place:
            return start + placeOptions(onPage: spot.page)
                + (given(at: spot) ?? phrases([.leaveOpen]))
        case .number, .digits, .letters:
            let slot = Questionnaire.entry(of: spot.number, in: questions)
            let isKeyed = !draft.answers.entries[slot].isEmpty
            return start + phrases([keyPrompt(of: question, at: spot, isRepeated: isRepeated)])
                + (isKeyed ? keyed(slot, of: question) : [])
        }
    }

    /// The answer that was given before, which `#` keeps; nothing where there is none, or where it is
    /// being changed.
    private func given(at spot: VisitSpot) -> [Phrase]? {
        guard !spot.isChange, isAnswered(spot.number) else { return nil }
        return phrases([.keyed]) + answer(of: spot.number) + phrases([.keepAnswer])
    }

    /// How to key the answer: in full where it is keyed for the first time, or repeated.
    private func keyPrompt(
        of question: Question,
        at spot: VisitSpot,
        isRepeated: Bool
    ) -> VisitPrompt {
        switch question.kind {
        case .letters: return .keyLetters
        case .number: return .keyNumber
        case .choice, .several, .digits, .place:
            let isKnown = questions.indices.prefix(spot.number).contains {
                questions[$0].kind == .digits && draft.answers.isPassed($0)
            }
            return isKnown && !isRepeated ? .keyDigitsShort : .keyDigits
        }
    }

    /// What was keyed so far.
    func keyed(_ slot: Int, of question: Question) -> [Phrase] {
        let text = draft.answers.entries[slot]
        guard !text.isEmpty else { return phrases([.keyedNone]) }
        return phrases([.keyed]) + signs(of: text, for: question)
    }

    private func signs(of text: KeyedText, for question: Question) -> [Phrase] {
        switch question.kind {
        case .number: [.number(text.number)]
        case .letters: text.letters.compactMap { $0.map { .letter($0) } }
        case .choice, .several, .digits, .place: text.digits.map { .digit($0) }
        }
    }

    private func options(of question: Question, inGroup group: Int) -> [Phrase] {
        let choices = questionnaire.list(of: question)?.choices(inGroup: group) ?? []
        return choices.enumerated().flatMap { offset, choice -> [Phrase] in
            [.prompt(choice.prompt), .prompt(.press), .number(offset + 1)]
        }
    }

    private func placeOptions(onPage page: Int) -> [Phrase] {
        let places = places
        let offered = places.dropFirst(page * VisitLimits.placesOnPage)
            .prefix(VisitLimits.placesOnPage)
        let options = offered.enumerated().flatMap { offset, place -> [Phrase] in
            [.place(place.id), .prompt(.press), .number(offset + 1)]
        }
        return options + (places.count > VisitLimits.placesOnPage ? option(4, .otherPlaces) : [])
    }

    // MARK: The read-back

    /// What is read back, in the order of the numbers by which it is changed.
    var readBackItems: [ReadBackItem] {
        let answered = questions.indices.filter { isAsked($0) && isAnswered($0) }
        return fixedItems + answered.map { .question($0) }
    }

    /// What is read back besides the questions: a worker chose the kind before.
    private var fixedItems: [ReadBackItem] {
        guard draft.role == .worker else { return [.danger, .kind] }
        return isAddition && draft.danger == nil ? [] : [.danger]
    }

    /// The questions that were left open and can still be answered.
    var openQuestions: [Int] {
        questions.indices.filter { isAsked($0) && !isAnswered($0) }
    }

    var readBackScript: [Phrase] {
        phrases([.readBackBegin])
            + readBackItems.enumerated().flatMap { offset, item in
                [.number(offset + 1)] + readBack(item)
            }
            + phrases([.readBackSend]) + option(1, .readBackChange)
            + (openQuestions.isEmpty ? [] : option(2, .readBackOpen))
    }

    private func readBack(_ item: ReadBackItem) -> [Phrase] {
        switch item {
        case .danger:
            phrases([.readBackDanger, draft.danger?.prompt ?? .readBackNone])
        case .kind:
            phrases([.readBackKind, draft.kind?.prompt ?? .report])
        case .question(let number):
            [.prompt(questions[number].label)] + answer(of: number)
        }
    }

    private func answer(of number: Int) -> [Phrase] {
        let question = questions[number]
        switch question.kind {
        case .choice:
            return prompts(of: draft.answers.option(number).map { [$0] } ?? [], of: question)
        case .several:
            return prompts(of: draft.answers.marks(number), of: question)
        case .place:
            let offset = Int(draft.answers[number]) - 1
            let places = places
            return places.indices.contains(offset)
                ? [.place(places[offset].id)] : phrases([.readBackNone])
        case .number, .digits, .letters:
            let slot = Questionnaire.entry(of: number, in: questions)
            return signs(of: draft.answers.entries[slot], for: question)
        }
    }

    private func prompts(of options: [CodeOption], of question: Question) -> [Phrase] {
        let list = questionnaire.list(of: question)
        return options.compactMap { list?.choice($0) }.map { .prompt($0.prompt) }
    }
}

extension VisitKind {
    /// How the choice is called.
    var prompt: VisitPrompt {
        switch self {
        case .report: .report
        case .advice: .advice
        case .support: .support
        }
    }
}
