import PanelCore

/// The registers of the blocks that the firmware touches.
///
/// Source: RP2040 datasheet 2.3.1.7, 2.14, 2.15, 2.16, 2.19.6, 4.2.8, 4.7.6; ARMv6-M Architecture
/// Reference Manual B3.2, B3.3.
extension PicoChip {
    func load(_ address: UInt64) -> UInt32 {
        switch address {
        case 0x4000_C008: return ~heldInReset
        case 0x4002_4004:
            return words[0x4002_4000] == 0xFA_BAA0 && !isCrystalDead ? 1 << 31 : 0
        case 0x4000_8038: return 1 << ((words[0x4000_8030] ?? 0) & 3)
        case 0x4000_8044: return 1 << ((words[0x4000_803C] ?? 0) & 1)
        case 0x4002_8000:
            return words[0x4002_8008] == 64 && words[0x4002_B004] != nil ? 1 << 31 : 0
        case 0x4003_4018: return (toController.isEmpty ? 1 << 4 : 0) | (room == 0 ? 1 << 5 : 0)
        case 0x4003_4000: return toController.isEmpty ? 0 : UInt32(toController.removeFirst())
        case 0xD000_0004: return pins
        case 0xE000_E010: return 1 << 16
        case 0x4005_8008, 0x4005_800C...0x4005_8028, 0x4006_4008: return words[address] ?? 0
        default:
            unknown.insert(address)
            return 0
        }
    }

    func store(_ address: UInt64, _ word: UInt32) {
        switch address {
        case 0x4000_F000: heldInReset &= ~word
        case 0x4003_4000:
            // A port that is not set up, or whose pin is another's, sends nothing.
            guard words[0x4003_4030] == 0x301, pin(0).function == 2, room > 0 else { return }
            room -= 1
            toStation.append(UInt8(truncatingIfNeeded: word))
        case 0x4005_8000:
            words[address] = word
            // Without its tick and without anything to reset it is none.
            isWatchdogOn =
                word & 1 << 30 != 0 && words[0x4005_802C] == 1 << 9 | 12
                && words[0x4001_0008] == 0x1FFFC
        case 0x4005_8004:
            // RP2040-E1: it counts two for each microsecond.
            watchdogLeft = Int(word / 2_000)
            kicks += 1
        case 0xD000_0014:
            output |= word
            noteRelay()
        case 0xD000_0018: output &= ~word
        case 0xD000_0024:
            isOutput |= word
            noteRelay()
        case 0xD000_0028: isOutput &= ~word
        case 0x4000_8000..<0x4000_9000, 0x4001_0008, 0x4001_4000..<0x4001_5000,
            0x4001_C000..<0x4001_D000, 0x4002_4000..<0x4002_4010, 0x4002_8008...0x4002_800C,
            0x4002_B004, 0x4003_4024...0x4003_4030,
            0x4005_800C...0x4005_802C, 0x1800_0000..<0x1800_0100, 0xE000_E010...0xE000_E018,
            0xE000_ED04, 0xE000_ED08:
            words[address] = word
        default: unknown.insert(address)
        }
    }

    /// What the pins read: pulled up, and pulled down by contacts and by rows through keys.
    private var pins: UInt32 {
        var pins: UInt32 = .max
        for (index, contact) in Self.contactPins.enumerated() where contacts.contains(contact) {
            if contact != .panicClosed, contact != .panicOpen { pins &= ~(1 << UInt32(9 + index)) }
        }
        let (closed, open) = panicPins
        if !closed { pins &= ~(1 << 10) }
        if !open { pins &= ~(1 << 11) }
        for column in drivenColumns { pins &= ~(1 << UInt32(6 + column)) }
        return pins
    }

    /// Whether the two pins of the panic button read high.
    private var panicPins: (closed: Bool, open: Bool) {
        let circuit = PanicCircuit(
            closedConducts: contacts.contains(.panicClosed),
            openConducts: contacts.contains(.panicOpen),
            fault: cableFault,
            isClosedProbed: isHigh(27),
            isOpenProbed: isHigh(28)
        )
        if let known = circuits[circuit] { return known }
        let (closed, open) = circuit.voltages
        for voltage in [closed, open] where (0.8...2.0).contains(voltage) {
            uncertain.insert(circuit)
        }
        circuits[circuit] = (closed > 1.4, open > 1.4)
        return (closed > 1.4, open > 1.4)
    }

    private static let contactPins: [PanelContacts] = [
        .handset, .panicClosed, .panicOpen, .reset, .test, .firstLineRings, .firstLineOffHook,
        .secondLineRings, .secondLineOffHook,
    ]

    /// The columns that a low row reaches, through as many keys as it takes.
    private var drivenColumns: Set<Int> {
        var rows = Set((0..<4).filter { (isOutput & ~output) >> UInt32(2 + $0) & 1 == 1 })
        var columns: Set<Int> = []
        while true {
            let found = Set(keys.filter { rows.contains($0 / 3) }.map { $0 % 3 })
            let reached = rows.union(keys.filter { found.contains($0 % 3) }.map { $0 / 3 })
            if found == columns, reached == rows { return columns }
            (columns, rows) = (found, reached)
        }
    }
}
