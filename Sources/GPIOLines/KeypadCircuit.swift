internal import MeldpostCore
internal import PanelCore

/// A keypad on its lines: of the kiosk, or of the desk.
///
/// The rule is the panel controller's matrix (``KeypadScan``). Here rows are driven, columns are read,
/// and codes become keys.
struct KeypadCircuit {
    /// What the keypad led to.
    enum Change: Hashable {
        /// A key went down or up.
        case moved(Key, isDown: Bool)
        /// Several keys are down, or a letter: none counts, and whoever pressed it is to hear it.
        case refused
        /// A key stays down from now on, or none does.
        case stuck(Bool)
    }

    private var rows: [LineSlot]
    private var columns: [LineSlot]
    private var scan: KeypadScan?
    private var hadStuckKey = false

    /// Makes a keypad of these lines; one of no size that there is has no keys at all, because half of
    /// one would lie.
    init(rows: [LinePlace], columns: [LinePlace]) {
        let isSound = GPIOWiring.isMatrix(rows, columns)
        self.rows = isSound ? rows.map { LineSlot($0, for: .row(isDriven: false)) } : []
        self.columns = isSound ? columns.map { LineSlot($0, for: .edges) } : []
        scan = isSound ? KeypadScan(columns: columns.count) : nil
    }

    /// Rows and columns.
    var slots: [LineSlot] { rows + columns }

    /// The lines whose edges end a wait.
    var waiting: [LineSlot] { columns }

    /// Whether it is to be looked at each millisecond.
    var isRestless: Bool { scan.map { $0.drive != .all } == true }

    /// Looks whether the rows are still there: nothing else tells of a line that is only written.
    mutating func check(isDue: Bool, at now: UInt64) {
        for index in rows.indices { rows[index].check(isDue: isDue, at: now) }
    }

    /// Asks for lines that are missing and due.
    mutating func open(from source: any LineSource, pullsUp: Bool, at now: UInt64) {
        for index in rows.indices { rows[index].open(from: source, pullsUp: pullsUp, at: now) }
        for index in columns.indices {
            columns[index].open(from: source, pullsUp: pullsUp, at: now)
        }
    }

    /// Gives all lines back, the rows let go.
    mutating func giveBack(at now: UInt64) {
        for index in rows.indices { rows[index].giveBack(at: now) }
        for index in columns.indices { columns[index].giveBack(at: now) }
    }

    /// Reads the columns, `passed` milliseconds after the last time, and drives the next row.
    mutating func read(passed: Int, at now: UInt64) -> [Change] {
        guard var scan else { return [] }
        defer { self.scan = scan }
        for index in columns.indices where !columns[index].takeEdges(at: now).edges.isEmpty {
            scan.wake()
        }
        var bits: UInt8 = 0
        for index in columns.indices where columns[index].read(at: now) == true {
            bits |= 1 << UInt8(index)
        }
        var changes: [Change] = []
        // A row has to be driven for a millisecond before its columns are true.
        if passed > 0 {
            switch scan.read(bits) {
            case .moved(let code, let isDown)?:
                if let key = Key(rawValue: code) {
                    changes.append(.moved(key, isDown: isDown))
                } else if isDown {
                    // A to D mean nothing here.
                    changes.append(.refused)
                }
            case .refused?: changes.append(.refused)
            case nil: break
            }
        }
        if scan.hasStuckKey != hadStuckKey {
            hadStuckKey = scan.hasStuckKey
            changes.append(.stuck(hadStuckKey))
        }
        for index in rows.indices {
            rows[index].drive(scan.drive == .all || scan.drive == .row(index), at: now)
        }
        return changes
    }
}
