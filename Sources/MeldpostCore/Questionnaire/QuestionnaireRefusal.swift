/// Why a questionnaire is refused: the place in the file and the rule, never a text of the file.
public struct QuestionnaireRefusal: Error, Hashable, Sendable {
    /// A place in the file.
    public enum Key: Hashable, Sendable {
        case version
        case textVersion
        case languages
        case days(Language)
        case prompts
        /// A text that every questionnaire must have.
        case prompt(PromptID)
        /// The questions of one kind of record.
        case questions(RecordKind)
        /// A question, by its number from one.
        case question(RecordKind, Int)
        /// A choice of a question, both by their numbers from one.
        case choice(RecordKind, Int, Int)
    }

    /// A rule that is broken there.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        case notAName = "must be 1 to 32 of the characters a-z, 0-9, dot and hyphen"
        case notOneToFour = "must be one to four, each once"
        case notADayText = "must have twelve months, and {day}, {month} and {year} once each"
        case languageMissing = "must have a text in every language and in no other"
        case unknownText = "must have no text that nothing says"
        case notOneLine = "must be one line of text without blanks around it"
        case tooLong = "must be no longer than 300 characters, 20 seconds of speech"
        case bannedWord = "must not use a word that is banned on the islands"
        case foreignNumber =
            "must not hold a number of three digits or more but the desk's own hotline"
        case hotlineMissing = "must tell the hotline of its island"
        case fieldsNotSix = "must ask each of the six fields once"
        case keysNotInOrder = "must have the keys 1, 2, 3, 4 in this order"
        case codeTwice = "must have different codes"
        case codeMissing = "must have the code that a rule of the law hangs on"
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
    public var words: String {
        switch self {
        case .version: "version"
        case .textVersion: "textVersion"
        case .languages: "languages"
        case .days(let language): "days.\(language.rawValue)"
        case .prompts: "prompts"
        case .prompt(let prompt): "prompts.\(prompt.rawValue)"
        case .questions(let kind): Self.list(of: kind)
        case .question(let kind, let number): "\(Self.list(of: kind)), question \(number)"
        case .choice(let kind, let number, let choice):
            "\(Self.list(of: kind)), question \(number), choice \(choice)"
        }
    }

    private static func list(of kind: RecordKind) -> String {
        kind == .adviceRequest ? "adviceQuestions" : "reportQuestions"
    }
}
