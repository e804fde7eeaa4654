/// An input that counts as changed once it was different for a time without a break.
public struct SteadyInput {
    /// Whether it counts as active.
    public private(set) var isActive: Bool
    private var different: UInt16 = 0

    /// Makes an input that begins so.
    public init(isActive: Bool = false) {
        self.isActive = isActive
    }

    /// Reads the input once a millisecond.
    ///
    /// - Parameters:
    ///   - level: what it is now.
    ///   - time: for how many milliseconds it must be different.
    /// - Returns: whether it has changed.
    public mutating func read(_ level: Bool, for time: UInt16) -> Bool {
        guard level != isActive else {
            different = 0
            return false
        }
        different &+= 1
        guard different >= time else { return false }
        different = 0
        isActive = level
        return true
    }
}
