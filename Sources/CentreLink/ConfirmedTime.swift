public import MeldpostCore

/// The time against which the dates of certificates are checked (DESIGN 11).
public struct ConfirmedTime: Hashable, Sendable {
    /// It is not earlier than this.
    public var lowerBound: UnixTime

    /// Whether the centre confirmed the bound since the station started.
    public var isConfirmed: Bool

    /// Makes a time.
    public init(lowerBound: UnixTime, isConfirmed: Bool) {
        self.lowerBound = lowerBound
        self.isConfirmed = isConfirmed
    }

    /// Nothing is known about the time.
    public static let unknown = ConfirmedTime(
        lowerBound: UnixTime(milliseconds: 0),
        isConfirmed: false
    )
}
