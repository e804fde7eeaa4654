import Testing

@testable import MeldpostCore

/// How long a visit takes: keys, and seconds of speech at fourteen characters a second.
@Suite struct VisitLengthTests {
    /// Danger now, and the report is on its way.
    private static let urgent = "11"

    @Test func `the shortest ways, in keys and in seconds for each language`() {
        var lines: [String] = []
        for (key, language) in VisitDialogueTests.languages {
            var urgent = VisitRun()
            urgent.lift()
            urgent.press("\(key)" + Self.urgent)
            #expect(urgent.submissions.count == 1)
            #expect(urgent.keyCount <= 6)

            var hurried = VisitRun()
            hurried.lift()
            hurried.press("\(key)2###1")
            while hurried.submissions.isEmpty { hurried.press("#") }

            var whole = VisitRun()
            whole.lift()
            whole.press("\(key)2")
            for _ in 1...3 { whole.finish() }
            whole.press(VisitScript.report)
            #expect(whole.submissions.count == 1)

            lines.append(
                "| \(language.rawValue) | \(urgent.keyCount), \(urgent.seconds) s "
                    + "| \(hurried.keyCount), \(hurried.seconds) s "
                    + "| \(whole.keyCount), \(whole.seconds) s |"
            )
        }
        print("| | urgent | everything left open | everything answered |")
        print(lines.joined(separator: "\n"))
    }
}

extension VisitRun {
    /// The time of speech for somebody who hears every utterance to its end.
    var seconds: Int {
        let characters = effects.utterances.reduce(0) {
            $0 + dialogue.questionnaire.text(of: $1).count
        }
        return characters / 14
    }
}
