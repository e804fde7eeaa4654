/// A point on the monotonic clock of one run of the station.
///
/// It says nothing about the time of day and starts again at zero with every start of the daemon.
public struct Instant: Hashable, Comparable, Sendable {
    /// The time since the daemon started.
    public var sinceStart: Duration

    /// Makes the instant that lies `sinceStart` after the start of the daemon.
    public init(sinceStart: Duration) {
        self.sinceStart = sinceStart
    }

    /// The moment at which the daemon started.
    public static let start = Instant(sinceStart: .zero)

    /// Whether `left` lies before `right`.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.sinceStart < right.sinceStart
    }

    /// The instant that lies `duration` after `instant`.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(sinceStart: instant.sinceStart + duration)
    }

    /// The time from `earlier` to `later`.
    public static func - (later: Instant, earlier: Instant) -> Duration {
        later.sinceStart - earlier.sinceStart
    }
}
