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
        wiring.desk.rows = [place, place, place, place]
        wiring.desk.columns = [place, place, place]
        wiring.desk.hook = place
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
        return PanelChoice.gpio(wiring).unwired(hasDeskVoice: true)
    }

    @Test func `a panel with all it can have and a terminal lack nothing, a controller the desk`() {
        #expect(Self.unwired { _ in }.isEmpty)
        #expect(PanelChoice.terminal.unwired(hasDeskVoice: false).isEmpty)
        let serial = PanelChoice.serial(device: "/dev/null", desk: nil)
        let keys: [SelfTestPart] = [.deskKeys, .deskHandset]
        #expect(serial.unwired(hasDeskVoice: true) == Set(keys.flatMap(\.checks)))
        let beside = PanelChoice.serial(device: "/dev/null", desk: Self.wiring(lines: 0))
        #expect(beside.unwired(hasDeskVoice: true).isEmpty)
        #expect(beside.unwired(hasDeskVoice: false) == Set(SelfTestPart.deskVoice.checks))
    }

    @Test func `each wire that is not there is what is not asked for, and nothing else`() {
        #expect(Self.unwired { $0.lamps.desk = nil } == [.lamp(.desk)])
        #expect(Self.unwired { $0.lamps.panic = nil } == [.lamp(.panic)])
        #expect(Self.unwired { $0.lamps.ready = nil } == [.lamp(.ready)])
        #expect(Self.unwired { $0.lamps.fault = nil } == [.lamp(.fault)])
        #expect(Self.unwired { $0.buzzer = nil } == [.buzzer])
        #expect(Self.unwired { $0.relay = nil } == [.relay])
        #expect(Self.unwired { $0.handset = nil } == [.handsetUp, .handsetDown])
        #expect(Self.unwired { $0.desk.hook = nil } == [.deskHandsetUp, .deskHandsetDown])
        #expect(Self.unwired { $0.desk.rows.removeLast() }.isEmpty)
        let desk = Self.unwired {
            $0.desk.rows = []
            $0.desk.columns = []
        }
        #expect(desk == Set(SelfTestPart.deskKeys.checks))
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
        let one = PanelChoice.gpio(Self.wiring(lines: 1)).unwired(hasDeskVoice: true)
        #expect(one == [.ring(.second), .receiver(.second)])
        let none = PanelChoice.gpio(Self.wiring(lines: 0)).unwired(hasDeskVoice: true)
        #expect(none == Set(SelfTestPart.lines.checks))
        #expect(Self.unwired { $0.telephones = [] } == none)
    }
}
