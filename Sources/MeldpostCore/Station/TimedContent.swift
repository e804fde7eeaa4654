/// The block `what` of a record together with the terms that begin with the record.
///
/// Which terms can begin is decided by the type: only a report, what is added to one, a call that was
/// one, and a need for social support start any, and each only its own. Those of an addendum follow
/// from what it adds, that of a step from what was found, and that of a call from what a worker said
/// that it was. A request for advice with a notice to a person concerned, or with
/// any other term, cannot be written; a test proves that code which tries does not compile.
///
/// Source: DOMAIN 0.1, finding 1 (advice starts no clock); Art. 3.2(1) against Art. 3.2(2) and 4.8(2).
public enum TimedContent: Hashable, Sendable {
    case adviceRequest(AdviceContent)
    case report(ReportContent, terms: [ReportTerm])
    case supportNeed(SupportNeedContent, terms: [SupportNeedTerm])
    case hotlineCall(HotlineCallContent)
    case addendum(AddendumContent)
    case panic(PanicContent)
    case step(StepContent)
    case drill(DrillContent)
    case service(ServiceContent)
    case signIn(SignInContent)
    case clock(ClockContent)

    /// The block `what` alone.
    public var content: RecordContent {
        switch self {
        case .adviceRequest(let content): .adviceRequest(content)
        case .report(let content, _): .report(content)
        case .supportNeed(let content, _): .supportNeed(content)
        case .hotlineCall(let content): .hotlineCall(content)
        case .addendum(let content): .addendum(content)
        case .panic(let content): .panic(content)
        case .step(let content): .step(content)
        case .drill(let content): .drill(content)
        case .service(let content): .service(content)
        case .signIn(let content): .signIn(content)
        case .clock(let content): .clock(content)
        }
    }

    /// The terms that begin with the record, each once, in the order in which they were given.
    public var terms: [LegalTerm] {
        let given: [LegalTerm] =
            switch self {
            case .report(_, let terms): terms.map(\.legalTerm)
            case .supportNeed(_, let terms): terms.map(\.legalTerm)
            case .addendum(let content): content.terms.map(\.legalTerm)
            case .step(let content): content.starts.map { [$0.legalTerm] } ?? []
            case .hotlineCall(let content): content.starts.map { [$0.legalTerm] } ?? []
            case .adviceRequest, .panic, .drill, .service, .signIn, .clock:
                []
            }
        return given.reduce(into: []) { unique, term in
            if !unique.contains(term) { unique.append(term) }
        }
    }
}

/// A term that a report can start.
public enum ReportTerm: UInt8, Hashable, Sendable, CaseIterable {
    /// Decide on steps within seven days of receipt (Art. 3.2(2)(b); C6).
    case decideOnSteps = 1
    /// Take up a serious or threatening situation within 24 hours (note, 3.2.2; C4).
    case takeUpSerious = 2
    /// Tell each person concerned within seven days of recording (Art. 4.8(2); C13).
    case tellPersonConcerned = 3

    /// The same term among all terms.
    public var legalTerm: LegalTerm {
        switch self {
        case .decideOnSteps: .decideOnSteps
        case .takeUpSerious: .takeUpSerious
        case .tellPersonConcerned: .tellPersonConcerned
        }
    }
}

/// A term that a need for social support can start.
public enum SupportNeedTerm: UInt8, Hashable, Sendable, CaseIterable {
    /// Investigate a need for social support within six weeks (Art. 2.6(1); C23).
    case investigateNeed = 4

    /// The same term among all terms.
    public var legalTerm: LegalTerm {
        switch self {
        case .investigateNeed: .investigateNeed
        }
    }
}
