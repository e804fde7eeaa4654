/// What a visit leaves behind.
public struct VisitOutcome: Hashable, Sendable {
    /// The block `what`: a request for advice or a report.
    public var content: RecordContent
    /// The block `source`: only of a report whose reporter said how they stand to those concerned.
    public var source: SourceContent?
    /// The block `told`.
    public var told: ToldContent
    /// Whether it is a report in which somebody is in danger now (R4).
    public var isUrgent: Bool

    /// Makes the outcome of a visit.
    public init(
        content: RecordContent,
        source: SourceContent?,
        told: ToldContent,
        isUrgent: Bool
    ) {
        self.content = content
        self.source = source
        self.told = told
        self.isUrgent = isUrgent
    }
}
