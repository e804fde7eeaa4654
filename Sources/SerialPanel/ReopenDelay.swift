/// How long to wait before a device that is gone is opened again.
///
/// | try | wait |
/// | --- | --- |
/// | 1 | 100 ms |
/// | 2 | 200 ms |
/// | 3 | 400 ms |
/// | 4 | 800 ms |
/// | 5 and later | 1 s |
struct ReopenDelay {
    static let least = Duration.milliseconds(100)
    static let most = Duration.seconds(1)

    private var next = least

    /// The next wait.
    mutating func fail() -> Duration {
        defer { next = min(next * 2, Self.most) }
        return next
    }

    /// A controller was heard.
    mutating func succeed() { next = Self.least }
}
