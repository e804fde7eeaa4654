/// All that the station asks and says: questions, code lists and texts, a data file with a version.
///
/// The file can reword a text, add a language, change a code list, leave a question out, ask it in
/// another order or under other conditions. It cannot add an answer that a record has no field for
/// (``QuestionField``).
///
/// Source: DESIGN 5.2 and 7; DOMAIN 5 for the code lists; Art. 4.8(1) for the three topics.
public struct Questionnaire: Codable, Hashable, Sendable {
    /// The version of the questions; it stands in every record made with them.
    public var version: String

    /// The version of the texts; it stands in every record with what was told.
    public var textVersion: String

    /// The languages of the texts.
    public var languages: [SpokenLanguage]

    /// How a day and an hour are said in each language.
    public var days: [Language: DayText]

    /// The texts.
    public var prompts: [PromptID: [Language: String]]

    /// The code lists by name.
    public var lists: [String: CodeList]

    /// The questions of a report, in the order in which they are asked.
    public var report: [Question]

    /// The questions of a request for advice, in the order in which they are asked.
    public var advice: [Question]

    /// The questions of a notified need for support, in the order in which they are asked.
    public var support: [Question]

    /// The questions of a report that a worker keys, in the order in which they are asked.
    public var workerReport: [Question]

    /// The questions of a request for advice that a worker keys, in the order in which they are asked.
    public var workerAdvice: [Question]

    /// The places that can be chosen; empty until the centre supplies a list.
    public var places: [Place]

    /// From which sum of weights on the answers count as pointing to few people.
    public var narrowingLimit: Int

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

    /// How a day and an hour are said.
    public struct DayText: Codable, Hashable, Sendable {
        /// The order of a day, with `{day}` and `{month}` where they belong.
        public var pattern: String

        /// The names of the twelve months, January first.
        public var months: [String]

        /// The names of the seven days of the week, Monday first.
        public var weekdays: [String]

        /// How a whole hour is said, with `{hour}` where it belongs.
        public var hour: String

        /// Makes the way to say a day and an hour.
        public init(pattern: String, months: [String], weekdays: [String], hour: String) {
            self.pattern = pattern
            self.months = months
            self.weekdays = weekdays
            self.hour = hour
        }
    }

    /// A place that can be chosen.
    public struct Place: Codable, Hashable, Sendable {
        /// What the record says.
        public var id: PlaceID
        /// The island on which it lies (``Island/code``).
        public var island: String
        /// Its name, the same in every language.
        public var name: String

        /// Makes a place.
        public init(id: PlaceID, island: String, name: String) {
            self.id = id
            self.island = island
            self.name = name
        }
    }

    /// Makes a questionnaire.
    public init(
        version: String,
        textVersion: String,
        languages: [SpokenLanguage],
        days: [Language: DayText] = [:],
        prompts: [PromptID: [Language: String]] = [:],
        lists: [String: CodeList] = [:],
        report: [Question] = [],
        advice: [Question] = [],
        support: [Question] = [],
        workerReport: [Question] = [],
        workerAdvice: [Question] = [],
        places: [Place] = [],
        narrowingLimit: Int = .max
    ) {
        self.version = version
        self.textVersion = textVersion
        self.languages = languages
        self.days = days
        self.prompts = prompts
        self.lists = lists
        self.report = report
        self.advice = advice
        self.support = support
        self.workerReport = workerReport
        self.workerAdvice = workerAdvice
        self.places = places
        self.narrowingLimit = narrowingLimit
    }

    /// Whether a native speaker has approved the texts of every language.
    public var isApproved: Bool {
        languages.allSatisfy(\.approved)
    }

    /// The questions of one kind of record; a worker has none of a need for support.
    public func questions(of kind: VisitKind, by role: VisitRole = .citizen) -> [Question] {
        switch (kind, role) {
        case (.report, .citizen): report
        case (.advice, .citizen): advice
        case (.support, .citizen): support
        case (.report, .worker): workerReport
        case (.advice, .worker): workerAdvice
        case (.support, .worker): []
        }
    }
}
