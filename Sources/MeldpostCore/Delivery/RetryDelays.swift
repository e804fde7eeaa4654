/// How long to wait after each failure in a row, for ever: there is no last try (P5, P6).
///
/// | failures | 1 | 2 | 3 | 4 | 5 and more |
/// | --- | --- | --- | --- | --- | --- |
/// | at most, seconds | 1 | 2 | 4 | 8 | 15 |
///
/// The delay is drawn evenly between zero and the limit ("full jitter"), so that the boxes of an
/// island do not come back together when its power does.
///
/// Source: FAULTS, recurring numbers.
struct RetryDelays: Hashable, Sendable {
    private var failures = 0
    private var random: StationRandom

    init(random: StationRandom) {
        self.random = random
    }

    /// The longest delay after `failures` failures in a row.
    static func limit(after failures: Int) -> Duration {
        switch failures {
        case ...1: .seconds(1)
        case 2: .seconds(2)
        case 3: .seconds(4)
        case 4: .seconds(8)
        default: .seconds(15)
        }
    }

    /// Whether the last try succeeded, or there was none.
    var isFresh: Bool { failures == 0 }

    /// The last try failed: how long to wait before the next one.
    mutating func fail() -> Duration {
        failures = min(failures + 1, 5)
        return random.duration(below: Self.limit(after: failures))
    }

    /// The last try succeeded.
    mutating func succeed() {
        failures = 0
    }
}
