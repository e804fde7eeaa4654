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
}
