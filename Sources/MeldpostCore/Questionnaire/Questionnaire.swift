/// All that the station asks and says: code lists and texts, a data file with a version.
///
/// The file can reword a text, add a language or change a list of choices. It cannot add an answer
/// that a record has no field for (``QuestionField``).
///
/// Source: DESIGN 5.2 and 7; DOMAIN 5 for the code lists; Art. 4.8(1) for the three topics.
public struct Questionnaire: Codable, Hashable, Sendable {
    /// The version of the code lists; it stands in every record made with them.
    public var version: String

    /// The version of the texts; it stands in every record with what was told.
    public var textVersion: String

    /// The languages of the texts.
    public var languages: [SpokenLanguage]

    /// How a day is said in each language.
    public var days: [Language: DayText]

    /// The texts.
    public var prompts: [PromptID: [Language: String]]

    /// The questions of a report, in the order in which they are asked.
    public var reportQuestions: [Question<ReportField>]

    /// The questions of a request for advice, in the order in which they are asked.
    public var adviceQuestions: [Question<AdviceField>]

    /// A language of the texts.
    public struct SpokenLanguage: Codable, Hashable, Sendable {
        /// The language.
        public var language: Language

        /// Whether a native speaker has approved the texts.
        public var approved: Bool

        /// Makes a language of the texts.
        public init(language: Language, approved: Bool) {
            self.language = language
            self.approved = approved
        }
    }

    /// How a day is said.
    public struct DayText: Codable, Hashable, Sendable {
        /// The order, with `{day}`, `{month}` and `{year}` where they belong.
        public var pattern: String

        /// The names of the twelve months, January first.
        public var months: [String]

        /// Makes the way to say a day.
        public init(pattern: String, months: [String]) {
            self.pattern = pattern
            self.months = months
        }
    }

    /// Makes a questionnaire.
    public init(
        version: String,
        textVersion: String,
        languages: [SpokenLanguage],
        days: [Language: DayText],
        prompts: [PromptID: [Language: String]],
        reportQuestions: [Question<ReportField>],
        adviceQuestions: [Question<AdviceField>]
    ) {
        self.version = version
        self.textVersion = textVersion
        self.languages = languages
        self.days = days
        self.prompts = prompts
        self.reportQuestions = reportQuestions
        self.adviceQuestions = adviceQuestions
    }

    /// Whether a native speaker has approved the texts of every language.
    public var isApproved: Bool {
        languages.allSatisfy(\.approved)
    }
}
