import Foundation
import Testing

@testable import MeldpostCore

@Suite struct QuestionnaireTests {
    private let good = QuestionnaireFile.questionnaire

    @Test func `F26 the built-in questionnaire is whole in all four languages`() throws {
        try good.validate()
        #expect(good.languages.map(\.language) == Language.allCases)
        let used = Set(
            VisitPrompt.allCases.map(\.id)
                + good.reportQuestions.flatMap { [$0.prompt, $0.label] + $0.choices.map(\.prompt) }
                + good.adviceQuestions.flatMap { [$0.prompt, $0.label] + $0.choices.map(\.prompt) }
        )
        #expect(Set(good.prompts.keys) == used)
    }

    @Test func `texts that a machine translated say that nobody has approved them`() {
        #expect(good.languages.allSatisfy { !$0.approved })
        #expect(!good.isApproved)
    }

    @Test func `what is decoded encodes to the same questionnaire`() throws {
        let data = try JSONEncoder().encode(good)
        #expect(try JSONDecoder().decode(Questionnaire.self, from: data) == good)
    }

    @Test func `an unknown field, language or a text without words is no questionnaire`() throws {
        let text = try #require(String(data: QuestionnaireFile.data, encoding: .utf8))
        for (old, new) in [
            (#""field": "relation""#, #""field": "religion""#),
            (#""pap": "Sigui.""#, #""de": "Weiter.""#),
            (#""pap": "Sigui.""#, #""pap": 7"#),
            (#""key": 1"#, #""key": 300"#),
        ] {
            #expect(text.contains(old))
            let data = Data(text.replacing(old, with: new, maxReplacements: 1).utf8)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Questionnaire.self, from: data)
            }
        }
    }

    /// What `change` makes of the good questionnaire must be refused for `rule` at `key`.
    private func expectRefusal(
        _ key: QuestionnaireRefusal.Key,
        _ rule: QuestionnaireRefusal.Rule,
        sourceLocation: SourceLocation = #_sourceLocation,
        after change: (inout Questionnaire) -> Void
    ) {
        var bad = good
        change(&bad)
        #expect(bad != good, sourceLocation: sourceLocation)
        #expect(
            throws: QuestionnaireRefusal(key: key, rule: rule),
            sourceLocation: sourceLocation
        ) { try bad.validate() }
    }

    @Test func `versions and codes are short plain names`() {
        expectRefusal(.version, .notAName) { $0.version = "" }
        expectRefusal(.version, .notAName) { $0.version = "2026\u{202E}" }
        expectRefusal(.textVersion, .notAName) {
            $0.textVersion = String(repeating: "1", count: 33)
        }
        expectRefusal(.choice(.report, 2, 1), .notAName) {
            $0.reportQuestions[1].choices[0].code = Code(rawValue: "Jan Jansen")
        }
    }

    @Test func `every text is there in every language and in no other`() {
        expectRefusal(.languages, .notOneToFour) { $0.languages = [] }
        expectRefusal(.languages, .notOneToFour) { $0.languages.append($0.languages[0]) }
        expectRefusal(.prompt(VisitPrompt.danger.id), .languageMissing) {
            $0.prompts[VisitPrompt.danger.id]?[.spanish] = nil
        }
        expectRefusal(.prompt(VisitPrompt.languageName.id), .languageMissing) {
            $0.languages.removeLast()
            $0.days[.spanish] = nil
        }
        expectRefusal(.question(.report, 3), .languageMissing) {
            $0.prompts[$0.reportQuestions[2].prompt] = nil
        }
        expectRefusal(.choice(.adviceRequest, 1, 3), .languageMissing) {
            $0.adviceQuestions[0].choices[2].prompt = PromptID(rawValue: "nowhere")
        }
        expectRefusal(.prompts, .unknownText) {
            $0.prompts[PromptID(rawValue: "left.over")] = $0.prompts[VisitPrompt.yes.id]
        }
        expectRefusal(.days(.dutch), .notADayText) { $0.days[.dutch]?.months.removeLast() }
        expectRefusal(.days(.dutch), .notADayText) { $0.days[.dutch]?.pattern = "{day} {month}" }
    }

    @Test(arguments: [
        ("", QuestionnaireRefusal.Rule.notOneLine),
        (" Yes.", .notOneLine),
        ("Yes.\nlamp panic on", .notOneLine),
        ("Yes.\u{2028}No.", .notOneLine),
        ("Yes.\u{1B}[2J", .notOneLine),
        (String(repeating: "a", count: 301), .tooLong),
        ("Bel Veilig" + " Thuis.", .bannedWord),
        ("De MELD-" + "code zegt dit.", .bannedWord),
        ("Vraag naar de vertrouwenspersoon.", .bannedWord),
        ("You can make a complaint.", .bannedWord),
        ("Call 911.", .foreignNumber),
        ("Call 9 1 1.", .foreignNumber),
        ("Call 06-12345678.", .foreignNumber),
        ("Call 0802-0802.", .foreignNumber),
    ])
    func `a text that must not be spoken is refused, and the refusal does not repeat it`(
        text: String,
        rule: QuestionnaireRefusal.Rule
    ) throws {
        expectRefusal(.prompt(VisitPrompt.yes.id), rule) {
            $0.prompts[VisitPrompt.yes.id]?[.english] = text
        }
        let refusal = QuestionnaireRefusal(key: .prompt(VisitPrompt.yes.id), rule: rule)
        #expect(refusal.words.hasPrefix("prompts.answer.yes must "))
    }

    @Test func `each island tells its own hotline and no other number`() {
        expectRefusal(.prompt(VisitPrompt.reachSaba.id), .hotlineMissing) {
            $0.prompts[VisitPrompt.reachSaba.id]?[.english] = "Call 0802-0802."
        }
        expectRefusal(.prompt(VisitPrompt.reachBonaire.id), .foreignNumber) {
            $0.prompts[VisitPrompt.reachBonaire.id]?[.english] = "Call 0802-0802 or 911."
        }
        expectRefusal(.prompt(VisitPrompt.reachBonaire.id), .hotlineMissing) {
            $0.prompts[VisitPrompt.reachBonaire.id]?[.english] = "Call us."
        }
    }

    @Test func `short numbers may be spoken`() throws {
        var other = good
        other.prompts[VisitPrompt.storedUrgent.id]?[.english] = "It is taken up within 24 hours."
        try other.validate()
    }

    @Test func `each kind asks its six fields once, with one to four choices`() {
        expectRefusal(.questions(.report), .fieldsNotSix) { $0.reportQuestions.removeLast() }
        expectRefusal(.questions(.adviceRequest), .fieldsNotSix) {
            $0.adviceQuestions[1] = $0.adviceQuestions[0]
        }
        expectRefusal(.question(.report, 1), .notOneToFour) { $0.reportQuestions[0].choices = [] }
        expectRefusal(.question(.report, 1), .notOneToFour) {
            $0.reportQuestions[0].choices += $0.reportQuestions[3].choices
        }
        expectRefusal(.question(.report, 1), .keysNotInOrder) {
            $0.reportQuestions[0].choices.swapAt(0, 1)
        }
        expectRefusal(.question(.report, 1), .codeTwice) {
            $0.reportQuestions[0].choices[1].code = $0.reportQuestions[0].choices[0].code
        }
    }

    @Test func `the answers that a rule of the law hangs on cannot be taken away`() {
        expectRefusal(.question(.report, 1), .codeMissing) {
            $0.reportQuestions[0].choices[2].code = Code(rawValue: "teacher")
        }
        expectRefusal(.question(.report, 4), .codeMissing) {
            $0.reportQuestions[3].choices[0].code = Code(rawValue: "ja")
        }
    }

    @Test func `questions may be asked in another order, and advice keeps its own fields`() throws {
        var other = good
        other.reportQuestions.reverse()
        other.adviceQuestions.shuffle()
        try other.validate()
    }
}
