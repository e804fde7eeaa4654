extension Questionnaire {
    /// Checks that the station can work with this questionnaire.
    ///
    /// - Throws: the first rule that is broken, with its place.
    public func validate() throws(QuestionnaireRefusal) {
        try check(name: version, at: .version)
        try check(name: textVersion, at: .textVersion)
        guard narrowingLimit > 0 else {
            throw QuestionnaireRefusal(key: .narrowingLimit, rule: .weightWrong)
        }
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
        for prompt in WorkerPrompt.allCases {
            try check(prompt.id, at: .prompt(prompt.id))
            known.insert(prompt.id)
        }
        try checkLists(&known)
        let sets = VisitRole.allCases.flatMap { role in role.kinds.map { (kind: $0, role: role) } }
        for set in sets {
            try checkQuestions(of: set.kind, by: set.role, &known)
        }
        try checkPlaces()
        guard known.isSuperset(of: prompts.keys) else {
            throw QuestionnaireRefusal(key: .prompts, rule: .unknownText)
        }
        let used = sets.flatMap { questions(of: $0.kind, by: $0.role).compactMap(\.list) }
        for name in lists.keys.sorted() where !used.contains(name) {
            throw QuestionnaireRefusal(key: .list(name), rule: .listUnused)
        }
    }

    private func checkLists(_ known: inout Set<PromptID>) throws(QuestionnaireRefusal) {
        for (name, list) in lists.sorted(by: { $0.key < $1.key }) {
            try check(name: name, at: .list("?"))
            try check(name: list.version, at: .list(name))
            var number = 0
            guard (1...4).contains(list.choices.count) else {
                throw QuestionnaireRefusal(key: .list(name), rule: .notOneToFour)
            }
            for choice in list.choices {
                for (depth, each) in ([choice] + (choice.choices ?? [])).enumerated() {
                    number += 1
                    let key = QuestionnaireRefusal.Key.choice(name, number)
                    try check(name: each.code.rawValue, at: key)
                    try check(each.prompt, at: key)
                    known.insert(each.prompt)
                    guard let inner = each.choices else { continue }
                    guard depth == 0 else {
                        throw QuestionnaireRefusal(key: key, rule: .groupInGroup)
                    }
                    guard (1...4).contains(inner.count) else {
                        throw QuestionnaireRefusal(key: key, rule: .notOneToFour)
                    }
                }
            }
            guard Set(list.codes).count == list.codes.count else {
                throw QuestionnaireRefusal(key: .list(name), rule: .codeTwice)
            }
        }
    }

    private func checkPlaces() throws(QuestionnaireRefusal) {
        guard Set(places.map(\.id)).count == places.count else {
            throw QuestionnaireRefusal(key: .place(places.count), rule: .placeUnknown)
        }
        for (offset, place) in places.enumerated() {
            let key = QuestionnaireRefusal.Key.place(offset + 1)
            try check(name: place.id.rawValue, at: key)
            guard Island(code: place.island) != nil,
                places(on: place.island).count <= VisitLimits.places,
                place.name.count <= 40, TextRule().refusal(of: place.name) == nil
            else { throw QuestionnaireRefusal(key: key, rule: .placeUnknown) }
        }
    }

    /// Checks the text of a prompt in every language.
    func check(
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
    /// Whether every name is there and every pattern says its parts once each.
    fileprivate var isWhole: Bool {
        let names = months + weekdays + [pattern, hour]
        return months.count == 12 && Set(months).count == 12
            && weekdays.count == 7 && Set(weekdays).count == 7
            && names.allSatisfy { TextRule().refusal(of: $0) == nil }
            && ["{day}", "{month}"].allSatisfy { pattern.ranges(of: $0).count == 1 }
            && hour.ranges(of: "{hour}").count == 1
    }
}

extension VisitPrompt {
    /// The island whose hotline this text tells.
    fileprivate var island: Island? {
        Island.allCases.first { VisitPrompt.reach(of: $0) == self }
    }
}
