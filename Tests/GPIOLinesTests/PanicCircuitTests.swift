import MeldpostCore
import Testing

@testable import GPIOLines

/// The panic button on lines: as edges, as levels, and with lines missing.
@Suite struct PanicCircuitTests {
    @Test(arguments: [true, false])
    func `F2 presses of 50 ms and more count at any moment, and of 19 ms never`(hasEdges: Bool) {
        for phase in stride(from: 0, to: 1_000, by: 37) {
            for (length, wanted) in [(19, 0), (50, 1), (51, 1), (300, 1)] {
                var bench = PanicBench.rested(hasEdges: hasEdges)
                bench.pass(microseconds: phase)
                bench.press(true)
                bench.pass(length)
                bench.press(false)
                bench.pass(500)
                #expect(bench.presses == wanted, "\(length) ms, phase \(phase)")
            }
        }
    }

    @Test func `F1 a thousand spikes of 1 ms are no press, and are counted as glitches`() {
        var bench = PanicBench.rested()
        for _ in 0..<1_000 {
            bench.press(true)
            bench.pass(1)
            bench.press(false)
            bench.pass(9)
        }
        bench.pass(1_000)
        #expect(bench.presses == 0)
        #expect((bench.reports.last?.glitches ?? 0) > 200)
        #expect(bench.reports.count < 120, "reports of glitches alone are rare")
    }

    /// Broken once: with a millisecond that counts as pressed for any part of it, this was a press.
    @Test func `F1 a disturbance of a fifth of each millisecond is no press, however long`() {
        var bench = PanicBench.rested()
        for _ in 0..<300 {
            bench.press(true)
            bench.pass(microseconds: 200)
            bench.press(false)
            bench.pass(microseconds: 800)
        }
        bench.pass(1_000)
        #expect(bench.presses == 0)
    }

    @Test func `F4 bounce at 5 kHz for two seconds is one press`() {
        var bench = PanicBench.rested()
        for _ in 0..<10_000 {
            bench.press(true)
            bench.pass(microseconds: 100)
            bench.press(false)
            bench.pass(microseconds: 100)
        }
        bench.press(true)
        bench.pass(200)
        #expect(bench.presses == 1)
    }

    @Test func `F5 a hundred presses in ten seconds are all counted`() {
        var bench = PanicBench.rested()
        for _ in 0..<100 {
            bench.press(true)
            bench.pass(50)
            bench.press(false)
            bench.pass(50)
        }
        #expect(bench.presses == 100)
        #expect(!bench.circuit.isUnheard)
    }

    @Test(arguments: [PanicBench.closed, PanicBench.open])
    func `F6 a cut or shorted wire is told within half a second, and is no press`(line: UInt32) {
        var bench = PanicBench.rested()
        bench.lines.set(line, conducts: line == PanicBench.open, at: bench.now)
        bench.turn()
        bench.pass(500)
        #expect(bench.reports.last?.hasWireFault == true)
        #expect(bench.presses == 0)
        bench.lines.set(line, conducts: line == PanicBench.closed, at: bench.now)
        bench.turn()
        bench.pass(600)
        #expect(bench.reports.last?.hasWireFault == false)
    }

    @Test(arguments: [true, false])
    func `F9 presses while the thread is stopped count when it goes on`(hasSequences: Bool) {
        var bench = PanicBench.rested(hasSequences: hasSequences)
        bench.isStopped = true
        for _ in 0..<3 {
            bench.press(true)
            bench.pass(60)
            bench.press(false)
            bench.pass(1_900)
        }
        bench.isStopped = false
        bench.turn()
        #expect(bench.presses == 3)
    }

    @Test func `a press ten minutes long, begun while the thread was stopped, counts once`() {
        var bench = PanicBench.rested()
        bench.isStopped = true
        bench.press(true)
        bench.pass(600_000)
        bench.isStopped = false
        bench.turn()
        bench.pass(1_000)
        #expect(bench.presses == 1)
    }

    /// Broken once: with gaps not looked for, there was no press.
    @Test(arguments: [true, false])
    func `edges that were lost are a press`(hasSequences: Bool) {
        var bench = PanicBench.rested(hasSequences: hasSequences)
        bench.isStopped = true
        for _ in 0..<40 {
            bench.press(true)
            bench.pass(microseconds: 50)
            bench.press(false)
            bench.pass(5)
        }
        // The kernel keeps sixteen edges: of libgpiod 2 the newest, of 1.6 the oldest.
        bench.lines.state.withLock { state in
            for line in [PanicBench.closed, PanicBench.open] {
                let edges = state.edges[line] ?? []
                state.edges[line] = Array(hasSequences ? edges.suffix(16) : edges.prefix(16))
            }
        }
        bench.isStopped = false
        bench.turn()
        #expect(bench.presses == 1)
        bench.pass(1_000)
        #expect(bench.presses == 1)
    }

    /// Broken once: with two edges of one direction taken for a gap, this was a press.
    @Test(arguments: [true, false])
    func `F1 a pulse of microseconds, of which the kernel saw one level only, is no press`(
        hasSequences: Bool
    ) {
        var bench = PanicBench.rested(hasSequences: hasSequences)
        for line in [PanicBench.open, PanicBench.closed] {
            bench.lines.pulse(line, at: bench.now)
            bench.turn()
            bench.pass(1_000)
        }
        #expect(bench.presses == 0)
    }

    @Test func `F11 a button that is down when the daemon starts is a press`() {
        var bench = PanicBench()
        bench.lines.state.withLock {
            $0.levels[PanicBench.closed] = true
            $0.levels[PanicBench.open] = false
        }
        bench.pass(41)
        #expect(bench.presses == 1)
        #expect(bench.isRelayClosed)
    }

    /// Broken once: without `LineSlot.check` the relay is found missing by the press that needs it, and
    /// closes half a second late.
    @Test func `F7 a chip that goes and comes is looked for twice a second and told at once`() {
        var bench = PanicBench.rested()
        let all: Set = [PanicBench.closed, PanicBench.open, PanicBench.relay]
        bench.lines.state.withLock {
            $0.gone = all
            for line in all { $0.refusals[line] = TestLines.notThere }
        }
        bench.pass(800)
        #expect(bench.circuit.faults == [.chipMissing])
        #expect(bench.reports.last?.hasWireFault == true)
        #expect(bench.presses == 0)
        bench.lines.state.withLock {
            $0.gone = []
            $0.refusals = [:]
        }
        bench.pass(1_100)
        #expect(bench.circuit.faults == [])
        #expect(bench.reports.last?.hasWireFault == false)
        bench.press(true)
        bench.pass(50)
        #expect(bench.presses == 1)
        #expect(bench.isRelayClosed)
    }

    @Test(arguments: [PanicBench.closed, PanicBench.open])
    func `one contact that is left makes a press, and the fault stands`(missing: UInt32) {
        var bench = PanicBench()
        bench.lines.state.withLock { $0.refusals[missing] = TestLines.busy }
        bench.pass(2_000)
        #expect(bench.circuit.faults == [.unusable])
        #expect(bench.reports.last?.hasWireFault == true)
        #expect(bench.presses == 0)
        bench.press(true)
        bench.pass(50)
        #expect(bench.presses == 1)
        #expect(bench.reports.last?.hasWireFault == true)
    }

    @Test func `a press that nobody hears closes the relay after two seconds`() {
        var bench = PanicBench.rested()
        bench.isHeard = false
        bench.press(true)
        bench.pass(100)
        bench.press(false)
        bench.pass(1_800)
        #expect(!bench.isRelayClosed)
        #expect(bench.circuit.isUnheard)
        bench.pass(200)
        #expect(bench.isRelayClosed)
        bench.isHeard = true
        bench.pass(100)
        #expect(bench.presses == 1)
        #expect(bench.isRelayClosed)
        bench.circuit.order(isClosed: false, at: bench.now)
        #expect(!bench.isRelayClosed)
    }

    @Test func `a relay that is missing is closed as soon as it is there`() {
        var bench = PanicBench()
        bench.lines.state.withLock { $0.refusals[PanicBench.relay] = TestLines.busy }
        bench.pass(1_000)
        bench.press(true)
        bench.pass(50)
        #expect(bench.presses == 1)
        bench.lines.state.withLock { $0.refusals = [:] }
        bench.pass(1_000)
        #expect(bench.isRelayClosed)
    }
}
