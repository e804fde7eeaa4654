/// The checks of the questions of one kind of visit.
extension Questionnaire {
    func checkQuestions(
        of kind: VisitKind,
        by role: VisitRole,
        _ known: inout Set<PromptID>
    ) throws(QuestionnaireRefusal) {
        let questions = questions(of: kind, by: role)
        guard (1...Self.questionLimit).contains(questions.count),
            questions.count(where: \.isEntry) <= KeyedTexts.capacity
        else { throw QuestionnaireRefusal(key: .questions(kind, role), rule: .tooMany) }
        for number in questions.indices {
            try check(number, in: questions, of: kind, by: role, &known)
        }
        for (field, codes) in Self.needed(in: kind, by: role) {
            guard let number = questions.firstIndex(where: { $0.field == field }) else {
                throw QuestionnaireRefusal(key: .questions(kind, role), rule: .fieldMissing)
            }
            let offered = list(of: questions[number])?.codes ?? []
            guard codes.allSatisfy({ offered.contains(Code(rawValue: $0)) }) else {
                throw QuestionnaireRefusal(
                    key: .question(kind, number + 1, role),
                    rule: .codeMissing
                )
            }
        }
    }

    /// What rules of the law hang on, so that it must be asked, with these codes.
    ///
    /// Source: R15 (class of the reporter), R11 (child abuse), R5 (structural unsafety), R34 (both
    /// kinds of anonymity), R88 and R90 (clock and urgency of a need), R6 (triage by a professional).
    private static func needed(
        in kind: VisitKind,
        by role: VisitRole
    ) -> [(field: String, codes: [String])] {
        switch kind {
        case .report:
            [
                ("reporter", ["victim", "perpetrator", "professional"]),
                ("minors", ["yes", "no", "unknown"]),
                ("structural", ["yes", "no", "unknown"]),
                ("anonymity", ["known", "unknown"]),
            ] + (role == .worker ? [("triage", ["immediate", "structural"])] : [])
        case .advice:
            [("asker", ["citizen", "professional"]), ("structural", ["yes", "no", "unknown"])]
        case .support:
            [("reason", ["information-only"]), ("shelter", ["violence", "trafficking", "no"])]
        }
    }

    private func check(
        _ number: Int,
        in questions: [Question],
        of kind: VisitKind,
        by role: VisitRole,
        _ known: inout Set<PromptID>
    ) throws(QuestionnaireRefusal) {
        let question = questions[number]
        let key = QuestionnaireRefusal.Key.question(kind, number + 1, role)
        func refuse(_ rule: QuestionnaireRefusal.Rule) -> QuestionnaireRefusal {
            QuestionnaireRefusal(key: key, rule: rule)
        }
        guard let target = QuestionTarget(question.field, in: kind),
            target.kinds.contains(question.kind)
        else { throw refuse(.fieldUnknown) }
        guard !questions[..<number].contains(where: { $0.field == question.field }) else {
            throw refuse(.fieldTwice)
        }
        for prompt in [question.prompt, question.label] + (question.notes ?? []).map(\.prompt) {
            try check(prompt, at: key)
            known.insert(prompt)
        }
        let isChosen = question.kind == .choice || question.kind == .several
        guard isChosen ? list(of: question) != nil : question.list == nil else {
            throw refuse(.listUnknown)
        }
        let longest = question.kind == .number ? 2 : KeyedText.capacity
        guard
            question.isEntry
                ? (1...longest).contains(question.length ?? 0) : question.length == nil
        else { throw refuse(.lengthWrong) }
        guard (1...9).contains(question.weight ?? 1) else { throw refuse(.weightWrong) }
        try check(question.when, of: number, in: questions, at: key)
        for note in question.notes ?? [] {
            try check(note.when, of: number, in: questions, at: key)
        }
        guard canBeAsked(number, in: questions) else { throw refuse(.unreachable) }
    }

    private func check(
        _ conditions: [Question.Condition]?,
        of number: Int,
        in questions: [Question],
        at key: QuestionnaireRefusal.Key
    ) throws(QuestionnaireRefusal) {
        for condition in (conditions ?? []).flatMap(\.alternatives) {
            let earlier = questions[..<number].first { $0.field == condition.field }
            guard let earlier, condition.codes != nil || condition.isAnswered != nil,
                condition.codes != [], condition.or == nil
            else { throw QuestionnaireRefusal(key: key, rule: .conditionUnknown) }
            let offered = list(of: earlier)?.codes ?? []
            guard (condition.codes ?? []).allSatisfy({ offered.contains($0) }) else {
                throw QuestionnaireRefusal(key: key, rule: .conditionUnknown)
            }
        }
    }

    /// Whether some answers lead to a question: its conditions must not contradict each other, nor
    /// those of the questions on which they hang.
    ///
    /// Every condition on the way is collected: from a field where one of some codes is needed, what
    /// is left of all of them together; where no answer is needed, no code may be.
    private func canBeAsked(_ number: Int, in questions: [Question]) -> Bool {
        canHold(questions[number].when ?? [], in: questions, codes: [:], answered: [:])
    }

    /// Whether `conditions` can all hold, each by one of its alternatives, with what is needed
    /// already.
    private func canHold(
        _ conditions: [Question.Condition],
        in questions: [Question],
        codes: [String: Set<Code>],
        answered: [String: Bool]
    ) -> Bool {
        var (codes, answered, waiting) = (codes, answered, conditions)
        while let condition = waiting.popLast() {
            if condition.or != nil {
                return condition.alternatives.contains { alternative in
                    canHold(
                        waiting + [alternative],
                        in: questions,
                        codes: codes,
                        answered: answered
                    )
                }
            }
            guard let earlier = questions.first(where: { $0.field == condition.field }) else {
                return false
            }
            let needsAnswer = condition.isAnswered ?? true
            if let before = answered[condition.field], before != needsAnswer { return false }
            answered[condition.field] = needsAnswer
            if let some = condition.codes {
                let before = codes[condition.field]
                let left = before.map { $0.intersection(some) } ?? Set(some)
                // Where several can be chosen, each condition may be met by another choice.
                codes[condition.field] = earlier.kind == .several ? Set(some) : left
                guard needsAnswer, earlier.kind == .several || !left.isEmpty else { return false }
            }
            if needsAnswer {
                waiting += earlier.when ?? []
            }
        }
        return true
    }
}
