import MeldpostCore

@testable import GPIOLines

/// The rest of the panel on lines of a test, in virtual time.
struct PanelBench {
    static let handset: UInt32 = 20
    static let reset: UInt32 = 21
    static let test: UInt32 = 22
    static let rings: UInt32 = 23
    static let offHook: UInt32 = 24
    static let lid: UInt32 = 25
    static let mains: UInt32 = 26
    static let battery: UInt32 = 27
    static let panicLamp: UInt32 = 30
    static let deskLamp: UInt32 = 31
    static let readyLamp: UInt32 = 32
    static let faultLamp: UInt32 = 33
    static let buzzer: UInt32 = 34
    static let deskHook: UInt32 = 48

    let lines = TestLines()
    var circuit: PanelCircuit
    var now: UInt64 = 1_000_000_000
    var events: [WiredPanelEvent] = []
    var isUnheard = false
    var turns = 0
    private var nextTurn: UInt64 = 0

    static func wiring(columns: Int) -> GPIOWiring {
        func place(_ offset: UInt32) -> LinePlace { LinePlace(chip: "board", offset: offset) }
        var wiring = GPIOWiring()
        wiring.rows = (0..<4).map { place(10 + UInt32($0)) }
        wiring.columns = (0..<columns).map { place(14 + UInt32($0)) }
        wiring.handset = place(handset)
        wiring.reset = place(reset)
        wiring.test = place(test)
        wiring.telephones = [.init(rings: place(rings), offHook: place(offHook))]
        wiring.lid = place(lid)
        wiring.mainsLost = place(mains)
        wiring.batteryLow = place(battery)
        wiring.lamps.panic = place(panicLamp)
        wiring.lamps.desk = place(deskLamp)
        wiring.lamps.ready = place(readyLamp)
        wiring.lamps.fault = place(faultLamp)
        wiring.buzzer = place(buzzer)
        wiring.desk.rows = (0..<4).map { place(40 + UInt32($0)) }
        wiring.desk.columns = (0..<columns).map { place(44 + UInt32($0)) }
        wiring.desk.hook = place(deskHook)
        return wiring
    }

    init(columns: Int = 3) {
        circuit = PanelCircuit(Self.wiring(columns: columns))
        lines.state.withLock {
            $0.kiosk.rows = (0..<4).map { 10 + UInt32($0) }
            $0.kiosk.columns = (0..<columns).map { 14 + UInt32($0) }
            $0.desk.rows = (0..<4).map { 40 + UInt32($0) }
            $0.desk.columns = (0..<columns).map { 44 + UInt32($0) }
        }
    }

    /// A bench that has settled.
    static func rested(columns: Int = 3) -> PanelBench {
        var bench = PanelBench(columns: columns)
        bench.pass(1_000)
        bench.events = []
        return bench
    }

    mutating func pass(_ milliseconds: Int) {
        let end = now + UInt64(milliseconds) * 1_000_000
        while nextTurn <= end {
            now = max(now, nextTurn)
            turn()
        }
        now = end
    }

    /// A contact closes or opens; its edge ends the wait.
    mutating func set(_ line: UInt32, _ conducts: Bool) {
        lines.set(line, conducts: conducts, at: now)
        turn()
    }

    /// These keys are down from now on, as they stand on a telephone with the letters at its right.
    mutating func hold(
        _ keys: [(row: Int, column: Int)],
        of matrix: WritableKeyPath<TestLines.State, TestLines.Matrix> = \.kiosk
    ) {
        lines.state.withLock { state in
            let before = state[keyPath: matrix].keys.map(\.column)
            state[keyPath: matrix].keys = keys
            for column in Set(before + keys.map(\.column)) {
                let line = state[keyPath: matrix].columns[column]
                state.edges[line, default: []].append(
                    LineEdge(nanoseconds: now, sequence: 0, isRising: keys.isEmpty)
                )
            }
        }
        turn()
    }

    mutating func turn() {
        turns += 1
        events += circuit.turn(from: lines, pullsUp: true, isUnheard: isUnheard, at: now)
        nextTurn = now + UInt64(circuit.patience) * 1_000_000
    }
}
