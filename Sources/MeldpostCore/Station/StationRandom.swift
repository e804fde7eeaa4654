/// The random numbers of a machine: equal seeds give equal numbers.
///
/// It decides jitter and names, never keys. Each machine draws from a stream of its own, so that
/// what one machine draws never depends on what another one does (P9).
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct StationRandom: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    /// Makes the stream number `stream` of `seed`.
    public init(seed: UInt64, stream: UInt64) {
        var first = StationRandom(state: seed ^ (stream &* 0xD1B5_4A32_D192_ED03))
        state = first.next()
    }

    private init(state: UInt64) {
        self.state = state
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A duration between zero and `limit`, in whole milliseconds, each equally likely.
    public mutating func duration(below limit: Duration) -> Duration {
        let milliseconds = limit.wholeMilliseconds
        guard milliseconds > 0 else { return .zero }
        return .milliseconds(Int64(next() % UInt64(milliseconds)))
    }

    /// A number between zero and one.
    mutating func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number with the exponential distribution of mean one.
    ///
    /// Source: J. von Neumann, "Various techniques used in connection with random digits", 1951:
    /// it needs comparisons only, and this floor has no logarithm.
    mutating func exponential() -> Double {
        var whole = 0.0
        while true {
            let first = fraction()
            var previous = first
            var length = 1
            while true {
                let following = fraction()
                guard following < previous else { break }
                previous = following
                length += 1
            }
            if length % 2 == 1 {
                return whole + first
            }
            whole += 1
        }
    }
}
