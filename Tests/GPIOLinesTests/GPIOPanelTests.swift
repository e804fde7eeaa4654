import DeviceThreads
import MeldpostCore
import Synchronization
import Testing

@testable import GPIOLines

/// Both threads of the panel, on lines of a test and the real clock.
@Suite(.timeLimit(.minutes(1))) struct GPIOPanelTests {
    private static func wiring() -> GPIOWiring {
        var wiring = PanelBench.wiring(columns: 3)
        wiring.panicClosed = LinePlace(chip: "board", offset: PanicBench.closed)
        wiring.panicOpen = LinePlace(chip: "board", offset: PanicBench.open)
        wiring.relay = LinePlace(chip: "board", offset: PanicBench.relay)
        return wiring
    }

    /// Runs the panel until `isEnough`, and gives what it told.
    private static func run(
        _ wiring: GPIOWiring,
        on lines: TestLines,
        until isEnough: @escaping @Sendable ([WiredPanelEvent]) -> Bool
    ) throws -> [WiredPanelEvent] {
        let panel = try GPIOPanel(wiring, source: lines)
        let events = Mailbox<WiredPanelEvent>(capacities: [64])
        let threads = [
            DedicatedThread(name: "panic") { panel.watchPanic { events.post($0) } },
            DedicatedThread(name: "panel") { panel.run { events.post($0) } },
        ]
        var all: [WiredPanelEvent] = []
        while !isEnough(all), case .element(let event) = events.take(patience: .seconds(5)) {
            all.append(event)
            if case .panicReported(let report) = event, report.presses > 0 {
                panel.show(.relay(isClosed: true))
                panel.show(.confirmPresses(heard: report.number))
            }
        }
        panel.close()
        for thread in threads { thread.join() }
        return all
    }

    @Test func `a button that is down at the start is a press, and the relay closes`() throws {
        let lines = TestLines()
        lines.state.withLock {
            $0.hasEdges = false
            $0.levels[PanicBench.open] = false
        }
        let isRelayClosed = Atomic(false)
        let events = try Self.run(Self.wiring(), on: lines) { events in
            let isPressed = events.contains {
                if case .panicReported(let report) = $0 { report.presses > 0 } else { false }
            }
            // The station has ordered it by now; the end of the panel opens it again.
            if isPressed {
                let isHigh = wait { lines.isHigh(PanicBench.relay) }
                isRelayClosed.store(isHigh, ordering: .relaxed)
            }
            return isPressed
        }
        let hasClosed = isRelayClosed.load(ordering: .relaxed)
        #expect(hasClosed)
        let presses = events.reduce(0) { sum, event in
            if case .panicReported(let report) = event { sum + Int(report.presses) } else { sum }
        }
        #expect(presses == 1)
    }

    @Test func `F7 wrong labels, taken lines and a wrong keypad are told by their names`() throws {
        let lines = TestLines()
        lines.state.withLock {
            $0.refusals[PanicBench.relay] = TestLines.notThere
            $0.refusals[PanelBench.buzzer] = TestLines.busy
        }
        var wiring = Self.wiring()
        wiring.columns.removeLast()
        let wanted: Set<WiredPanelEvent> = [
            .conditionChanged(.chipMissing, isRaised: true),
            .conditionChanged(.lineUnusable, isRaised: true),
            .conditionChanged(.keypadSizeWrong, isRaised: true),
        ]
        let events = try Self.run(wiring, on: lines) { wanted.isSubset(of: $0) }
        #expect(wanted.isSubset(of: events))
    }

    /// Broken once: with the lines only given back the relay stayed closed and the lamp lit.
    @Test func `an orderly end drives the relay and the lamps off`() throws {
        let lines = TestLines()
        lines.state.withLock { $0.hasEdges = false }
        let panel = try GPIOPanel(Self.wiring(), source: lines)
        let threads = [
            DedicatedThread(name: "panic") { panel.watchPanic { _ in true } },
            DedicatedThread(name: "panel") { panel.run { _ in true } },
        ]
        panel.show(.relay(isClosed: true))
        panel.show(.lamp(.ready, .on))
        let areOn = wait {
            lines.isHigh(PanicBench.relay) && lines.isHigh(PanelBench.readyLamp)
        }
        #expect(areOn)
        panel.close()
        for thread in threads { thread.join() }
        #expect(!lines.isHigh(PanicBench.relay))
        #expect(!lines.isHigh(PanelBench.readyLamp))
    }

    /// Broken once: a hang-up that found no room was never told, and the visit went on.
    @Test func `a hang-up that finds no room is told as soon as there is some`() throws {
        let lines = TestLines()
        lines.state.withLock { $0.hasEdges = false }
        let panel = try GPIOPanel(Self.wiring(), source: lines)
        let hasRoom = Atomic(true)
        let events = Mailbox<WiredPanelEvent>(capacities: [64])
        let thread = DedicatedThread(name: "panel") {
            panel.run { hasRoom.load(ordering: .relaxed) && events.post($0) }
        }
        func waitFor(_ wanted: WiredPanelEvent) -> Bool {
            while case .element(let event) = events.take(patience: .seconds(5)) {
                if event == wanted { return true }
            }
            return false
        }
        lines.set(PanelBench.handset, conducts: true, at: 0)
        #expect(waitFor(.handsetMoved(isLifted: true)))
        hasRoom.store(false, ordering: .relaxed)
        lines.set(PanelBench.handset, conducts: false, at: 0)
        // Long enough for the hang-up to be seen and refused.
        if case .element = events.take(patience: .milliseconds(300)) {
            Issue.record("there was no room")
        }
        hasRoom.store(true, ordering: .relaxed)
        #expect(waitFor(.handsetMoved(isLifted: false)))
        panel.close()
        thread.join()
    }

    @Test func `the thread of the button goes round by itself several times a second`() throws {
        let lines = TestLines()
        let panel = try GPIOPanel(Self.wiring(), source: lines)
        let thread = DedicatedThread(name: "panic") { panel.watchPanic { _ in true } }
        #expect(wait { panel.panicTurns >= 3 })
        #expect(panel.panicLines == .complete)
        panel.close()
        thread.join()
    }

    /// Waits until it holds, five seconds at most.
    private func wait(_ isMet: () -> Bool) -> Bool {
        let pause = Mailbox<Void>(capacities: [1])
        let end = ContinuousClock.now + .seconds(5)
        while !isMet() {
            guard ContinuousClock.now < end else { return false }
            _ = pause.take(patience: .milliseconds(5))
        }
        return true
    }
}
