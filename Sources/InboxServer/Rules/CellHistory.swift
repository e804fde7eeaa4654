internal import RecordFormat

/// What the last cells of one journal said, and what may follow them.
///
/// The two connections of a courier share one row of counters, and the panic one never waits for
/// the other: a panic cell may overtake a cell that was signed before it. So each connection has
/// its own last counter, and chain heads are compared in the order of counters, not of arrival.
///
/// A clone sends on the same connection with the same row of counters as the original: whichever
/// sends second repeats a counter or falls behind, at its first cell (F45, F72).
struct CellHistory: Hashable, Sendable {
    /// The connection that a cell took, as its load tells.
    enum Lane: Hashable, Sendable {
        /// Filler and pieces of entries.
        case pace
        /// Panic signals.
        case panic
    }

    /// What a cell said of its journal.
    struct Mark: Hashable, Sendable {
        /// The counter of the cell.
        var counter: UInt64
        /// The head of the chain when the cell was signed.
        var headSequence: UInt64
    }

    /// What a cell is worth.
    enum Ruling: Hashable, Sendable {
        /// It follows what came before.
        case follows
        /// Its counter was used before, or lies behind.
        case counterNotGrown
        /// Its counter grew, but its chain is shorter than it was before.
        case headWentBack
    }

    /// The last cell with filler or a piece.
    var pace: Mark?
    /// The last cell with a panic signal.
    var panic: Mark?

    /// Compares a cell with what came before it.
    func judge(_ mark: Mark, lane: Lane) -> Ruling {
        let (same, other) = lane == .pace ? (pace, panic) : (panic, pace)
        if let same, mark.counter <= same.counter { return .counterNotGrown }
        if let other, mark.counter == other.counter { return .counterNotGrown }
        let isSound = [same, other].compactMap(\.self).allSatisfy { known in
            known.counter < mark.counter
                ? known.headSequence <= mark.headSequence
                : mark.headSequence <= known.headSequence
        }
        return isSound ? .follows : .headWentBack
    }

    /// Remembers a cell whose counter grew.
    mutating func remember(_ mark: Mark, lane: Lane) {
        switch lane {
        case .pace: pace = mark
        case .panic: panic = mark
        }
    }
}
