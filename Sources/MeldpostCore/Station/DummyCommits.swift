/// When the journal is touched without a record: at exponential times, as visitors come, drawn from
/// a stream of its own, so that file times tell nothing about a visit (P9; DESIGN 14, rule 7).
///
/// A visit seals a draft at every answer, so it touches the journal a dozen times within minutes.
/// So do these: one time in twelve it is not one commit but as many as a visit makes, at the pace of
/// answers. With a mean of five minutes that is about once an hour.
struct DummyCommits: Hashable, Sendable {
    private let mean: Duration
    private var random: StationRandom
    /// When the next one is due.
    private(set) var next: Instant
    /// How many commits are left of what looks like a visit.
    private var left: UInt64 = 0

    /// One in how many touches looks like a visit.
    private static let visitShare: UInt64 = 12
    /// How many commits what looks like a visit has: as a report with few answers to one with all.
    private static let visitLength: ClosedRange<UInt64> = 4...30
    /// The mean time between two answers: five to fifteen seconds are heard, then a key is pressed.
    private static let answerMean: Duration = .seconds(10)

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
        if left > 0 {
            left -= 1
        } else if random.next() % Self.visitShare == 0 {
            let range = Self.visitLength
            left =
                range.lowerBound
                + random.next() % (range.upperBound - range.lowerBound + 1)
        }
        let mean = left > 0 ? min(mean, Self.answerMean) : mean
        let milliseconds = Double(mean.wholeMilliseconds) * random.exponential()
        next = now + .milliseconds(Int64(milliseconds) + 1)
    }
}
