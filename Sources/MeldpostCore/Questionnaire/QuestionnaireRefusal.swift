/// Why a questionnaire is refused: the place in the file and the rule, never a text of the file.
public struct QuestionnaireRefusal: Error, Hashable, Sendable {
    /// A place in the file.
    public enum Key: Hashable, Sendable {
        case version
        case textVersion
        case languages
        case days(Language)
        case prompts
        case narrowingLimit
        /// A text that every questionnaire must have.
        case prompt(PromptID)
        /// A code list by its name.
        case list(String)
        /// A choice of a code list, by its number from one in the order of the file, groups
        /// included.
        case choice(String, Int)
        /// The questions of one kind of record, as the visitor or a worker is asked.
        case questions(VisitKind, VisitRole = .citizen)
        /// A question, by its number from one.
        case question(VisitKind, Int, VisitRole = .citizen)
        /// A place, by its number from one.
        case place(Int)
    }

    /// A rule that is broken there.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        case notAName = "must be 1 to 32 of the characters a-z, 0-9, dot and hyphen"
        case notOneToFour = "must be one to four, each once"
        case notADayText = "must have twelve months, seven weekdays, and each pattern's parts once"
        case languageMissing = "must have a text in every language and in no other"
        case unknownText = "must have no text that nothing says"
        case notOneLine = "must be one line of text without blanks around it"
        case tooLong = "must be no longer than 280 characters, 20 seconds of speech"
        case bannedWord = "must not use a word that is banned on the islands"
        case foreignNumber =
            "must not hold a number of three digits or more but the desk's own hotline"
        case hotlineMissing = "must tell the hotline of its island"
        case tooMany = "must be one to 64 questions, of which six are keyed"
        case fieldUnknown = "must answer a field that its kind of record has, in a way it can"
        case fieldTwice = "must answer another field than the questions before it"
        case fieldMissing = "must ask what a rule of the law hangs on"
        case listUnknown = "must name a code list, and only where something is chosen"
        case listUnused = "must be used by a question"
        case lengthWrong = "must take 1 to 31 signs, a number one or two"
        case conditionUnknown = "must hang on an earlier question and on codes of its list"
        case unreachable = "must be asked after some answers"
        case weightWrong = "must be 1 to 9"
        case groupInGroup = "must have no groups inside groups"
        case codeTwice = "must have different codes"
        case codeMissing = "must have the code that a rule of the law hangs on"
        case placeUnknown = "must be 1 to 60 places of each island, each with a name of its own"
    }

    /// The place.
    public var key: Key

    /// The rule.
    public var rule: Rule

    /// Refuses what stands at `key` because of `rule`.
    public init(key: Key, rule: Rule) {
        self.key = key
        self.rule = rule
    }

    /// The refusal in words, for the operator.
    public var words: String {
        "\(key.words) \(rule.rawValue)"
    }
}

extension QuestionnaireRefusal.Key {
    /// The place in words.
    ///
    /// The names of lists and prompts come from the file; they are shown only where they are plain
    /// names, see ``Questionnaire/validate()``.
    public var words: String {
        switch self {
        case .version: "version"
        case .textVersion: "textVersion"
        case .languages: "languages"
        case .days(let language): "days.\(language.rawValue)"
        case .prompts: "prompts"
        case .narrowingLimit: "narrowingLimit"
        case .prompt(let prompt): "prompts.\(prompt.rawValue)"
        case .list(let name): "lists.\(name)"
        case .choice(let name, let number): "lists.\(name), choice \(number)"
        case .questions(let kind, let role): kind.fileKey(by: role)
        case .question(let kind, let number, let role):
            "\(kind.fileKey(by: role)), question \(number)"
        case .place(let number): "places, number \(number)"
        }
    }
}

extension VisitKind {
    /// The name of its questions in the file.
    func fileKey(by role: VisitRole) -> String {
        switch (self, role) {
        case (.report, .citizen): "report"
        case (.advice, .citizen): "advice"
        case (.support, .citizen): "support"
        case (.report, .worker): "workerReport"
        case (.advice, .worker): "workerAdvice"
        case (.support, .worker): "workerSupport"
        }
    }
}
