internal import GPIOLines
internal import MeldpostCore

extension PanelChoice {
    /// What of a self-test this panel does not have.
    ///
    /// A terminal has all of it, a panel controller all but the desk. On lines of the board it is what
    /// the configuration names no line for; the contacts of the button are always there.
    ///
    /// - Parameter hasDeskVoice: whether there is a card for the voice of the desk.
    /// - Returns: the checks.
    func unwired(hasDeskVoice: Bool) -> Set<SelfTestCheck> {
        var unwired: Set<SelfTestCheck>
        switch self {
        case .terminal: return []
        case .serial(_, let wiring): unwired = (wiring?.desk ?? .init()).unwired
        case .gpio(let wiring): unwired = wiring.unwired
        }
        if !hasDeskVoice { unwired.formUnion(SelfTestPart.deskVoice.checks) }
        return unwired
    }
}

extension GPIOWiring.DeskWiring {
    fileprivate var unwired: Set<SelfTestCheck> {
        var unwired: Set<SelfTestCheck> = []
        if !hasKeypad { unwired.formUnion(SelfTestPart.deskKeys.checks) }
        if hook == nil { unwired.formUnion(SelfTestPart.deskHandset.checks) }
        return unwired
    }
}

extension GPIOWiring {
    fileprivate var unwired: Set<SelfTestCheck> {
        var unwired = desk.unwired
        // A keypad of a wrong size is one, and is to be found.
        if !hasKeypad {
            unwired.formUnion(SelfTestPart.keys.checks)
        }
        if handset == nil { unwired.formUnion(SelfTestPart.handset.checks) }
        if buzzer == nil { unwired.insert(.buzzer) }
        if relay == nil { unwired.insert(.relay) }
        for lamp in Lamp.allCases where lamps[lamp] == nil { unwired.insert(.lamp(lamp)) }
        var hasLine = false
        for (index, line) in TelephoneLine.allCases.enumerated() {
            let wires = index < telephones.count ? telephones[index] : nil
            if wires?.rings == nil { unwired.insert(.ring(line)) }
            if wires?.offHook == nil { unwired.insert(.receiver(line)) }
            if wires?.rings != nil || wires?.offHook != nil { hasLine = true }
        }
        if !hasLine { unwired.insert(.lineInputs) }
        return unwired
    }
}

extension GPIOWiring.LampWiring {
    fileprivate subscript(lamp: Lamp) -> LinePlace? {
        switch lamp {
        case .panic: panic
        case .desk: desk
        case .ready: ready
        case .fault: fault
        }
    }
}
