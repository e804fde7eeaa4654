/// Durations of one thing done many times.
struct Timing {
    private var sorted: [Duration]

    init(_ durations: [Duration]) {
        sorted = durations.sorted()
    }

    /// The duration that `percent` of all do not exceed.
    func percentile(_ percent: Int) -> Duration {
        sorted[min(sorted.count - 1, sorted.count * percent / 100)]
    }

    /// Median and 99th percentile in words.
    var words: String {
        "p50 \(Self.text(percentile(50))), p99 \(Self.text(percentile(99)))"
    }

    /// A duration in microseconds or milliseconds.
    static func text(_ duration: Duration) -> String {
        let microseconds = Int(duration / .microseconds(1))
        return microseconds < 10_000 ? "\(microseconds) µs" : "\(microseconds / 1_000) ms"
    }

    /// How long `body` takes.
    static func of(_ body: () throws -> Void) rethrows -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        try body()
        return clock.now - start
    }
}
