/// What a visit leaves behind.
public struct VisitOutcome: Hashable, Sendable {
    /// The block `what`: a request for advice, a report or a need for support.
    public var content: RecordContent
    /// The block `source`: never of a request for advice.
    public var source: SourceContent?
    /// The block `told`.
    public var told: ToldContent
    /// Whether somebody is in danger now, or a roof is needed at once (R4, R90).
    public var isUrgent: Bool
    /// Who keyed it.
    public var role: VisitRole
    /// The hour in which it came in at the earliest, where that may be before it is stored: its terms
    /// start there at the latest (P7).
    public var earliest: UnixHour?

    /// Makes the outcome of a visit.
    public init(
        content: RecordContent,
        source: SourceContent?,
        told: ToldContent,
        isUrgent: Bool,
        role: VisitRole = .citizen
    ) {
        self.content = content
        self.source = source
        self.told = told
        self.isUrgent = isUrgent
        self.role = role
    }

    init(adding addendum: AddendumContent, source: SourceContent?, told: ToldContent) {
        self.init(
            content: .addendum(addendum),
            source: source,
            told: told,
            isUrgent: addendum.isUrgent,
            role: .worker
        )
    }

    /// Whether it broke off before whoever keyed it sent it.
    var isInterrupted: Bool {
        switch content {
        case .adviceRequest(let content): content.isInterrupted
        case .report(let content): content.isInterrupted
        case .supportNeed(let content): content.isInterrupted
        case .addendum(let content): content.isInterrupted
        case .hotlineCall, .panic, .step, .drill, .service, .signIn, .clock: false
        }
    }

    /// Who is responsible for the record, and so for whom it is sealed (R24, R64).
    public var chapter: Chapter {
        if case .supportNeed = content { .socialSupport } else { .adviceAndReporting }
    }
}
