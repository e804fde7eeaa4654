import MeldpostCore
import Testing

@testable import GPIOLines

/// The lines of the panic button when they fail, lose edges, or are given back.
@Suite struct PanicLinesTests {
    /// The button goes down in the midst of edges that find no room, and stays down.
    ///
    /// Broken once: counted for the edges and once more by its level, this was two presses.
    @Test(arguments: [true, false])
    func `a contact whose edges were lost is one press, and the next one is another`(
        hasSequences: Bool
    ) {
        var bench = PanicBench.rested(hasSequences: hasSequences)
        for _ in 0..<2 {
            bench.isStopped = true
            for _ in 0..<20 {
                bench.press(true)
                bench.pass(microseconds: 50)
                bench.press(false)
                bench.pass(microseconds: 50)
            }
            bench.press(true)
            bench.lines.state.withLock { state in
                for line in [PanicBench.closed, PanicBench.open] {
                    let edges = state.edges[line] ?? []
                    state.edges[line] = Array(
                        hasSequences ? edges.suffix(16) : edges.prefix(16)
                    )
                }
            }
            bench.isStopped = false
            bench.reports = []
            bench.turn()
            bench.pass(300)
            #expect(bench.presses == 1)
            bench.press(false)
            bench.pass(300)
            #expect(bench.presses == 1)
        }
        bench.press(true)
        bench.pass(60)
        #expect(bench.presses == 2)
    }

    /// Broken once: a line that was given back at its first failure told a fault of the wire, and the
    /// press was lost.
    @Test(arguments: [PanicBench.closed, PanicBench.open])
    func `a line that fails for a moment is not cut, and the press beside it counts`(
        line: UInt32
    ) {
        var bench = PanicBench.rested()
        bench.lines.state.withLock { $0.failing[line] = 5 }
        bench.press(true)
        bench.pass(100)
        #expect(bench.presses == 1)
        bench.press(false)
        bench.pass(1_000)
        #expect(bench.lines.state.withLock { $0.failing[line] } == 0)
        #expect(bench.circuit.faults == [])
        #expect(bench.reports.allSatisfy { !$0.hasWireFault })
    }

    /// Broken once: without an end of the doubt a dead line was never told.
    @Test func `F7 a line that fails for longer is told within half a second, and taken back`() {
        var bench = PanicBench.rested()
        bench.lines.state.withLock { $0.failing[PanicBench.open] = .max }
        bench.pass(500)
        #expect(bench.circuit.faults == [.chipMissing])
        #expect(bench.circuit.lines == .chipMissing)
        #expect(bench.reports.last?.hasWireFault == true)
        bench.lines.state.withLock { $0.failing = [:] }
        bench.pass(1_100)
        #expect(bench.circuit.faults == [])
        #expect(bench.circuit.lines == .complete)
        #expect(bench.reports.last?.hasWireFault == false)
    }

    /// Broken once: what the relay did not take was not tried again.
    @Test func `a relay that does not take its first order is closed a few milliseconds later`() {
        var bench = PanicBench.rested()
        bench.lines.state.withLock { $0.failing[PanicBench.relay] = 3 }
        bench.press(true)
        bench.pass(80)
        #expect(bench.isRelayClosed)
        #expect(bench.circuit.faults == [])
    }

    /// Broken once: the doubt of long ago let the first order that failed end the line, and the relay
    /// closed half a second later.
    @Test func `P6 a relay whose read failed long ago is tried again as any other`() {
        var bench = PanicBench.rested()
        bench.lines.state.withLock { $0.failing[PanicBench.relay] = 1 }
        bench.pass(1_000)
        bench.lines.state.withLock { $0.failing[PanicBench.relay] = 3 }
        bench.press(true)
        bench.pass(80)
        #expect(bench.isRelayClosed)
        #expect(bench.circuit.faults == [])
    }

    /// Broken once: lines that were only given back left the relay closed.
    @Test func `the relay opens before its line is given back`() {
        var bench = PanicBench.rested()
        bench.press(true)
        bench.pass(80)
        #expect(bench.isRelayClosed)
        bench.circuit.giveBack(at: bench.now)
        #expect(!bench.isRelayClosed)
    }

    @Test func `which line of the button is missing is known, the contacts before the relay`() {
        var bench = PanicBench()
        bench.lines.state.withLock { $0.refusals[PanicBench.relay] = TestLines.busy }
        bench.pass(1_000)
        #expect(bench.circuit.lines == .withoutRelay)
        bench = PanicBench()
        bench.lines.state.withLock {
            $0.refusals[PanicBench.relay] = TestLines.notThere
            $0.refusals[PanicBench.open] = TestLines.busy
        }
        bench.pass(1_000)
        #expect(bench.circuit.lines == .unusable)
    }
}
