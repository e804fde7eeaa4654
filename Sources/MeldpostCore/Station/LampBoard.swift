/// What the lamps show, so that a door is told changes only.
///
/// | lamp | shows |
/// | --- | --- |
/// | ready | steady: reports are taken; slow: they are, but nothing is heard: ask at the desk; off: they are not |
/// | desk | fast: an alarm is not delivered; double: a term has passed; slow: something urgent is not taken up, or a term ends soon; steady: a call is to be logged |
/// | fault | slow: something does not work; blip: it works, and will not for ever |
///
/// No lamp depends on whether somebody stands at the kiosk (P9), with the two exceptions that P9
/// names: the one at the panic button, and the one at the desk for what is urgent (R4, R90).
struct LampBoard: Hashable, Sendable {
    private var ready: LampRhythm?
    private var desk: LampRhythm?
    private var fault: LampRhythm?

    /// What the lamp at the desk shows.
    static func deskRhythm(
        _ signs: Signs,
        hasUrgentEntries: Bool,
        hasUnloggedCalls: Bool
    ) -> LampRhythm {
        if signs.contains(.panicNotDelivered) { return .fast }
        if signs.contains(.termOverdue) { return .double }
        if hasUrgentEntries || signs.contains(.termDueSoon) { return .slow }
        return hasUnloggedCalls ? .on : .off
    }

    /// What a lamp shows; the one at the panic button is not on this board.
    func rhythm(of lamp: Lamp) -> LampRhythm {
        switch lamp {
        case .panic: .off
        case .desk: desk ?? .off
        case .ready: ready ?? .off
        case .fault: fault ?? .off
        }
    }

    mutating func show(
        ready newReady: LampRhythm,
        desk newDesk: LampRhythm,
        fault newFault: LampRhythm
    ) -> [Effect] {
        guard newReady != ready || newDesk != desk || newFault != fault else { return [] }
        var effects: [Effect] = []
        if newReady != ready { effects.append(.setLamp(.ready, newReady)) }
        if newDesk != desk { effects.append(.setLamp(.desk, newDesk)) }
        if newFault != fault { effects.append(.setLamp(.fault, newFault)) }
        ready = newReady
        desk = newDesk
        fault = newFault
        return effects
    }
}
