/// When the pace lane is used: a grid that knows nothing of what is to be sent (P9).
///
/// A slot has sixteen ticks. The first is the slot's own exchange; the others are used only to make
/// up missed slots, so that a slot then has sixteen exchanges: with one of them its own, an outage
/// of 30 days is made up in 30 × 24 ÷ 15 = 48 hours.
///
/// Each tick has a jitter of up to its own length, computed from the seed and its number, so that
/// it is the same whatever happened before.
struct SlotGrid: Hashable, Sendable {
    /// How many exchanges a slot has while missed ones are made up.
    static let ticksPerSlot: Int64 = 16

    private let tickMilliseconds: Int64
    private let seed: UInt64

    /// Makes the grid of slots of length `slot`.
    init(slot: Duration, seed: UInt64) {
        tickMilliseconds = max(1, slot.wholeMilliseconds / Self.ticksPerSlot)
        self.seed = seed
    }

    /// When tick number `tick` is.
    func instant(of tick: Int64) -> Instant {
        var random = StationRandom(seed: seed, stream: UInt64(bitPattern: tick))
        let jitter = Int64(random.next() % UInt64(tickMilliseconds))
        return Instant(sinceStart: .milliseconds(tick * tickMilliseconds + jitter))
    }

    /// The last tick that is not after `now`, or −1 before the first.
    func lastTick(at now: Instant) -> Int64 {
        let begun = now.sinceStart.wholeMilliseconds / tickMilliseconds
        return now < instant(of: begun) ? begun - 1 : begun
    }

    /// The slot in which `tick` lies.
    static func slot(of tick: Int64) -> Int64 {
        // Rounded down, also for the tick before the first.
        tick >> 4
    }

    /// The first tick of `slot`.
    static func firstTick(of slot: Int64) -> Int64 {
        slot << 4
    }
}
