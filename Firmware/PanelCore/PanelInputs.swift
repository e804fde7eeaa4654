internal import PanelProtocol

/// Everything that a panel senses, read once a millisecond.
struct PanelInputs {
    /// How many milliseconds the handset must be moved before it counts.
    static let handsetTime: UInt16 = 60

    var matrix = KeyMatrix()
    var panic: PanicPair
    var handset: SteadyInput
    var switches = SteadySwitches()

    /// Makes inputs that begin as they were before a reset.
    init(isButtonDown: Bool, isHandsetLifted: Bool) {
        panic = PanicPair(isDown: isButtonDown)
        handset = SteadyInput(isActive: isHandsetLifted)
    }

    /// The levels as they are told: contacts and levels have their bits in common.
    var levels: PanelLevels {
        let bits =
            panic.steady.rawValue | switches.steady.rawValue
            | (panic.hasWireFault ? PanelLevels.wireFault.rawValue : 0)
            | (matrix.hasStuckKey ? PanelLevels.keyStuck.rawValue : 0)
        return PanelLevels(rawValue: bits)
    }
}
