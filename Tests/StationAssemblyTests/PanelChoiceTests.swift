import GPIOLines
import MeldpostCore
import Testing

@testable import StationAssembly

/// What a self-test is not to ask for, as the wiring has it.
@Suite struct PanelChoiceTests {
    private static let place = LinePlace(chip: "board", offset: 1)

    private static func wiring(lines: Int) -> GPIOWiring {
        var wiring = GPIOWiring()
        wiring.rows = [place, place, place, place]
        wiring.columns = [place, place, place]
        wiring.handset = place
        wiring.relay = place
        wiring.buzzer = place
        wiring.lamps.panic = place
        wiring.lamps.desk = place
        wiring.lamps.ready = place
        wiring.lamps.fault = place
        wiring.telephones = (1...2).map { line in
            let wire = line <= lines ? place : nil
            return GPIOWiring.TelephoneWiring(rings: wire, offHook: wire)
        }
        return wiring
    }

    private static func unwired(_ change: (inout GPIOWiring) -> Void) -> Set<SelfTestCheck> {
        var wiring = wiring(lines: 2)
        change(&wiring)
        return PanelChoice.gpio(wiring).unwired
    }

    @Test func `a panel with all it can have, a controller and a terminal lack nothing`() {
        #expect(Self.unwired { _ in }.isEmpty)
        #expect(PanelChoice.terminal.unwired.isEmpty)
        #expect(PanelChoice.serial(device: "/dev/null").unwired.isEmpty)
    }

    @Test func `each wire that is not there is what is not asked for, and nothing else`() {
        #expect(Self.unwired { $0.lamps.desk = nil } == [.lamp(.desk)])
        #expect(Self.unwired { $0.lamps.panic = nil } == [.lamp(.panic)])
        #expect(Self.unwired { $0.lamps.ready = nil } == [.lamp(.ready)])
        #expect(Self.unwired { $0.lamps.fault = nil } == [.lamp(.fault)])
        #expect(Self.unwired { $0.buzzer = nil } == [.buzzer])
        #expect(Self.unwired { $0.relay = nil } == [.relay])
        #expect(Self.unwired { $0.handset = nil } == [.handsetUp, .handsetDown])
        #expect(Self.unwired { $0.telephones[0].offHook = nil } == [.receiver(.first)])
        #expect(Self.unwired { $0.telephones[1].rings = nil } == [.ring(.second)])
        // A keypad that lacks a row is wrong, not absent.
        #expect(Self.unwired { $0.rows.removeLast() }.isEmpty)
        let keys = Self.unwired {
            $0.rows = []
            $0.columns = []
        }
        #expect(keys == Set(SelfTestPart.keys.checks))
    }

    @Test func `one telephone line, or none`() {
        let one = PanelChoice.gpio(Self.wiring(lines: 1)).unwired
        #expect(one == [.ring(.second), .receiver(.second)])
        let none = PanelChoice.gpio(Self.wiring(lines: 0)).unwired
        #expect(none == Set(SelfTestPart.lines.checks))
        #expect(Self.unwired { $0.telephones = [] } == none)
    }
}
