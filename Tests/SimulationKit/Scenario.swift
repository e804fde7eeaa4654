import MeldpostCore

/// A timeline that is played in a world where nothing is left to chance.
public struct Scenario {
    private let steps: [ScenarioStep]

    /// Reads a scenario.
    public init(_ text: String) throws(ScenarioRefusal) {
        steps = try ScenarioParser.parse(text)
    }

    /// Plays it; what did not come as expected, in words.
    public func play(slot: Duration = .seconds(20)) -> [String] { played(slot: slot).failures }

    /// Plays it; what did not come as expected, in words, and the world as it is then.
    public func played(slot: Duration = .seconds(20)) -> (failures: [String], world: World) {
        let world = World(
            seed: 1,
            settings: WorldSettings(
                slot: slot,
                dummyInterval: .seconds(300),
                visitLength: 17_000,
                isRegular: true,
                answersPerConfirmation: 1
            )
        )
        var failures: [String] = []
        for step in steps {
            switch step {
            case .act(let time, let commands):
                world.run(until: time - 1)
                for command in commands {
                    world.schedule(command.command, at: time + command.delay)
                }
                world.run(until: time)
            case .expect(let time, let expectation):
                world.run(until: time)
                if !world.meets(expectation) {
                    failures.append("at \(time) ms not so: \(expectation)")
                }
            case .expectWithin(let duration, let expectation):
                let start = world.now
                if !world.run(until: start + duration, or: { world.meets(expectation) }),
                    !world.meets(expectation)
                {
                    failures.append("within \(duration) ms of \(start) ms not so: \(expectation)")
                }
            case .never(let end, let expectation):
                if world.run(until: end, or: { world.meets(expectation) }) {
                    failures.append("at \(world.now) ms so, but should not be: \(expectation)")
                }
            }
        }
        world.checkClocks()
        return (failures + world.violations, world)
    }
}

extension World {
    /// Whether something that a scenario expects is true now.
    func meets(_ expectation: Expectation) -> Bool {
        switch expectation {
        case .relay(let isClosed):
            return relayIsClosed == isClosed
        case .lamp(let name, let rhythm):
            guard let lamp = Lamp.allCases.first(where: { "\($0)" == name }) else { return false }
            let shown = lamps[lamp] ?? .off
            return (shown == .on ? "steady" : "\(shown)") == rhythm
        case .condition(let code, let isRaised):
            guard let condition = Condition(rawValue: code), let station else { return false }
            return station.health.isRaised(condition) == isRaised
        case .incident(let kind):
            guard let station else { return false }
            let current = station.panic.current.map { $0.isTest ? "test" : "alarm" }
            return (current ?? "none") == kind
        case .accepted:
            return station?.panic.current?.facts.isAccepted == true
        case .said(let prompt):
            return saidPrompts.contains(prompt)
        case .count(let counted, let number):
            return count(of: counted) == number
        }
    }

    private func count(of counted: Expectation.Counted) -> Int {
        switch counted {
        case .alarms: alarmsAtCentre
        case .tests: testsAtCentre
        case .resets: resetsAtCentre
        case .stored: storedCount
        case .arrived: arrivedCount
        case .erased: erasedCount
        case .clocks: station?.clocks.count ?? -1
        case .presses: station?.panic.current.map { Int($0.presses) } ?? -1
        case .glitches: station.map { Int($0.panic.glitches) } ?? -1
        case .owed: station.map { Int($0.owedSlots) } ?? -1
        case .open: station.map { $0.calls.waiting.count(where: \.isEnded) } ?? -1
        case .calls: callsAtCentre.count
        case .unlogged: callsAtCentre.values.count { !$0.isOutgoing && $0.logs == 0 }
        case .doubled: callsAtCentre.values.count { $0.lines > 1 || $0.logs > 1 }
        case .ringing: callsAtCentre.values.reduce(0) { $0 + $1.ringSeconds }
        case .intakes: intakesAtCentre.count
        case .interrupted: intakesAtCentre.count { $0 }
        }
    }
}
