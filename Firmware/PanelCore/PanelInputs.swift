/// Everything that a panel senses, read once a millisecond.
struct PanelInputs {
    /// How many milliseconds the handset must be moved before it counts.
    static let handsetTime: UInt16 = 60
    /// How many milliseconds after the start everything is as it was found: the switches take 32.
    static let settlingTime: UInt16 = 40

    var matrix = KeyMatrix()
    var panic: PanicPair
    var handset: SteadyInput
    var switches = SteadySwitches()

    /// Makes inputs that begin as they were before a reset.
    init(from state: RetainedState, isAfterReset: Bool) {
        panic = PanicPair(
            isDown: state.isDown,
            collected: state.collected,
            isAfterReset: isAfterReset
        )
        handset = SteadyInput(isActive: state.moves & 1 == 1)
    }
}
