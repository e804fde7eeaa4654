internal import CBoard

/// What the board's memory tells.
public enum Memory {
    /// How many bytes of the stack were ever used.
    public static var stackUsed: UInt16 { UInt16(truncatingIfNeeded: cboard_stack_used()) }

    /// A word that no start clears.
    public static func retained(_ index: Int) -> UInt32 {
        cboard_retained(UInt32(truncatingIfNeeded: index))
    }

    /// Writes such a word.
    public static func retain(_ index: Int, _ word: UInt32) {
        cboard_retain(UInt32(truncatingIfNeeded: index), word)
    }
}
