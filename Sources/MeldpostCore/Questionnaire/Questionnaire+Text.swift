extension Questionnaire {
    /// The text of an utterance on one line.
    ///
    /// Every phrase is a sentence of its own: a number or a day closes with a full stop. A text that
    /// is missing in its language is taken from another one (F26); a validated questionnaire misses
    /// none.
    public func text(of utterance: Utterance) -> String {
        var text = ""
        for phrase in utterance.phrases {
            let sentence = self.text(of: phrase, in: utterance.language)
            guard !sentence.isEmpty else { continue }
            text += text.isEmpty ? sentence : " " + sentence
        }
        return text
    }

    /// The text of a phrase.
    public func text(of phrase: Phrase, in language: Language) -> String {
        switch phrase {
        case .prompt(let prompt): text(of: prompt, in: language)
        case .promptIn(let prompt, let own): text(of: prompt, in: own)
        case .number(let number), .numberIn(let number, _): "\(number)."
        case .digit(let digit): "\(digit)."
        case .letter(let letter): letter.text + "."
        case .day(let day): text(of: day, in: language) + "."
        case .weekday(let weekday): text(of: weekday, in: language) + "."
        case .hour(let hour): text(ofHour: hour, in: language) + "."
        case .place(let place): (places.first { $0.id == place }?.name ?? place.rawValue) + "."
        }
    }

    private func text(of prompt: PromptID, in language: Language) -> String {
        guard let texts = prompts[prompt] else { return "" }
        if let text = texts[language] { return text }
        return Language.allCases.lazy.compactMap { texts[$0] }.first ?? ""
    }

    /// A day in words, or in digits where the language has no words for it.
    private func text(of day: CivilDay, in language: Language) -> String {
        guard let words = days[language], words.months.indices.contains(day.month - 1) else {
            return "\(day.month)-\(day.day)"
        }
        return words.pattern
            .replacing("{day}", with: "\(day.day)")
            .replacing("{month}", with: words.months[day.month - 1])
    }

    private func text(of weekday: Weekday, in language: Language) -> String {
        let offset = Int(weekday.rawValue) - 1
        guard let words = days[language], words.weekdays.indices.contains(offset) else {
            return "\(weekday.rawValue)"
        }
        return words.weekdays[offset]
    }

    private func text(ofHour hour: UInt8, in language: Language) -> String {
        days[language]?.hour.replacing("{hour}", with: "\(hour)") ?? "\(hour)"
    }
}
