public import PanelProtocol

/// The keypad of a telephone.
public typealias KeyMatrix = KeyMatrixOf<TelephoneKeypad>

/// The keypad: four rows of three or four keys, one row a millisecond, without diodes.
///
/// One key down gives one digit, once. Two keys at once give none, because three corners of a
/// rectangle look like four (F14): whoever leans on the keypad writes nothing. A key counts after
/// five equal scans, 20 ms. A key that stays down for ten seconds is stuck and left out, and the
/// others go on (F13).
///
/// ```
///          one key                another key with it
///  none ─────────────▶ held ─────────────────────────▶ refused
///   ▲   down            │ up                              │
///   └───────────────────┴────────── none ─────────────────┘
/// ```
///
/// It begins as after a refusal: what is down when the controller starts was pressed before.
public struct KeyMatrixOf<Shape: KeypadShape> {
    /// How many rows there are.
    public static var rows: Int { 4 }
    /// How many columns there are.
    public static var columns: Int { Shape.columns }
    /// How many scans must be equal.
    static var steadyScans: UInt8 { 5 }
    /// After how many scans without a change the keys that are down are stuck: ten seconds.
    static var stuckScans: UInt16 { 2_500 }

    private enum State: Equatable {
        case idle
        case held(UInt8)
        case refused
    }

    private var state = State.refused
    private var scan: UInt16 = 0
    private var pattern: UInt16 = 0
    private var equalScans: UInt8 = 0
    private var settled: UInt16 = 0
    private var unchangedScans: UInt16 = 0
    /// The keys that are stuck, a bit each.
    public private(set) var stuck: UInt16 = 0

    /// Makes a matrix of which nothing is known.
    public init() {}

    /// Whether no key is down, steadily, nor was one refused that is still down.
    public var isAtRest: Bool { state == .idle && pattern == 0 }

    /// What a scan led to.
    public enum Change: Equatable {
        /// A key went down or up.
        case moved(KeyMove)
        /// Several keys are down: none counts.
        case refused
    }

    /// Takes the columns of one row; after the last row a scan is whole.
    public mutating func read(_ columns: UInt8, row: Int) -> Change? {
        let taken = UInt16(columns) & (1 << UInt16(Shape.columns) &- 1)
        scan = scan >> UInt16(Shape.columns) | taken << UInt16(Shape.columns * (Self.rows - 1))
        guard row == Self.rows - 1 else { return nil }
        return finishScan()
    }

    private mutating func finishScan() -> Change? {
        if scan == pattern {
            if equalScans < Self.steadyScans { equalScans &+= 1 }
        } else {
            pattern = scan
            equalScans = 1
        }
        guard equalScans >= Self.steadyScans else { return nil }
        if pattern != settled {
            settled = pattern
            unchangedScans = 0
            stuck &= settled
        } else if settled & ~stuck != 0 {
            unchangedScans &+= 1
            if unchangedScans >= Self.stuckScans { stuck = settled }
        }
        return decide(settled & ~stuck)
    }

    /// At most one change a scan: where a key goes straight over into another, the second waits for
    /// the next scan.
    private mutating func decide(_ keys: UInt16) -> Change? {
        let key = Self.onlyKey(in: keys)
        switch state {
        case .held(let held):
            guard key != held else { return nil }
            state = .idle
            return .moved(KeyMove(key: held, isDown: false))
        case .idle:
            guard keys != 0 else { return nil }
            guard let key else {
                state = .refused
                return .refused
            }
            state = .held(key)
            return .moved(KeyMove(key: key, isDown: true))
        case .refused:
            if keys == 0 { state = .idle }
            return nil
        }
    }

    /// The code of the only key in `keys`; nothing where there are none or several.
    static func onlyKey(in keys: UInt16) -> UInt8? {
        guard keys != 0, keys & (keys &- 1) == 0 else { return nil }
        return Shape.code(at: keys.trailingZeroBitCount)
    }
}
