/// What is recorded of a report.
public struct ReportContent: Hashable, Sendable, Codable {
    /// The coded answers.
    public var answers: CodedAnswers<ReportField>

    /// Whether somebody was said to be in danger now (R5); an answer to a screening question, never
    /// a safety assessment (R6).
    public var dangerNow: TriState

    /// Whether the reporter is a citizen or a professional.
    ///
    /// The legal test of Art. 4.8(3) as the machine derives it from the answer, to be confirmed by a
    /// person (R15).
    public var reporterClass: ReporterClass

    /// Whether the report is also one of child abuse, because minors are involved (R11).
    public var isChildAbuse: Bool

    /// The persons concerned, as far as they were told (5.3); each starts a notice clock when a
    /// worker records the person (R29).
    public var personsConcerned: [PersonConcerned]

    /// Special data, each with the reason why it is necessary.
    ///
    /// Source: R40; Art. 4.7(2).
    public var specialData: [SpecialDatum]

    /// Whether the visit broke off before the reporter sent it.
    public var isInterrupted: Bool

    /// Makes the content of a report.
    public init(
        answers: CodedAnswers<ReportField>,
        dangerNow: TriState,
        reporterClass: ReporterClass,
        isChildAbuse: Bool,
        personsConcerned: [PersonConcerned] = [],
        specialData: [SpecialDatum] = [],
        isInterrupted: Bool = false
    ) {
        self.answers = answers
        self.dangerNow = dangerNow
        self.reporterClass = reporterClass
        self.isChildAbuse = isChildAbuse
        self.personsConcerned = personsConcerned
        self.specialData = specialData
        self.isInterrupted = isInterrupted
    }
}

/// Whether a reporter stands in a professional relation to the victim or their household.
///
/// Source: Art. 4.8(3); DOMAIN 4.3: the relation decides, not the job.
public enum ReporterClass: String, Hashable, Sendable, CaseIterable, Codable {
    case citizen
    case professional
    case unknown
}

/// Somebody whom a report concerns, as far as a report at the kiosk can tell.
public struct PersonConcerned: Hashable, Sendable, Codable {
    /// The role in the situation (5.3), for example `victim`.
    public var role: Code

    /// The age band (5.11), for example `4-12`.
    public var ageBand: Code?

    /// The gender as a code, with `unknown` (R81).
    public var gender: Code?

    /// Makes a person concerned.
    public init(role: Code, ageBand: Code? = nil, gender: Code? = nil) {
        self.role = role
        self.ageBand = ageBand
        self.gender = gender
    }
}

/// One piece of special data, with the reason why it is necessary for the report.
///
/// Political persuasion and union membership have no category, because they are allowed nowhere
/// (R41).
public struct SpecialDatum: Hashable, Sendable, Codable {
    /// The categories that the desk may process in a report.
    ///
    /// Source: Art. 4.7(2).
    public enum Category: String, Hashable, Sendable, CaseIterable, Codable {
        case religionOrBelief = "religion-or-belief"
        case race
        case health
        case sexualLife = "sexual-life"
        case criminal
    }

    /// The category.
    public var category: Category

    /// What is recorded, as a code.
    public var value: Code

    /// Why it is necessary, as a code.
    public var necessity: Code

    /// Makes a piece of special data.
    public init(category: Category, value: Code, necessity: Code) {
        self.category = category
        self.value = value
        self.necessity = necessity
    }
}
