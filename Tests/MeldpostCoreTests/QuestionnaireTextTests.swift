import Testing

@testable import MeldpostCore

@Suite struct QuestionnaireTextTests {
    private let questionnaire = QuestionnaireFile.questionnaire

    private func text(_ phrases: Phrase..., in language: Language = .english) -> String {
        questionnaire.text(of: Utterance(number: 1, language: language, phrases: phrases))
    }

    @Test func `numbers are digits and phrases are sentences`() {
        #expect(
            text(.prompt(.yes), .prompt(.press), .number(1), .prompt(.no)) == "Yes. Press 1. No."
        )
    }

    @Test(arguments: [
        (Language.papiamentu, "21 di novèmber."),
        (.dutch, "21 november."),
        (.english, "21 November."),
        (.spanish, "21 de noviembre."),
    ])
    func `a day is said in the words of its language, in the time of the islands`(
        language: Language,
        expected: String
    ) {
        // 2026-11-22 03:00 UTC.
        let hour = UnixTime(milliseconds: 1_795_316_400_000).hour
        #expect(text(.day(CivilDay(hour: hour)), in: language) == expected)
    }

    @Test func `a phrase can be said in a language of its own`() {
        let phrases: [Phrase] = [
            .promptIn(VisitPrompt.press.id, .spanish), .numberIn(4, .spanish), .prompt(.no),
        ]
        let utterance = Utterance(number: 1, language: .dutch, phrases: phrases)
        #expect(questionnaire.text(of: utterance) == "Pulse 4. Nee.")
    }

    @Test func `F26 a text that is missing in its language is said in another`() {
        var other = questionnaire
        other.prompts[VisitPrompt.danger.id]?[.spanish] = nil
        other.days[.spanish] = nil
        let day = CivilDay(hour: UnixHour(rawValue: 498_699))
        let utterance = Utterance(
            number: 1,
            language: .spanish,
            phrases: [.prompt(.danger), .day(day)]
        )
        let fallback = questionnaire.prompts[VisitPrompt.danger.id]?[.papiamentu]
        #expect(other.text(of: utterance) == "\(fallback ?? "?") 11-21.")
        other.prompts[VisitPrompt.danger.id] = nil
        #expect(other.text(of: utterance) == "11-21.")
    }

    @Test func `every kind of phrase has words`() {
        #expect(text(.digit(7), .letter(.q), .number(12)) == "7. Q. 12.")
        #expect(text(.weekday(.friday), .hour(15), in: .spanish) == "viernes. las 15.")
        var other = questionnaire
        other.places = [
            .init(id: PlaceID(rawValue: "rincon"), island: "bonaire", name: "Rincon")
        ]
        let place = Utterance(
            number: 1,
            language: .english,
            phrases: [.place(PlaceID(rawValue: "rincon")), .place(PlaceID(rawValue: "gone"))]
        )
        #expect(other.text(of: place) == "Rincon. gone.")
    }

    @Test func `before the danger question nobody listens longer than forty seconds`() {
        for island in Island.allCases {
            for key in "1234" {
                var run = VisitRun(island: island)
                run.lift()
                run.press(String(key))
                #expect(run.spoken.count < 40 * 14)
            }
        }
    }
}
