extension Questionnaire {
    /// Checks that the station can work with this questionnaire.
    public func validate() throws(QuestionnaireRefusal) {
        try check(name: version, at: .version)
        try check(name: textVersion, at: .textVersion)
        let spoken = languages.map(\.language)
        guard (1...4).contains(spoken.count), Set(spoken).count == spoken.count else {
            throw QuestionnaireRefusal(key: .languages, rule: .notOneToFour)
        }
        for language in spoken {
            guard let text = days[language], text.isWhole else {
                throw QuestionnaireRefusal(key: .days(language), rule: .notADayText)
            }
        }
        var known: Set<PromptID> = []
        for prompt in VisitPrompt.allCases {
            let rule = TextRule(hotline: prompt.island.map(TextRule.hotline(of:)))
            try check(prompt.id, by: rule, at: .prompt(prompt.id))
            known.insert(prompt.id)
        }
        try check(reportQuestions, of: .report, needing: (.reporter, "professional"), &known)
        try check(reportQuestions, of: .report, needing: (.minors, "yes"), &known)
        try check(adviceQuestions, of: .adviceRequest, needing: nil, &known)
        guard known.isSuperset(of: prompts.keys) else {
            throw QuestionnaireRefusal(key: .prompts, rule: .unknownText)
        }
    }

    private func check(
        _ prompt: PromptID,
        by rule: TextRule = TextRule(),
        at key: QuestionnaireRefusal.Key
    ) throws(QuestionnaireRefusal) {
        let texts = prompts[prompt] ?? [:]
        guard Set(texts.keys) == Set(languages.map(\.language)) else {
            throw QuestionnaireRefusal(key: key, rule: .languageMissing)
        }
        for text in texts.values {
            if let broken = rule.refusal(of: text) {
                throw QuestionnaireRefusal(key: key, rule: broken)
            }
        }
    }

    private func check<Field>(
        _ questions: [Question<Field>],
        of kind: RecordKind,
        needing needed: (field: Field, code: String)?,
        _ known: inout Set<PromptID>
    ) throws(QuestionnaireRefusal) {
        guard questions.count == Field.allCases.count,
            Set(questions.map(\.field)).count == questions.count
        else { throw QuestionnaireRefusal(key: .questions(kind), rule: .fieldsNotSix) }
        for (offset, question) in questions.enumerated() {
            let key = QuestionnaireRefusal.Key.question(kind, offset + 1)
            for prompt in [question.prompt, question.label] {
                try check(prompt, at: key)
                known.insert(prompt)
            }
            guard (1...4).contains(question.choices.count) else {
                throw QuestionnaireRefusal(key: key, rule: .notOneToFour)
            }
            guard question.choices.map({ Int($0.key) }) == Array(1...question.choices.count) else {
                throw QuestionnaireRefusal(key: key, rule: .keysNotInOrder)
            }
            let codes = question.choices.map(\.code.rawValue)
            guard Set(codes).count == codes.count else {
                throw QuestionnaireRefusal(key: key, rule: .codeTwice)
            }
            if let needed, needed.field == question.field, !codes.contains(needed.code) {
                throw QuestionnaireRefusal(key: key, rule: .codeMissing)
            }
            for (number, choice) in question.choices.enumerated() {
                let key = QuestionnaireRefusal.Key.choice(kind, offset + 1, number + 1)
                try check(name: choice.code.rawValue, at: key)
                try check(choice.prompt, at: key)
                known.insert(choice.prompt)
            }
        }
    }

    /// A version or a code: it stands in records, so it must be short and plain.
    private func check(
        name: String,
        at key: QuestionnaireRefusal.Key
    ) throws(QuestionnaireRefusal) {
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        }
        guard isPlain, (1...32).contains(name.utf8.count) else {
            throw QuestionnaireRefusal(key: key, rule: .notAName)
        }
    }
}

extension Questionnaire.DayText {
    /// Whether every month has a name and the pattern says day, month and year once each.
    fileprivate var isWhole: Bool {
        let names = months + [pattern]
        return months.count == 12 && Set(months).count == 12
            && names.allSatisfy { TextRule().refusal(of: $0) == nil }
            && ["{day}", "{month}", "{year}"].allSatisfy { pattern.ranges(of: $0).count == 1 }
    }
}

extension VisitPrompt {
    /// The island whose hotline this text tells.
    fileprivate var island: Island? {
        Island.allCases.first { VisitPrompt.reach(of: $0) == self }
    }
}
