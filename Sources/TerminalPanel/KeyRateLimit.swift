internal import MeldpostCore

/// Lets so many keys through as a person can press, and no more.
///
/// Nobody presses twenty keys a second; a key injector does (F15). What comes faster is not counted
/// as pressed, so that it cannot fill the station's streams.
///
/// The time of a key is the time at which it is read. On a machine that is busy or was stopped for a
/// while, what a person pressed meanwhile comes at once: sixty keys are six seconds of ten keys each,
/// and still fit the station's lane for keys.
struct KeyRateLimit {
    /// How many keys may come at once.
    static let burst = 60

    /// How many keys a second may come for long.
    static let perSecond = 20

    private static let interval = Duration.seconds(1) / perSecond

    private var earliestFull = Instant.start

    /// Whether a key at `now` counts.
    mutating func admits(at now: Instant) -> Bool {
        let next = max(earliestFull, now) + Self.interval
        guard next - now <= Self.interval * Self.burst else { return false }
        earliestFull = next
        return true
    }
}
