/// A step that a worker takes on a record: the closed list from which `meldpost-desk step` chooses.
///
/// The number stands in statements, the code in records; neither is ever given another meaning.
///
/// Source: DOMAIN 5.8, and the steps that end a term: C4, C6, C13 and C23 in DOMAIN 3.
public enum StepCode: UInt8, Hashable, Sendable, CaseIterable {
    /// Advice or support was given (Art. 3.2(1)).
    case adviceGiven = 1
    /// A serious or threatening situation was taken up (note, 3.2.2).
    case takenUp = 2
    /// Safety was assessed by a professional (Art. 3.2(2)(a); R6).
    case assessed = 3
    /// It was decided on steps (Art. 3.2(2)(b)).
    case decidedOnSteps = 4
    /// An aid agency was informed (Art. 3.2(2)(c)).
    case agencyInformed = 5
    /// The police were informed (Art. 3.2(2)(d)).
    case policeInformed = 6
    /// The guardianship council was informed or asked to investigate (Art. 3.2(2)(d)).
    case councilInformed = 7
    /// An urgent investigation for the protection of a child was requested (note, 3.2.2).
    case urgentInvestigationRequested = 8
    /// A provisional supervision order was requested (note on Art. 3.2(2)(b)).
    case supervisionRequested = 9
    /// A shelter or another safe anonymous place was found (note, 3.2.2).
    case shelterFound = 10
    /// A shelter on another island was found (note, 5.2).
    case interIslandShelterFound = 11
    /// Safety agreements were made with parents or carers (note, 3.2.2).
    case safetyAgreed = 12
    /// Care was put in place (note on Art. 3.2(2)(b)).
    case carePutInPlace = 13
    /// The persons concerned were referred to regular help (note, 3.2.2).
    case referred = 14
    /// A medical expert was asked (note on Art. 3.5).
    case medicalExpertAsked = 15
    /// Somebody who denies or refuses was motivated to accept help (note, 3.2.2).
    case motivated = 16
    /// Data were asked from another professional (note on Art. 3.2(2)(a)).
    case dataRequested = 17
    /// The reporter was told what was done (Art. 3.2(2)(e)).
    case reporterTold = 18
    /// A person concerned was told that their data are recorded (Art. 4.8(2)).
    case personTold = 19
    /// A need for social support was investigated (Art. 2.6(1)).
    case investigated = 20
    /// The report was closed (note, 3.2.2).
    case closed = 21
    /// Telling a person concerned waits, with a reason; no term ends or moves (note on Art. 4.8(2)).
    case waiting = 22

    /// The code that stands in records and on the command line.
    public var code: Code {
        Code(rawValue: text)
    }

    /// Reads the code that stands in records and on the command line.
    public init?(code: Code) {
        guard let step = Self.allCases.first(where: { $0.text == code.rawValue }) else {
            return nil
        }
        self = step
    }

    /// The term that this step closes, if it closes one.
    ///
    /// Only the step that the law names for a term closes it: informing the police, for example,
    /// is neither a decision on steps nor proof that somebody took the situation up in time.
    public var closes: LegalTerm? {
        switch self {
        case .takenUp: .takeUpSerious
        case .decidedOnSteps: .decideOnSteps
        case .personTold: .tellPersonConcerned
        case .investigated: .investigateNeed
        case .adviceGiven, .assessed, .agencyInformed, .policeInformed, .councilInformed,
            .urgentInvestigationRequested, .supervisionRequested, .shelterFound,
            .interIslandShelterFound, .safetyAgreed, .carePutInPlace, .referred,
            .medicalExpertAsked, .motivated, .dataRequested, .reporterTold, .closed, .waiting:
            nil
        }
    }

    private var text: String {
        switch self {
        case .adviceGiven: "advice-given"
        case .takenUp: "taken-up"
        case .assessed: "assessed"
        case .decidedOnSteps: "decided-on-steps"
        case .agencyInformed: "agency-informed"
        case .policeInformed: "police-informed"
        case .councilInformed: "council-informed"
        case .urgentInvestigationRequested: "urgent-investigation-requested"
        case .supervisionRequested: "supervision-requested"
        case .shelterFound: "shelter-found"
        case .interIslandShelterFound: "inter-island-shelter-found"
        case .safetyAgreed: "safety-agreed"
        case .carePutInPlace: "care-put-in-place"
        case .referred: "referred"
        case .medicalExpertAsked: "medical-expert-asked"
        case .motivated: "motivated"
        case .dataRequested: "data-requested"
        case .reporterTold: "reporter-told"
        case .personTold: "person-told"
        case .investigated: "investigated"
        case .closed: "closed"
        case .waiting: "waiting"
        }
    }
}
