/// What is recorded of a report.
///
/// Who reported is not here but in the block `source` (``SourceContent``), which fewer keys open;
/// only what the law hangs on it is: ``reporterClass`` and ``isReporterUnknown``.
public struct ReportContent: Hashable, Sendable, Codable {
    /// The number of children that stands for every greater one too: the question takes one digit.
    public static let childrenLimit = 9

    /// The coded answers.
    public var answers: CodedAnswers<ReportField>

    /// Where the situation can be found, as far as it was keyed, without a name.
    public var place: SituationPlace?

    /// How many children are involved, as far as it was told (R12).
    public var childrenCount: Int?

    /// Whether somebody was said to be in danger now (R5); an answer to a screening question, never
    /// a safety assessment (R6).
    public var dangerNow: TriState

    /// Whether the reporter is a citizen or a professional.
    ///
    /// The legal test of Art. 4.8(3) as the machine derives it from the answer, to be confirmed by a
    /// person (R15).
    public var reporterClass: ReporterClass

    /// Whether the reporter stays unknown to the desk too.
    ///
    /// Then nobody can ask them anything, and a person weighs case by case whether the report is
    /// assessed (R34; note, 4.3).
    public var isReporterUnknown: Bool

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
        place: SituationPlace? = nil,
        childrenCount: Int? = nil,
        dangerNow: TriState,
        reporterClass: ReporterClass,
        isReporterUnknown: Bool = true,
        isChildAbuse: Bool,
        personsConcerned: [PersonConcerned] = [],
        specialData: [SpecialDatum] = [],
        isInterrupted: Bool = false
    ) {
        self.answers = answers
        self.place = place
        self.childrenCount = childrenCount
        self.dangerNow = dangerNow
        self.reporterClass = reporterClass
        self.isReporterUnknown = isReporterUnknown
        self.isChildAbuse = isChildAbuse
        self.personsConcerned = personsConcerned
        self.specialData = specialData
        self.isInterrupted = isInterrupted
    }
}

/// What can be asked of somebody who makes a report, as codes.
public enum ReportField: String, QuestionField {
    /// Which kinds of violence it is (5.1; R13).
    case violence
    /// What was seen or heard on the body (5.1, 5.14; R7).
    case seenOnBody = "seen-on-body"
    /// What was seen or heard of words and control (5.1; R7).
    case seenOfControl = "seen-of-control"
    /// What was seen or heard of sexual violence (5.1; R7).
    case seenOfSexual = "seen-of-sexual"
    /// What was seen of neglect (5.1, 5.14; R7).
    case seenOfNeglect = "seen-of-neglect"
    /// Whether it happens again and again (R5).
    case structural
    /// How often it happens (R7).
    case howOften = "how-often"
    /// Since when it happens (R7).
    case since
    /// How perpetrator and victim are related (R10; 5.4).
    case relation
    /// The age band of the victim (5.11).
    case victimAge = "victim-age"
    /// The gender of the victim (5.11; R81).
    case victimGender = "victim-gender"
    /// The gender of the perpetrator (5.11; R81).
    case perpetratorGender = "perpetrator-gender"
    /// Whether minors are involved (R11).
    case minors
    /// The age bands of the children (5.11; R12).
    case childrenAges = "children-ages"
    /// Whether somebody in the situation is responsible for a minor (R12).
    case careForMinor = "care-for-minor"
    /// Whether the children are safe now (R12).
    case childrenSafe = "children-safe"
    /// Whether an organisation helps already (R9).
    case existingHelp = "existing-help"
    /// Which organisation helps already (R9; 5.15).
    case helper
    /// Whether it was reported before (R20).
    case earlierReport = "earlier-report"
    /// On which island the situation is (R23).
    case island
    /// Whether the desk may know the reporter (R34).
    case anonymity
    /// What a professional found in the first triage (5.7; R6).
    case triage
    /// What worries the reporter, apart from facts (R7).
    case concern
    /// Whether there are facts that speak against it (5.6, 5.14; R7).
    case contradicting
    /// What is dangerous for whoever goes there (R43).
    case staffDanger = "staff-danger"
    /// Whether data may be given to others (R38).
    case sharing
    /// Who agreed to that (R37).
    case sharingBy = "sharing-by"
    /// To which organisations nothing may be given (R39).
    case refused = "refused-organisations"

    /// Whether only a worker is asked for it.
    public var isOfWorker: Bool {
        switch self {
        case .triage, .concern, .contradicting, .staffDanger, .sharing, .sharingBy, .refused: true
        default: false
        }
    }
}

extension CodedAnswers<ReportField> {
    /// Whether a professional found that somebody is unsafe now, or seriously so all along: then it is
    /// taken up within 24 hours (note, 3.2.2; C4, C5).
    public var isFoundSerious: Bool {
        code(.triage)?.isSerious == true
    }
}

extension Code {
    /// Whether it is an outcome of the triage after which help is brought in at once (5.7).
    var isSerious: Bool { self == .immediate || self == Code(rawValue: "structural") }

    /// Somebody is unsafe now (5.7).
    static let immediate = Code(rawValue: "immediate")
}

/// Where a situation can be found, as it was keyed: every part can be missing.
public struct SituationPlace: Hashable, Sendable, Codable {
    /// The neighbourhood, from the list of places.
    public var neighbourhood: PlaceID?
    /// A neighbourhood, a street or another place in letters, where no list has it.
    public var letters: String?
    /// The number of the house.
    public var houseNumber: String?
    /// A telephone number of those concerned.
    public var telephone: String?

    /// Makes a place.
    public init(
        neighbourhood: PlaceID? = nil,
        letters: String? = nil,
        houseNumber: String? = nil,
        telephone: String? = nil
    ) {
        self.neighbourhood = neighbourhood
        self.letters = letters
        self.houseNumber = houseNumber
        self.telephone = telephone
    }

    /// Whether nothing of it is known.
    public var isEmpty: Bool {
        self == SituationPlace()
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
