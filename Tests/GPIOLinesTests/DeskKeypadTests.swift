import MeldpostCore
import Testing

@testable import GPIOLines

/// The keypad and the hook of the desk: the rules of the kiosk's, told as the desk's.
@Suite struct DeskKeypadTests {
    private static let telephone: [[Key]] = [
        [.one, .two, .three], [.four, .five, .six], [.seven, .eight, .nine],
        [.star, .zero, .square],
    ]

    @Test(arguments: [3, 4])
    func `each key of the desk is told once, and never as one of the kiosk`(columns: Int) {
        for row in 0..<4 {
            for column in 0..<3 {
                var bench = PanelBench.rested(columns: columns)
                bench.hold([(row, column)], of: \.desk)
                bench.pass(45)
                let key = Self.telephone[row][column]
                #expect(bench.events == [.deskKeyPressed(key)])
                #expect(bench.events.map(\.stimulus) == [.deskKeyPressed(key)])
                bench.pass(500)
                bench.hold([], of: \.desk)
                bench.pass(100)
                #expect(bench.events == [.deskKeyPressed(key)])
            }
        }
    }

    @Test(arguments: [3, 4])
    func `F14 two keys at once at the desk are refused, and the ghosts of three`(columns: Int) {
        for keys in [
            [(0, 0), (0, 1)], [(0, 0), (1, 0)], [(0, 0), (1, 1)], [(0, 0), (0, 1), (1, 0)],
            [(2, 1), (2, 2), (3, 1)],
        ] {
            var bench = PanelBench.rested(columns: columns)
            bench.hold(keys, of: \.desk)
            bench.pass(60)
            #expect(bench.events == [.deskKeyRefused])
            #expect(bench.events.map(\.stimulus) == [.deskKeyRefused])
            #expect(!bench.lines.isHigh(PanelBench.buzzer))
            bench.hold([keys[0]], of: \.desk)
            bench.pass(100)
            #expect(bench.events == [.deskKeyRefused])
            bench.hold([], of: \.desk)
            bench.pass(100)
            bench.hold([(1, 1)], of: \.desk)
            bench.pass(60)
            #expect(bench.events == [.deskKeyRefused, .deskKeyPressed(.five)])
        }
    }

    @Test func `the letters of a wide desk keypad are refused`() {
        var bench = PanelBench.rested(columns: 4)
        bench.hold([(2, 3)], of: \.desk)
        bench.pass(60)
        #expect(bench.events == [.deskKeyRefused])
    }

    @Test func `F13 a key of the desk that stays down is told as the desk's, and the others work`()
    {
        var bench = PanelBench.rested()
        bench.hold([(0, 0)], of: \.desk)
        bench.hold([(3, 0)])
        bench.pass(10_200)
        let stuck: [WiredPanelEvent] = [
            .conditionChanged(.deskKeyStuck, isRaised: true),
            .conditionChanged(.panelKeyStuck, isRaised: true),
        ]
        #expect(stuck.allSatisfy(bench.events.contains))
        bench.events = []
        bench.hold([(0, 0), (2, 2)], of: \.desk)
        bench.pass(100)
        #expect(bench.events == [.deskKeyPressed(.nine)])
        bench.hold([])
        bench.pass(200)
        #expect(bench.events.contains(.conditionChanged(.panelKeyStuck, isRaised: false)))
        #expect(!bench.events.contains(.conditionChanged(.deskKeyStuck, isRaised: false)))
        bench.hold([], of: \.desk)
        bench.pass(200)
        #expect(bench.events.last == .conditionChanged(.deskKeyStuck, isRaised: false))
    }

    @Test func `a key at the kiosk and one at the desk at the same time both count`() {
        var bench = PanelBench.rested()
        bench.hold([(0, 1)])
        bench.hold([(2, 0)], of: \.desk)
        bench.pass(60)
        #expect(Set(bench.events) == [.keyPressed(.two), .deskKeyPressed(.seven)])
    }

    @Test func `the hook of the desk is told after sixty milliseconds, up and down`() {
        var bench = PanelBench.rested()
        bench.set(PanelBench.deskHook, true)
        bench.pass(59)
        #expect(bench.events == [])
        bench.pass(5)
        bench.set(PanelBench.deskHook, false)
        bench.pass(70)
        #expect(
            bench.events == [
                .deskHandsetMoved(isLifted: true), .deskHandsetMoved(isLifted: false),
            ]
        )
        #expect(bench.events.last?.stimulus == .deskHandsetMoved(isLifted: false))
    }

    @Test func `F7 the keys of the desk work again after their chip went and came`() {
        var bench = PanelBench.rested()
        let all = Set(40..<UInt32(49))
        bench.lines.state.withLock {
            $0.gone = all
            for line in all { $0.refusals[line] = TestLines.notThere }
        }
        bench.pass(2_000)
        #expect(bench.circuit.faults == [.chipMissing])
        bench.hold([(1, 0)])
        bench.pass(60)
        bench.hold([])
        bench.pass(60)
        #expect(bench.events == [.keyPressed(.four), .keyReleased(.four)])
        bench.lines.state.withLock {
            $0.gone = []
            $0.refusals = [:]
            for row in $0.desk.rows { $0.levels[row] = true }
        }
        bench.pass(1_000)
        #expect(bench.circuit.faults == [])
        bench.events = []
        bench.hold([(1, 1)], of: \.desk)
        bench.pass(60)
        #expect(bench.events == [.deskKeyPressed(.five)])
    }

    @Test
    func `at rest the keypad of the desk costs no more looks, and its rows are let go at the end`()
    {
        var bench = PanelBench.rested()
        bench.turns = 0
        bench.pass(10_000)
        #expect(bench.turns <= 50)
        #expect((40..<44).allSatisfy { !bench.lines.isHigh($0) })
        bench.circuit.giveBack(at: bench.now)
        #expect((40..<44).allSatisfy { bench.lines.isHigh($0) })
    }

    @Test func `a desk keypad of a wrong size has no keys, and that of the kiosk has`() {
        var wiring = PanelBench.wiring(columns: 3)
        #expect(wiring.areMatricesSound)
        wiring.desk.rows.removeLast()
        #expect(!wiring.areMatricesSound)
        var bench = PanelBench()
        bench.circuit = PanelCircuit(wiring)
        bench.pass(1_000)
        bench.hold([(0, 0)], of: \.desk)
        bench.pass(60)
        #expect(bench.events == [])
        bench.hold([(0, 0)])
        bench.pass(60)
        #expect(bench.events == [.keyPressed(.one)])
    }
}
