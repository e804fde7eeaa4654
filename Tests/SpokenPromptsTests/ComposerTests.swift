import MeldpostCore
import Testing

@testable import SpokenPrompts

@Suite struct ComposerTests {
    let questionnaire = SmallQuestionnaire.make()

    private func text(
        _ language: Language,
        _ phrases: [Phrase],
        _ own: Questionnaire? = nil
    ) -> String {
        let utterance = Utterance(number: 1, language: language, phrases: phrases)
        return Composer(own ?? questionnaire).parts(of: utterance).map { part in
            switch part {
            case .clip(let name): name.text
            case .pause(let duration): "\(duration.components.attoseconds / 1_000_000_000_000_000)"
            }
        }
        .joined(separator: " ")
    }

    @Test func `sentences are apart, and a number completes the sentence before it`() {
        let said = text(.dutch, [.prompt("welcome"), .prompt("danger.question"), .number(2)])
        #expect(said == "nl:prompt.welcome 350 nl:prompt.danger.question 120 nl:number.2")
    }

    @Test func `another language has its own clips and a longer pause`() {
        let said = text(
            .dutch,
            [.promptIn("welcome", .spanish), .numberIn(1, .spanish), .number(2)]
        )
        #expect(said == "es:prompt.welcome 120 es:number.1 500 nl:number.2")
    }

    /// A number of the islands has seven digits, in three and four.
    @Test(arguments: [
        (4, "90 90 90"), (5, "90 400 90 90"), (6, "90 90 400 90 90"),
        (7, "90 90 400 90 90 90"), (8, "90 90 90 400 90 90 90"),
        (10, "90 90 400 90 90 400 90 90 90"),
    ])
    func `digits are grouped as people write them`(count: Int, pauses: String) {
        let said = text(.dutch, Array(repeating: .digit(5), count: count))
        let found = said.split(separator: " ").filter { !$0.contains(":") }.joined(separator: " ")
        #expect(found == pauses)
    }

    @Test func `two runs of digits are grouped each by itself`() {
        let run = [Phrase](repeating: .digit(1), count: 3)
        let said = text(.dutch, run + [.prompt("welcome")] + run)
        #expect(!said.contains("400"))
    }

    @Test func `letters have time to be told apart`() {
        #expect(text(.dutch, [.letter(.m), .letter(.n)]) == "nl:letter.m 250 nl:letter.n")
    }

    /// Broken once: with the order fixed to day and month, the third line failed.
    @Test func `the questionnaire decides the order of day and month`() {
        // 2026-11-21, 12 hours after midnight on the islands.
        let day = CivilDay(hour: UnixHour(rawValue: 498_688))
        #expect(day.month == 11 && day.day == 21)
        #expect(text(.dutch, [.day(day)]) == "nl:day.21 20 nl:month.11")
        let turned = SmallQuestionnaire.make(dutchPattern: "{month} {day}")
        #expect(text(.dutch, [.day(day)], turned) == "nl:month.11 20 nl:day.21")
    }

    @Test func `the words between day and month are said with the first`() throws {
        let set = try ClosedSet(questionnaire)
        func words(_ language: Language, _ key: ClipKey) -> String? {
            set.clips[language]?.first { $0.name.key == key }?.text
        }
        #expect(words(.spanish, .day(21)) == "veintiuno de")
        #expect(words(.spanish, .month(3)) == "mes 3")
        #expect(words(.dutch, .day(1)) == "één")
    }

    /// Broken once: without the days in the set, this test failed.
    @Test func `everything that can be composed is in the closed set`() throws {
        let set = try ClosedSet(questionnaire)
        let known = Set(set.clips.values.joined().map(\.name))
        var phrases: [Phrase] = questionnaire.prompts.keys.map { .prompt($0) }
        phrases += (0...Phrase.largestNumber).map { .number($0) }
        phrases += (0...9).map { .digit($0) }
        phrases += Letter.allCases.map { .letter($0) }
        phrases += Weekday.allCases.map { .weekday($0) }
        phrases += (0..<24).map { .hour($0) }
        phrases += questionnaire.places.map { .place($0.id) }
        phrases += (0..<366).map {
            .day(CivilDay(hour: UnixHour(rawValue: 473_352 + 24 * $0 + 12)))
        }
        for language in set.languages {
            let utterance = Utterance(number: 1, language: language, phrases: phrases)
            for case .clip(let name) in Composer(questionnaire).parts(of: utterance) {
                #expect(known.contains(name), "\(name.text)")
            }
        }
    }

    @Test func `a name that could leave the folder is refused`() {
        var questionnaire = questionnaire
        for name in ["../up", "a/b", "A", "é", ""] where !name.isEmpty {
            questionnaire.prompts[PromptID(rawValue: name)] = [.dutch: "Tekst."]
            #expect(throws: ClosedSetRefusal.nameUnfit) { try ClosedSet(questionnaire) }
            questionnaire.prompts[PromptID(rawValue: name)] = nil
        }
    }
}
