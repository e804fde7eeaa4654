import DeviceThreads
import MeldpostCore
import SerialPanel
import Testing

@testable import StationAssembly

/// What waits for room in the loop's panic lane (P6).
@Suite struct PanicBacklogTests {
    private let inputs = Mailbox<LoopInput>(capacities: [2, 1, 1, 1])

    private static func report(_ number: UInt64, presses: UInt16) -> WiredPanelEvent {
        .panicReported(
            PressReport(
                number: number,
                presses: presses,
                contacts: .released,
                hasWireFault: false
            )
        )
    }

    /// Takes all that the loop was given.
    private func take() -> [Stimulus] {
        var taken: [Stimulus] = []
        while case .element(.stimulus(let stimulus)) = inputs.take(patience: .zero) {
            taken.append(stimulus)
        }
        return taken
    }

    /// Broken once: a report that found no room was dropped, and the next one confirmed its presses.
    @Test func `presses that find no room are in the next report that does`() {
        var backlog = PanicBacklog()
        for number in 1...2 as ClosedRange<UInt64> {
            backlog.add(Self.report(number, presses: 1))
            backlog.post(to: inputs)
        }
        #expect(backlog.isEmpty)
        for number in 3...9 as ClosedRange<UInt64> {
            backlog.add(Self.report(number, presses: number == 5 ? 0 : 1))
            backlog.post(to: inputs)
            #expect(!backlog.isEmpty)
        }
        let before = take().compactMap { stimulus -> UInt64? in
            guard case .panicReported(let report) = stimulus else { return nil }
            return report.number
        }
        #expect(before == [1, 2])
        backlog.post(to: inputs)
        #expect(backlog.isEmpty)
        #expect(take() == [Self.report(9, presses: 6).stimulus])
    }

    @Test func `a press and a turn of the switch keep their order`() {
        var backlog = PanicBacklog()
        let events: [WiredPanelEvent] = [
            .panicTestTurned(isOn: true), Self.report(1, presses: 1),
            .panicTestTurned(isOn: false), Self.report(2, presses: 1), .resetRequested,
            Self.report(3, presses: 1),
        ]
        for event in events { backlog.add(event) }
        var taken: [Stimulus] = []
        while !backlog.isEmpty {
            backlog.post(to: inputs)
            taken += take()
        }
        #expect(taken == events.compactMap(\.stimulus))
    }

    @Test func `a condition waits once, as it is now`() {
        var backlog = PanicBacklog()
        for round in 0..<1_001 {
            backlog.add(.conditionChanged(.panelLinkLost, isRaised: round % 2 == 0))
        }
        backlog.post(to: inputs)
        #expect(backlog.isEmpty)
        #expect(take() == [.conditionChanged(.panelLinkLost, isRaised: true)])
    }

    /// A loop that hangs for long: what waits stays small, no press is lost, and no test is left on.
    @Test func `it stays small, and errs towards the alarm`() {
        var backlog = PanicBacklog()
        for number in 1...10_000 as ClosedRange<UInt64> {
            backlog.add(Self.report(number, presses: 1))
            backlog.add(.panicTestTurned(isOn: number % 2 == 0))
            backlog.add(.resetRequested)
        }
        backlog.add(Self.report(10_001, presses: 1))
        var taken: [Stimulus] = []
        while !backlog.isEmpty {
            backlog.post(to: inputs)
            taken += take()
        }
        #expect(taken.count <= 70)
        let presses = taken.reduce(0) { sum, stimulus in
            guard case .panicReported(let report) = stimulus else { return sum }
            return sum + Int(report.presses)
        }
        #expect(presses == 10_001)
        let turns = taken.filter { if case .panicTestTurned = $0 { true } else { false } }
        #expect(turns.last == .panicTestTurned(isOn: false))
    }
}
