internal import PanelCore
internal import PanelProtocol

/// Which row of the keypad is driven, and what its columns say.
///
/// At rest all rows are driven at once, so that any key makes an edge on its column and nothing has
/// to be looked at. Then one row after the other is driven, a millisecond each, until all keys have
/// been up for a while.
///
/// ```
///           a column conducts                  nothing for 64 ms
///  at rest ───────────────────▶ scanning ────────────────────────▶ at rest
/// ```
struct KeypadScan {
    /// How many rows without any column end the scanning.
    private static let quietRows = 64

    /// What a scan led to.
    enum Change: Hashable {
        /// A key, by its code, went down or up.
        case moved(UInt8, isDown: Bool)
        /// Several keys are down: none counts.
        case refused
    }

    private enum Matrix {
        case telephone(KeyMatrix)
        case lettered(KeyMatrixOf<LetteredKeypad>)

        var isAtRest: Bool {
            switch self {
            case .telephone(let matrix): matrix.isAtRest
            case .lettered(let matrix): matrix.isAtRest
            }
        }

        var stuck: UInt16 {
            switch self {
            case .telephone(let matrix): matrix.stuck
            case .lettered(let matrix): matrix.stuck
            }
        }

        mutating func read(_ columns: UInt8, row: Int) -> Change? {
            switch self {
            case .telephone(var matrix):
                defer { self = .telephone(matrix) }
                switch matrix.read(columns, row: row) {
                case .moved(let move)?: return .moved(move.key, isDown: move.isDown)
                case .refused?: return .refused
                case nil: return nil
                }
            case .lettered(var matrix):
                defer { self = .lettered(matrix) }
                switch matrix.read(columns, row: row) {
                case .moved(let move)?: return .moved(move.key, isDown: move.isDown)
                case .refused?: return .refused
                case nil: return nil
                }
            }
        }
    }

    /// Which rows are driven.
    enum Drive: Hashable {
        case all
        case row(Int)
    }

    private(set) var drive = Drive.row(0)
    private var matrix: Matrix
    private var quiet = 0

    /// Makes a scan of a keypad with three or four columns; it begins with a look at every key.
    init(columns: Int) {
        matrix =
            columns == LetteredKeypad.columns
            ? .lettered(KeyMatrixOf<LetteredKeypad>()) : .telephone(KeyMatrix())
    }

    /// Whether a key stays down.
    var hasStuckKey: Bool { matrix.stuck != 0 }

    /// The columns were read, at least a millisecond after the rows were driven.
    mutating func read(_ columns: UInt8) -> Change? {
        guard case .row(let row) = drive else {
            if columns != 0 { wake() }
            return nil
        }
        let change = matrix.read(columns, row: row)
        quiet = columns == 0 ? quiet + 1 : 0
        drive = .row((row + 1) % KeyMatrix.rows)
        if quiet >= Self.quietRows, row == KeyMatrix.rows - 1, matrix.isAtRest { drive = .all }
        return change
    }

    /// An edge was seen: there may be a key.
    mutating func wake() {
        guard drive == .all else { return }
        quiet = 0
        drive = .row(0)
    }
}
