/// How far the presses have come that a panel counts by itself.
///
/// *Heard* follows from the step in which the machine acts on a report. *Kept* means that a daemon
/// that starts anew knows of the incident without the panel: its record is on disk, or it is over.
struct PressConfirmation: Hashable, Sendable {
    private var heard: UInt64 = 0
    private var kept: UInt64 = 0
    private var told: [UInt64] = [0, 0]

    /// A report was acted on.
    mutating func hear(_ number: UInt64) { heard = max(heard, number) }

    /// Says how far it is, where that has changed.
    mutating func confirm(isKept: Bool) -> [PanicEffect] {
        if isKept { kept = heard }
        guard told != [heard, kept] else { return [] }
        told = [heard, kept]
        return [.confirm(heard: heard, kept: kept)]
    }
}
