/// Why a line that is wired cannot be used.
enum LineFault: Hashable, Sendable {
    /// No chip has that label, or it is gone.
    case chipMissing
    /// Another program or driver has it, or the chip has no such line.
    case unusable
}
