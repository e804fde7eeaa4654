import MeldpostCore

/// Reads scenarios: one timeline, steps apart by `·` or line ends, `#` begins a comment.
///
/// ```
/// at 0s power on · at 1s link down · at 2s panic pressed for 300ms
/// at 2.1s expect relay closed · within 20s expect condition panic.not-delivered
/// until 1m never lamp panic steady
/// ```
public struct ScenarioParser {
    private static let commands: [String: [ScenarioStep.TimedCommand]] = [
        "power on": [now(.power(isOn: true))],
        "power off": [now(.power(isOn: false))],
        "link up": [now(.link(isUp: true))],
        "link down": [now(.link(isUp: false))],
        "courier on": [now(.courier(isAttached: true))],
        "courier off": [now(.courier(isAttached: false))],
        "disk slow": [now(.disk(.slow))],
        "disk full": [now(.disk(.full))],
        "disk failing": [now(.disk(.failing))],
        "disk read-only": [now(.disk(.readOnly))],
        "disk sound": [now(.disk(.sound))],
        "journal closed": [now(.journal(isOpen: false))],
        "journal open": [now(.journal(isOpen: true))],
        "panic pressed": [now(.contacts(normallyClosed: false, normallyOpen: true))],
        "panic released": [now(.contacts(normallyClosed: true, normallyOpen: false))],
        "wire cut": [now(.contacts(normallyClosed: false, normallyOpen: false))],
        "wire shorted": [now(.contacts(normallyClosed: true, normallyOpen: true))],
        "reset": [now(.reset)],
        "test on": [now(.test(isOn: true))],
        "test off": [now(.test(isOn: false))],
        "inbox loses pieces": [now(.inboxLosesPieces)],
        "inbox refuses an entry": [now(.inboxRefusesNext(isRefused: true))],
        "inbox takes entries": [now(.inboxRefusesNext(isRefused: false))],
        "desk empty": [now(.desk(isAttended: false))],
        "desk attended": [now(.desk(isAttended: true))],
        "report": visit([.one, .two, .square, .square, .square, .one] + openReport + [.square]),
        "urgent report": visit([.one, .one, .one]),
        "advice": visit([.one, .two, .square, .square, .square, .two, .one, .square]),
        "report broken off": visit([.one, .two, .square]),
        "danger broken off": visit([.one, .one]),
        "clocks checked": [now(.clocksChecked)],
    ]

    private static func now(_ command: WorldCommand) -> ScenarioStep.TimedCommand {
        ScenarioStep.TimedCommand(delay: 0, command: command)
    }

    /// Every question of the simulated report is left open.
    private static let openReport = [Key](repeating: .square, count: 6)

    /// Somebody lifts the handset, presses keys and hangs up.
    ///
    /// A `#` comes two seconds after a digit,
    /// so that it is not taken for the confirmation of the digit.
    private static func visit(_ keys: [Key]) -> [ScenarioStep.TimedCommand] {
        var steps = [now(.handset(isLifted: true))]
        var time: Int64 = 0
        var last = Key.square
        for key in keys {
            time += key == .square && last != .square ? 2_100 : 200
            steps.append(.init(delay: time, command: .key(key)))
            last = key
        }
        return steps + [.init(delay: time + 1_200, command: .handset(isLifted: false))]
    }

    /// Reads a scenario.
    public static func parse(_ text: String) throws(ScenarioRefusal) -> [ScenarioStep] {
        var steps: [ScenarioStep] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let spoken = line.prefix { $0 != "#" }
            for part in spoken.split(separator: "·") {
                let words = part.split(separator: " ").map(String.init)
                if !words.isEmpty {
                    steps.append(try parse(words))
                }
            }
        }
        return steps
    }

    private static func parse(_ words: [String]) throws(ScenarioRefusal) -> ScenarioStep {
        guard words.count > 2 else { throw .step(words.joined(separator: " ")) }
        let time = try milliseconds(words[1])
        switch (words[0], words[2]) {
        case ("at", "expect"):
            return .expect(at: time, try expectation(words.dropFirst(3)))
        case ("within", "expect"):
            return .expectWithin(time, try expectation(words.dropFirst(3)))
        case ("until", "never"):
            return .never(until: time, try expectation(words.dropFirst(3)))
        case ("at", _):
            return .act(at: time, try command(words.dropFirst(2)))
        default:
            throw .step(words.joined(separator: " "))
        }
    }

    private static func command(
        _ words: ArraySlice<String>
    ) throws(ScenarioRefusal) -> [ScenarioStep.TimedCommand] {
        let text = words.joined(separator: " ")
        if let commands = commands[text] {
            return commands
        }
        guard let last = words.last else { throw .step(text) }
        if let steps = try deskCommand(Array(words)) { return steps }
        if text.hasPrefix("panic pressed for ") {
            return [now(.press(milliseconds: try milliseconds(last)))]
        }
        if text.hasPrefix("wall clock ahead by ") {
            return [now(.wallClock(offsetMilliseconds: try milliseconds(last)))]
        }
        if text.hasPrefix("wall clock behind by ") {
            return [now(.wallClock(offsetMilliseconds: 0 - (try milliseconds(last))))]
        }
        throw .step(text)
    }

    private static func expectation(
        _ words: ArraySlice<String>
    ) throws(ScenarioRefusal) -> Expectation {
        let words = Array(words)
        let text = words.joined(separator: " ")
        switch (words.first, words.count) {
        case ("relay", 2): return .relay(isClosed: words[1] == "closed")
        case ("lamp", 3): return .lamp(words[1], words[2])
        case ("condition", 2): return .condition(words[1], isRaised: true)
        case ("no", 3) where words[1] == "condition": return .condition(words[2], isRaised: false)
        case ("incident", 2): return .incident(words[1])
        case ("accepted", 1): return .accepted
        case ("said", 2): return .said(words[1])
        default:
            guard words.count == 2, let number = Int(words[0]),
                let counted = Expectation.Counted(rawValue: words[1])
            else { throw .step(text) }
            return .count(counted, number)
        }
    }

    /// Reads `1.5s`, `20ms`, `10m`, `2h` or `7d`, or a sum such as `1h30m`.
    static func milliseconds(_ text: String) throws(ScenarioRefusal) -> Int64 {
        let units: [String: Double] = [
            "ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
        ]
        var total = 0.0
        var rest = Substring(text)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let factor = units[String(unit)] else {
                throw .time(text)
            }
            total += number * factor
        }
        return Int64(total.rounded())
    }
}
