import Synchronization

@testable import GPIOLines

/// Lines of a test: what the board does to them, and what the door does.
final class TestLines: LineSource {
    struct State {
        var levels: [UInt32: Bool] = [:]
        var edges: [UInt32: [LineEdge]] = [:]
        var sequences: [UInt32: UInt32] = [:]
        /// What cannot be had, and why.
        var refusals: [UInt32: GPIOError] = [:]
        /// Lines that were had and are gone; one that comes back is to be opened anew.
        var gone: Set<UInt32> = [] {
            didSet {
                for line in gone.subtracting(oldValue) { epochs[line, default: 0] += 1 }
            }
        }
        /// How often each line went.
        var epochs: [UInt32: Int] = [:]
        /// How many reads and writes of a line fail yet, as on a bus that is disturbed.
        var failing: [UInt32: Int] = [:]
        var opened: [UInt32: LineUse] = [:]
        /// Whether edges have numbers, as with libgpiod 2.
        var hasSequences = true
        /// Whether the chips have interrupts.
        var hasEdges = true
        /// The keypad of the kiosk.
        var kiosk = Matrix()
        /// The keypad of the desk.
        var desk = Matrix()
        var matrices: [Matrix] { [kiosk, desk] }
    }

    /// Contacts that hang on rows: column by key, row by key.
    struct Matrix {
        var rows: [UInt32] = []
        var columns: [UInt32] = []
        /// The keys that are down, as row and column.
        var keys: [(row: Int, column: Int)] = []

        /// Whether a column is joined to a row that is driven low, over any way of keys: without
        /// diodes current takes each of them.
        func conducts(_ column: Int, _ levels: [UInt32: Bool]) -> Bool {
            var columns: Set = [column]
            var rows: Set<Int> = []
            for _ in 0..<keys.count {
                for key in keys where columns.contains(key.column) || rows.contains(key.row) {
                    columns.insert(key.column)
                    rows.insert(key.row)
                }
            }
            return rows.contains { levels[self.rows[$0]] == false }
        }
    }

    static let notThere = GPIOError(operation: .findChip, errorNumber: 19)
    static let busy = GPIOError(operation: .request, errorNumber: 16)

    let state = Mutex(State())

    func open(
        _ place: LinePlace,
        for use: LineUse,
        pullsUp: Bool
    ) throws(GPIOError) -> any OpenLine {
        let refusal: GPIOError? = state.withLock { state in
            if let refusal = state.refusals[place.offset] { return refusal }
            if use == .edges, !state.hasEdges {
                return GPIOError(operation: .request, errorNumber: 6)
            }
            state.opened[place.offset] = use
            state.sequences[place.offset] = 0
            state.edges[place.offset] = []
            switch use {
            case .output(let isHigh): state.levels[place.offset] = isHigh
            case .row(let isDriven): state.levels[place.offset] = !isDriven
            case .input, .edges:
                // Contacts are open: the resistor pulls the line up.
                if state.levels[place.offset] == nil { state.levels[place.offset] = true }
            }
            return nil
        }
        if let refusal { throw refusal }
        let epoch = state.withLock { $0.epochs[place.offset] }
        return Line(source: self, offset: place.offset, epoch: epoch, hasEdges: use == .edges)
    }

    /// A contact closes or opens, at `time`.
    func set(_ offset: UInt32, conducts: Bool, at time: UInt64) {
        state.withLock { state in
            let isHigh = !conducts
            guard state.levels[offset] != isHigh else { return }
            state.levels[offset] = isHigh
            guard state.opened[offset] == .edges else { return }
            state.sequences[offset, default: 0] += 1
            let sequence = state.hasSequences ? state.sequences[offset, default: 0] : 0
            state.edges[offset, default: []].append(
                LineEdge(nanoseconds: time, sequence: sequence, isRising: isHigh)
            )
        }
    }

    /// A pulse that is over before the kernel looks at the line: two edges of one direction.
    func pulse(_ offset: UInt32, at time: UInt64) {
        state.withLock { state in
            for moment in [time, time + 30_000] {
                state.sequences[offset, default: 0] += 1
                let sequence = state.hasSequences ? state.sequences[offset, default: 0] : 0
                state.edges[offset, default: []].append(
                    LineEdge(
                        nanoseconds: moment,
                        sequence: sequence,
                        isRising: state.levels[offset] ?? true
                    )
                )
            }
        }
    }

    /// Whether a line is high.
    func isHigh(_ offset: UInt32) -> Bool { state.withLock { $0.levels[offset] ?? false } }

    static let disturbed: Int32 = 5

    private final class Line: OpenLine {
        let source: TestLines
        let offset: UInt32
        let epoch: Int?
        let hasEdges: Bool
        var descriptor: Int32? { hasEdges ? -1 : nil }
        let edgeLimit = 16

        init(source: TestLines, offset: UInt32, epoch: Int?, hasEdges: Bool) {
            self.source = source
            self.offset = offset
            self.epoch = epoch
            self.hasEdges = hasEdges
        }

        /// Whether this try fails.
        private var isDisturbed: Bool {
            source.state.withLock { state in
                guard let left = state.failing[offset], left > 0 else { return false }
                state.failing[offset] = left - 1
                return true
            }
        }

        private func isGone(_ state: State) -> Bool {
            state.gone.contains(offset) || state.epochs[offset] != epoch
        }

        func read() throws(GPIOError) -> Bool {
            guard !isDisturbed else {
                throw GPIOError(operation: .read, errorNumber: TestLines.disturbed)
            }
            let level: Bool? = source.state.withLock { state in
                guard !isGone(state) else { return nil }
                for matrix in state.matrices {
                    guard let column = matrix.columns.firstIndex(of: offset) else { continue }
                    return !matrix.conducts(column, state.levels)
                }
                return state.levels[offset] ?? true
            }
            guard let level else { throw GPIOError(operation: .read, errorNumber: 19) }
            return level
        }

        func write(_ isHigh: Bool) throws(GPIOError) {
            guard !isDisturbed else {
                throw GPIOError(operation: .write, errorNumber: TestLines.disturbed)
            }
            let isThere = source.state.withLock { state in
                guard !isGone(state) else { return false }
                state.levels[offset] = isHigh
                return true
            }
            if !isThere { throw GPIOError(operation: .write, errorNumber: 19) }
        }

        func takeEdges() throws(GPIOError) -> [LineEdge] {
            source.state.withLock { state in
                let edges = state.edges[offset] ?? []
                state.edges[offset] = Array(edges.dropFirst(edgeLimit))
                return Array(edges.prefix(edgeLimit))
            }
        }
    }
}
