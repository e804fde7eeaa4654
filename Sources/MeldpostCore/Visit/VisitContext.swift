/// What a visit needs to know of the station at one moment.
public struct VisitContext: Hashable, Sendable {
    /// What the wall clock says.
    public var claimedTime: UnixTime
    /// The earliest possible time: terms are counted from it, so that a date is early, never late.
    public var earliestTime: UnixTime
    /// Whether a record could be sealed and stored now.
    public var isIntakePossible: Bool
    /// Whether the centre answered lately.
    public var isCentreReached: Bool

    /// Makes the context of a moment.
    public init(
        claimedTime: UnixTime,
        earliestTime: UnixTime,
        isIntakePossible: Bool,
        isCentreReached: Bool
    ) {
        self.claimedTime = claimedTime
        self.earliestTime = earliestTime
        self.isIntakePossible = isIntakePossible
        self.isCentreReached = isCentreReached
    }
}
