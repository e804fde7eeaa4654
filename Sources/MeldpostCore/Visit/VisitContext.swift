/// What a visit needs to know of the station at one moment.
public struct VisitContext: Hashable, Sendable {
    /// What the wall clock says.
    public var claimedTime: UnixTime
    /// The earliest possible time: terms are counted from it, so that a date is early, never late.
    public var earliestTime: UnixTime
    /// Whether a record could be sealed and stored now.
    public var isIntakePossible: Bool
    /// Whether a need for support could be sealed to the island executive now (R84).
    public var isSupportPossible: Bool
    /// Whether the centre answered lately.
    public var isCentreReached: Bool
    /// Whether somebody of the desk is here now (R49).
    public var presence: DeskPresence

    /// Makes the context of a moment.
    public init(
        claimedTime: UnixTime,
        earliestTime: UnixTime,
        isIntakePossible: Bool,
        isSupportPossible: Bool = false,
        isCentreReached: Bool,
        presence: DeskPresence = .unknown
    ) {
        self.claimedTime = claimedTime
        self.earliestTime = earliestTime
        self.isIntakePossible = isIntakePossible
        self.isSupportPossible = isSupportPossible
        self.isCentreReached = isCentreReached
        self.presence = presence
    }
}
