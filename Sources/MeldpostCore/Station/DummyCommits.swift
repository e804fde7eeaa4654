/// When the journal is touched without a record: at exponential times, as visitors come, drawn from
/// a stream of its own, so that file times tell nothing about a visit (P9; DESIGN 14, rule 7).
struct DummyCommits: Hashable, Sendable {
    private let mean: Duration
    private var random: StationRandom
    /// When the next one is due.
    private(set) var next: Instant

    init(mean: Duration, seed: UInt64) {
        self.mean = mean
        random = StationRandom(seed: seed, stream: 5)
        next = .start
        draw(after: .start)
    }

    /// Whether one is due; the following one is drawn then.
    mutating func isDue(at now: Instant) -> Bool {
        guard !(now < next) else { return false }
        draw(after: now)
        return true
    }

    private mutating func draw(after now: Instant) {
        let milliseconds = Double(mean.wholeMilliseconds) * random.exponential()
        next = now + .milliseconds(Int64(milliseconds) + 1)
    }
}
