internal import GPIOLines
internal import MeldpostCore

extension PanelChoice {
    /// What of a self-test this panel does not have.
    ///
    /// A terminal and a panel controller have all of it. On lines of the board it is what the
    /// configuration names no line for; the contacts of the button are always there.
    var unwired: Set<SelfTestCheck> {
        guard case .gpio(let wiring) = self else { return [] }
        return wiring.unwired
    }
}

extension GPIOWiring {
    fileprivate var unwired: Set<SelfTestCheck> {
        var unwired: Set<SelfTestCheck> = []
        // A keypad of a wrong size is one, and is to be found.
        if rows.isEmpty, columns.isEmpty {
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
