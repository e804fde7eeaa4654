import MeldpostCore

@testable import GPIOLines

/// The panic circuit on lines of a test, in virtual time: looked at when it wants to be, and at edges.
struct PanicBench {
    static let closed: UInt32 = 1
    static let open: UInt32 = 2
    static let relay: UInt32 = 3

    let lines = TestLines()
    var circuit: PanicCircuit
    var now: UInt64 = 1_000_000_000
    var reports: [PressReport] = []
    /// Whether the station has room.
    var isHeard = true
    /// Whether the station answers each report as the machine does.
    var confirms = true
    /// Whether the thread is stopped: nothing is looked at.
    var isStopped = false
    private var nextTurn: UInt64 = 0

    init(hasSequences: Bool = true, hasEdges: Bool = true) {
        var wiring = GPIOWiring()
        wiring.panicClosed = LinePlace(chip: "board", offset: Self.closed)
        wiring.panicOpen = LinePlace(chip: "board", offset: Self.open)
        wiring.relay = LinePlace(chip: "board", offset: Self.relay)
        circuit = PanicCircuit(wiring)
        lines.state.withLock {
            $0.hasSequences = hasSequences
            $0.hasEdges = hasEdges
            $0.levels[Self.closed] = false
        }
    }

    /// A bench that has settled.
    static func rested(hasSequences: Bool = true, hasEdges: Bool = true) -> PanicBench {
        var bench = PanicBench(hasSequences: hasSequences, hasEdges: hasEdges)
        bench.pass(2_000)
        bench.reports = []
        return bench
    }

    var presses: Int { reports.reduce(0) { $0 + Int($1.presses) } }
    var isRelayClosed: Bool { lines.isHigh(Self.relay) }

    /// Lets `milliseconds` pass.
    mutating func pass(_ milliseconds: Int) { pass(microseconds: milliseconds * 1_000) }

    mutating func pass(microseconds: Int) {
        let end = now + UInt64(microseconds) * 1_000
        while !isStopped, nextTurn <= end {
            now = max(now, nextTurn)
            turn()
        }
        now = end
    }

    /// Both contacts change over, with an edge each.
    mutating func press(_ isDown: Bool) {
        lines.set(Self.closed, conducts: !isDown, at: now)
        lines.set(Self.open, conducts: isDown, at: now)
        if !isStopped, lines.state.withLock({ $0.hasEdges }) { turn() }
    }

    mutating func turn() {
        if let report = circuit.turn(from: lines, pullsUp: true, at: now), isHeard {
            reports.append(report)
            circuit.accept(report, at: now)
            if confirms {
                if report.presses > 0 { circuit.order(isClosed: true, at: now) }
                circuit.confirm(heard: report.number, at: now)
            }
        }
        nextTurn = now + UInt64(circuit.patience(at: now)) * 1_000_000
    }
}
