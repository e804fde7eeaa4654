/// Which press of the controller belongs to which report of ours.
///
/// The controller counts modulo 65,536 since it got power; the machine confirms by the numbers of
/// reports. What one process has heard it does not hear twice, whatever sessions come and go.
struct PressLedger {
    /// How many reports wait at most for their confirmation; then the newest stands for two.
    static let capacity = 64

    /// Up to which press the machine has acted.
    private(set) var heard: UInt16 = 0
    /// Up to which press a new daemon would know of the incident.
    private(set) var kept: UInt16 = 0

    /// The newest press that was reported, or nothing before the first hello.
    private var reported: UInt16?
    private var waiting: [(number: UInt64, presses: UInt16)] = []

    /// A controller introduces itself.
    ///
    /// - Parameters:
    ///   - told: up to which press it believes them kept.
    ///   - isFresh: whether its counts began anew.
    mutating func begin(kept told: UInt16, isFresh: Bool) {
        guard isFresh || reported == nil else { return }
        reported = told
        heard = told
        kept = told
        waiting = []
    }

    /// The controller has counted up to `presses`; how many of them are new.
    ///
    /// A count that runs backwards is a fault of the controller's memory, not a press.
    mutating func take(_ presses: UInt16) -> UInt16 {
        let difference = presses &- (reported ?? presses)
        reported = presses
        return difference < 0x8000 ? difference : 0
    }

    /// The report `number` goes out.
    mutating func note(_ number: UInt64) {
        let presses = reported ?? 0
        if waiting.last?.presses == presses || waiting.count == Self.capacity {
            // The same press again needs no second confirmation, and a full ledger waits for the
            // newest: confirming late is safe.
            guard waiting.last?.presses != presses else { return }
            waiting.removeLast()
        }
        waiting.append((number, presses))
    }

    /// The machine confirms reports up to these numbers.
    mutating func confirm(heard heardNumber: UInt64, kept keptNumber: UInt64) {
        if let entry = waiting.last(where: { $0.number <= heardNumber }) { heard = entry.presses }
        guard let index = waiting.lastIndex(where: { $0.number <= keptNumber }) else { return }
        kept = waiting[index].presses
        waiting.removeFirst(index)
    }
}
