import MeldpostCore
import Testing

@testable import GPIOLines

/// A chip that goes and comes, and switches that stood somewhere before anybody looked.
@Suite struct PanelChipTests {
    /// Broken once: without `LineSlot.check` the keypad was dead and the lamps dark for good, and nothing
    /// said so.
    @Test func `F7 keys and lamps work again after the chip went and came`() {
        var bench = PanelBench.rested()
        bench.circuit.light(.ready, .on)
        bench.pass(500)
        #expect(bench.lines.isHigh(PanelBench.readyLamp))
        let all = Set(10..<UInt32(35))
        bench.lines.state.withLock {
            $0.gone = all
            for line in all { $0.refusals[line] = TestLines.notThere }
        }
        bench.pass(3_000)
        #expect(bench.circuit.faults == [.chipMissing])
        // The chip forgets what it was told.
        bench.lines.state.withLock {
            $0.gone = []
            $0.refusals = [:]
            $0.levels[PanelBench.readyLamp] = false
            for row in $0.kiosk.rows { $0.levels[row] = true }
        }
        bench.pass(1_000)
        #expect(bench.circuit.faults == [])
        #expect(bench.lines.isHigh(PanelBench.readyLamp))
        bench.events = []
        bench.hold([(1, 1)])
        bench.pass(60)
        #expect(bench.events == [.keyPressed(.five)])
    }

    /// Broken once: a doubt that no look ended kept the thread awake for good, and the chip that went
    /// afterwards was not missed.
    @Test(arguments: [PanelBench.readyLamp, 11])
    func `F7 an output whose read failed once is looked at as before, and missed when it goes`(
        line: UInt32
    ) {
        var bench = PanelBench.rested()
        bench.circuit.light(.ready, .on)
        bench.pass(500)
        // Longer than a tenth of a second, and not so long that it counts as gone.
        bench.lines.state.withLock { $0.failing[line] = 12 }
        bench.pass(1_000)
        #expect(bench.lines.state.withLock { $0.failing[line] } == 0)
        #expect(bench.circuit.faults == [])
        bench.turns = 0
        bench.pass(2_000)
        #expect(bench.turns <= 10)
        bench.lines.state.withLock {
            $0.gone = [line]
            $0.refusals[line] = TestLines.notThere
        }
        bench.pass(500)
        #expect(bench.circuit.faults == [.chipMissing])
        bench.lines.state.withLock {
            $0.gone = []
            $0.refusals = [:]
        }
        bench.pass(1_000)
        #expect(bench.circuit.faults == [])
    }

    /// Broken once: a switch left at *test* began a test at each start, and one left at *reset* closed
    /// the alarm that the journal remembered.
    @Test(arguments: [PanelBench.reset, PanelBench.test])
    func `a key switch that was left turned is no turn at a start or when its chip is back`(
        line: UInt32
    ) {
        var bench = PanelBench()
        bench.lines.state.withLock { $0.levels[line] = false }
        bench.pass(2_000)
        #expect(bench.events == [])
        bench.lines.state.withLock {
            $0.gone = [line]
            $0.refusals[line] = TestLines.notThere
        }
        bench.pass(2_000)
        bench.lines.state.withLock {
            $0.gone = []
            $0.refusals = [:]
        }
        bench.pass(2_000)
        #expect(!bench.events.contains(.resetRequested))
        #expect(!bench.events.contains(.panicTestTurned(isOn: true)))
        // Turned back and forth it counts.
        bench.events = []
        bench.set(line, false)
        bench.pass(500)
        bench.set(line, true)
        bench.pass(500)
        let turn: WiredPanelEvent =
            line == PanelBench.reset ? .resetRequested : .panicTestTurned(isOn: true)
        #expect(bench.events.last == turn)
    }
}
