internal import CentreLink
internal import MeldpostCore

/// What is worth a line in the log about the exchanges of a lane.
///
/// The first failure of an outage, and its end. That the reason has changed is worth a line once an
/// hour: on a path that is half broken two reasons take turns, and a line for each would fill the log
/// with one slot after the other (P9, F57).
struct LaneNews: Sendable {
    /// How far apart two lines about one outage are, at least.
    static let period: Duration = .seconds(3_600)

    private var told: (reason: CentreLinkError.Reason, at: Instant)?

    /// An exchange failed; whether that is worth a line.
    mutating func failed(_ reason: CentreLinkError.Reason, at now: Instant) -> Bool {
        if let told, told.reason == reason || now < told.at + Self.period { return false }
        told = (reason, now)
        return true
    }

    /// An exchange was answered; whether that ends an outage.
    mutating func succeeded() -> Bool {
        defer { told = nil }
        return told != nil
    }
}
