internal import MeldpostCore

/// Lets so many keys through as a person can press, and no more.
///
/// Nobody presses twenty keys a second; a key injector does (F15). What comes faster is not counted
/// as pressed, so that it cannot fill the station's streams.
struct KeyRateLimit {
    /// How many keys may come at once; after that, as many a second.
    static let burst = 20

    private static let interval = Duration.seconds(1) / burst

    private var earliestFull = Instant.start

    /// Whether a key at `now` counts.
    mutating func admits(at now: Instant) -> Bool {
        let next = max(earliestFull, now) + Self.interval
        guard next - now <= Self.interval * Self.burst else { return false }
        earliestFull = next
        return true
    }
}
