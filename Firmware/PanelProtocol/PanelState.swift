/// Everything of a panel that lasts: told whole at each change, so that nothing is missed for good.
public struct PanelState: Equatable, Sendable {
    /// How many presses of the panic button were counted since the controller got power, modulo
    /// 65,536.
    public var presses: UInt16
    /// How often the handset was moved, modulo 256: odd while it is lifted.
    ///
    /// A count and not a level, so that hanging up and lifting again is never taken for nothing: the
    /// next visitor must not continue the visit of the one before (F17).
    public var moves: UInt8
    /// The levels.
    public var levels: PanelLevels

    /// How many bytes it takes.
    static let length = 5

    /// Makes a state.
    public init(presses: UInt16 = 0, moves: UInt8 = 0, levels: PanelLevels = []) {
        self.presses = presses
        self.moves = moves
        self.levels = levels
    }

    /// Whether the handset is lifted.
    public var isLifted: Bool { moves & 1 == 1 }

    init?(_ bytes: FrameBytes, at index: Int) {
        presses = bytes.word(at: index)
        moves = bytes[index + 2]
        levels = PanelLevels(rawValue: bytes.word(at: index + 3))
        guard levels.isSubset(of: .all) else { return nil }
    }

    func write(to bytes: inout FrameBytes) {
        bytes.append(presses)
        bytes.append(moves)
        bytes.append(levels.rawValue)
    }
}
