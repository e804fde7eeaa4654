internal import MeldpostCore

/// When a lane may connect again.
///
/// | failures in a row | the next connection begins, after the last one began |
/// |---|---|
/// | 0 | 1 s later at the earliest |
/// | 1 | 1 to 2 s later |
/// | 2 | 1 to 4 s later |
/// | 3 | 1 to 8 s later |
/// | 4 and more | 1 to 15 s later |
///
/// Full jitter: any moment of the span is equally likely, so that the boxes of an island whose
/// network returns do not all call at once; and never two connections within a second, also on a
/// network that comes and goes (F55). An order that comes later than that moment does not wait.
///
/// Source: FAULTS, numbers that recur (1, 2, 4, 8, 15 s with full jitter, for ever).
struct ReconnectPace: Hashable, Sendable {
    private var failures = 0
    private var earliest: Instant?

    /// The shortest time between the beginnings of two connections.
    static let shortest: Duration = .seconds(1)

    /// The longest.
    static let longest: Duration = .seconds(15)

    /// How long to wait before the next connection; nothing where it is longer than an order may
    /// wait, and fails at once (``ExchangeTimes``).
    func bearableWait(at now: Instant) -> Duration? {
        let wait = wait(at: now)
        return wait <= ExchangeTimes.waiting ? wait : nil
    }

    /// How long to wait before the next connection.
    func wait(at now: Instant) -> Duration {
        guard let earliest, earliest > now else { return .zero }
        return earliest - now
    }

    /// A connection begins.
    mutating func began(at now: Instant, using random: inout some RandomNumberGenerator) {
        let steps: [Duration] = [Self.shortest, .seconds(2), .seconds(4), .seconds(8)]
        let span = failures < steps.count ? steps[failures] : Self.longest
        let part = Double.random(in: 0...1, using: &random)
        earliest = now + Self.shortest + (span - Self.shortest) * part
    }

    /// The exchange was answered.
    mutating func succeeded() {
        failures = 0
    }

    /// The exchange was not answered.
    mutating func failed() {
        failures = min(failures + 1, 4)
    }
}
