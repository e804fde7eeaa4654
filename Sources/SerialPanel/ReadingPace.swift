internal import MeldpostCore

/// Reads no faster than the fastest line that a panel may have.
///
/// A controller at 115,200 baud says at most 11,520 bytes a second; a line at 921,600 baud that is
/// full of junk 92,160. More is left in the kernel for a moment, so that a flood costs the processor
/// little (F32).
struct ReadingPace {
    /// How many bytes are read in a window.
    static let bytes = 10_000
    static let window = Duration.milliseconds(100)

    private var windowEnd = Instant.start
    private var left = bytes

    /// When the next bytes may be read, or nothing where they may be at once.
    mutating func pause(at now: Instant) -> Instant? {
        if !(now < windowEnd) {
            windowEnd = now + Self.window
            left = Self.bytes
        }
        return left > 0 ? nil : windowEnd
    }

    /// Bytes were read.
    mutating func note(_ count: Int) { left -= count }
}
