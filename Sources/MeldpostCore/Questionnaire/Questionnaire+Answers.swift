/// What the answers of a visit mean by this questionnaire.
extension Questionnaire {
    /// How many questions one kind of visit can have: as many as a draft has room for.
    static let questionLimit = VisitAnswers.capacity

    /// The code list of a question.
    func list(of question: Question) -> CodeList? {
        question.list.flatMap { lists[$0] }
    }

    /// The codes that `answers` give to a question, in the order of the list.
    func codes(of number: Int, in questions: [Question], by answers: VisitAnswers) -> [Code] {
        let question = questions[number]
        guard let list = list(of: question) else { return [] }
        switch question.kind {
        case .choice:
            guard let option = answers.option(number) else { return [] }
            return list.choice(option).map { [$0.code] } ?? []
        case .several:
            return answers.marks(number).compactMap { list.choice($0)?.code }
        case .number, .digits, .letters, .place:
            return []
        }
    }

    /// The slot of a keyed answer: the keyed questions are counted in their order.
    static func entry(of number: Int, in questions: [Question]) -> Int {
        questions[..<number].count { $0.isEntry }
    }

    /// Whether a question has an answer.
    func isAnswered(_ number: Int, in questions: [Question], by answers: VisitAnswers) -> Bool {
        questions[number].isEntry
            ? !answers.entries[Self.entry(of: number, in: questions)].isEmpty
            : answers[number] != 0
    }

    /// Whether a question is asked after `answers`.
    ///
    /// A place is asked only where there is a list for the island; a condition on a question that is
    /// not asked itself finds it unanswered. In a completion the report may have what is left open
    /// now: there a condition holds too while every question that decides it is open.
    func isAsked(
        _ number: Int,
        in questions: [Question],
        by answers: VisitAnswers,
        places: Int,
        isCompletion: Bool = false
    ) -> Bool {
        let question = questions[number]
        if question.kind == .place, places == 0 { return false }
        return holds(
            question.when,
            before: number,
            in: questions,
            by: answers,
            places: places,
            isCompletion: isCompletion
        )
    }

    /// Whether all of `conditions` hold, looking only at the questions before `number`.
    func holds(
        _ conditions: [Question.Condition]?,
        before number: Int,
        in questions: [Question],
        by answers: VisitAnswers,
        places: Int,
        isCompletion: Bool = false
    ) -> Bool {
        (conditions ?? []).allSatisfy { condition in
            let found = condition.alternatives.map { alternative in
                holds(
                    alternative,
                    before: number,
                    in: questions,
                    by: answers,
                    places: places,
                    isCompletion: isCompletion
                )
            }
            return found.contains(true) || isCompletion && found.allSatisfy { $0 == nil }
        }
    }

    /// Whether one condition holds; nothing where its question is asked and an answer to it would
    /// still decide.
    private func holds(
        _ condition: Question.Condition,
        before number: Int,
        in questions: [Question],
        by answers: VisitAnswers,
        places: Int,
        isCompletion: Bool
    ) -> Bool? {
        guard let earlier = questions[..<number].firstIndex(where: { $0.field == condition.field })
        else { return false }
        let isAsked = isAsked(
            earlier,
            in: questions,
            by: answers,
            places: places,
            isCompletion: isCompletion
        )
        let isAnswered = isAsked && isAnswered(earlier, in: questions, by: answers)
        if condition.codes == nil, isAnswered == (condition.isAnswered ?? true) { return true }
        guard isAnswered else { return isAsked ? nil : false }
        let given = codes(of: earlier, in: questions, by: answers)
        return given.contains { condition.codes?.contains($0) == true }
    }

    /// The places of an island, in the order of the file.
    func places(on island: String) -> [Place] {
        places.filter { $0.island == island }
    }
}
