/// Keeps a ``RetainedState`` in two banks of three words, the last of each a check sum.
///
/// A change is written into the older bank, so that a reset in the middle of writing leaves the
/// other. A board may keep a copy of the banks elsewhere; it is read where both are lost.
struct RetainedBanks {
    /// The newest state, as it is written.
    private(set) var written = RetainedState()

    /// Reads the newest state; says whether there was one, or else the controller got power.
    mutating func load<Board: PanelBoard & ~Copyable>(from board: borrowing Board) -> Bool {
        load(at: 0, from: board) || load(at: RetainedState.words, from: board)
    }

    @inline(never)
    private mutating func load<Board: PanelBoard & ~Copyable>(
        at start: Int,
        from board: borrowing Board
    ) -> Bool {
        let even = Self.read(start, from: board)
        let odd = Self.read(start &+ 3, from: board)
        guard let newest = even ?? odd else { return false }
        written = newest
        if let odd, odd.generation == (newest.generation &+ 1) & 3 { written = odd }
        return true
    }

    /// Writes `state` where it differs from what is written.
    mutating func save<Board: PanelBoard & ~Copyable>(
        _ state: RetainedState,
        to board: inout Board
    ) {
        var new = state
        new.generation = written.generation
        guard new != written else { return }
        new.generation = (new.generation &+ 1) & 3
        let bank = bank(of: new)
        board.retain(bank, new.first)
        board.retain(bank &+ 1, new.second)
        board.retain(bank &+ 2, new.check)
        written = new
    }

    /// Whether what was written last reads back.
    func readsBack<Board: PanelBoard & ~Copyable>(from board: borrowing Board) -> Bool {
        Self.read(bank(of: written), from: board) == written
    }

    private func bank(of state: RetainedState) -> Int { state.generation & 1 == 0 ? 0 : 3 }

    @inline(never)
    private static func read<Board: PanelBoard & ~Copyable>(
        _ bank: Int,
        from board: borrowing Board
    ) -> RetainedState? {
        let state = RetainedState(
            first: board.retained(bank),
            second: board.retained(bank &+ 1)
        )
        // Memory that was never written is not a state, whatever its check sum.
        guard state.boots != 0, board.retained(bank &+ 2) == state.check else { return nil }
        return state
    }
}
