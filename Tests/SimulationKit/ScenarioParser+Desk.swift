import MeldpostCore

/// Steps at the desk and on the lines.
///
/// ```
/// at 10m line 1 rings 3 · at 30m line 2 rings 2 talks 4m · at 1h line 2 calls out for 2m
/// at 20m desk keys 100135790 · at 20m10s desk keys 1h · at 21m desk down
/// ```
///
/// The key of the hash is `h`, because `#` begins a comment. A ring takes one second and a pause four; who answers lifts half a second into the last ring.
extension ScenarioParser {
    /// The commands of such a step, or nothing where it is none.
    static func deskCommand(
        _ words: [String]
    ) throws(ScenarioRefusal) -> [ScenarioStep.TimedCommand]? {
        switch (words.first, words.count) {
        case ("desk", 2) where words[1] == "down":
            return [.init(delay: 0, command: .deskHangUp)]
        case ("desk", 3) where words[1] == "keys":
            return try keys(words[2])
        case ("line", 4) where words[2] == "rings":
            return ring(try line(words[1]), try count(words[3]), talk: nil)
        case ("line", 6) where words[2] == "rings" && words[4] == "talks":
            let talk = try milliseconds(words[5])
            return ring(try line(words[1]), try count(words[3]), talk: talk)
        case ("line", 6) where words[2] == "calls":
            let line = try line(words[1])
            return [
                .init(delay: 0, command: .lineOffHook(line, true)),
                .init(delay: try milliseconds(words[5]), command: .lineOffHook(line, false)),
            ]
        default:
            return nil
        }
    }

    private static func ring(
        _ line: TelephoneLine,
        _ rings: Int64,
        talk: Int64?
    ) -> [ScenarioStep.TimedCommand] {
        var steps: [ScenarioStep.TimedCommand] = []
        for ring in 0..<rings {
            let isAnswered = talk != nil && ring == rings - 1
            steps.append(.init(delay: ring * 5_000, command: .lineRings(line, true)))
            let end = ring * 5_000 + (isAnswered ? 590 : 1_000)
            steps.append(.init(delay: end, command: .lineRings(line, false)))
        }
        guard let talk else { return steps }
        let answered = (rings - 1) * 5_000 + 500
        steps.append(.init(delay: answered, command: .lineOffHook(line, true)))
        steps.append(.init(delay: answered + talk, command: .lineOffHook(line, false)))
        return steps.sorted { $0.delay < $1.delay }
    }

    private static func keys(
        _ text: String
    ) throws(ScenarioRefusal) -> [ScenarioStep.TimedCommand] {
        var steps: [ScenarioStep.TimedCommand] = []
        for character in text {
            let key: Key? =
                switch character {
                case "*": .star
                case "h": .square
                default: character.wholeNumberValue.flatMap { Key(rawValue: UInt8($0)) }
                }
            guard let key else { throw .step(text) }
            steps.append(.init(delay: Int64(steps.count) * 300, command: .deskKey(key)))
        }
        return steps
    }

    private static func line(_ text: String) throws(ScenarioRefusal) -> TelephoneLine {
        guard let number = UInt8(text), let line = TelephoneLine(rawValue: number) else {
            throw .step(text)
        }
        return line
    }

    private static func count(_ text: String) throws(ScenarioRefusal) -> Int64 {
        guard let count = Int64(text), (1...60).contains(count) else { throw .step(text) }
        return count
    }
}
