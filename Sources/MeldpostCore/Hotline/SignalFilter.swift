/// An input of a telephone line, freed of bounce: it counts as changed once it has stayed so.
///
/// The change is dated back to when the input changed, so that what is measured is not late.
struct SignalFilter: Hashable, Sendable {
    /// How long the input must be on before it counts as on.
    let riseTime: Duration
    /// How long the input must be off before it counts as off.
    let fallTime: Duration

    /// Whether it counts as on.
    private(set) var isOn = false
    /// The input as it was read last, and since when it is so.
    private var input = false
    private var since = Instant.start

    init(riseTime: Duration, fallTime: Duration) {
        self.riseTime = riseTime
        self.fallTime = fallTime
    }

    /// The input was read; time up to `now` is settled already.
    mutating func read(_ newInput: Bool, at now: Instant) {
        guard newInput != input else { return }
        input = newInput
        since = now
    }

    /// When it begins to count as changed, if the input stays.
    var deadline: Instant? {
        guard input != isOn else { return nil }
        return since + (input ? riseTime : fallTime)
    }

    /// Since when the input is otherwise than it counts, where it is.
    var openSince: Instant? { input == isOn ? nil : since }

    /// It counts as changed; since when the input is so.
    mutating func change() -> Instant {
        isOn = input
        return since
    }
}
