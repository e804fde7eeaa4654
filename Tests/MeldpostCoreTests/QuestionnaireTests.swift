import Foundation
import SimulationKit
import Testing

@testable import MeldpostCore

@Suite struct QuestionnaireTests {
    private let good = QuestionnaireFile.questionnaire

    @Test func `F26 the built-in questionnaire is whole in all four languages`() throws {
        try good.validate()
        #expect(good.languages.map(\.language) == Language.allCases)
    }

    @Test func `texts that a machine translated say that nobody has approved them`() {
        #expect(good.languages.allSatisfy { !$0.approved })
        #expect(!good.isApproved)
    }

    @Test func `no place is invented: the list is empty until the centre supplies one`() {
        #expect(good.places.isEmpty)
    }

    @Test func `what is decoded encodes to the same questionnaire`() throws {
        let data = try JSONEncoder().encode(good)
        #expect(try JSONDecoder().decode(Questionnaire.self, from: data) == good)
    }

    @Test func `another language, kind or type is no questionnaire`() throws {
        let text = try #require(String(data: QuestionnaireFile.data, encoding: .utf8))
        for (old, new) in [
            (#""kind": "letters""#, #""kind": "voice""#),
            (#""pap": "Sigui.""#, #""de": "Weiter.""#),
            (#""pap": "Sigui.""#, #""pap": 7"#),
            (#""length": 24"#, #""length": "24""#),
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
        expectRefusal(.list("gender"), .notAName) { $0.lists["gender"]?.version = "" }
        expectRefusal(.choice("gender", 2), .notAName) {
            $0.lists["gender"]?.choices[1].code = Code(rawValue: "Jan Jansen")
        }
        expectRefusal(.list("?"), .notAName) { $0.lists["Jan\n"] = $0.lists["gender"] }
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
            $0.prompts[$0.report[2].prompt] = nil
        }
        expectRefusal(.question(.report, 29), .languageMissing) {
            $0.report[28].notes?[0].prompt = PromptID(rawValue: "nowhere")
        }
        expectRefusal(.choice("asker", 3), .languageMissing) {
            $0.lists["asker"]?.choices[2].prompt = PromptID(rawValue: "nowhere")
        }
        expectRefusal(.prompts, .unknownText) {
            $0.prompts[PromptID(rawValue: "left.over")] = $0.prompts[VisitPrompt.yes.id]
        }
        expectRefusal(.days(.dutch), .notADayText) { $0.days[.dutch]?.months.removeLast() }
        expectRefusal(.days(.dutch), .notADayText) { $0.days[.dutch]?.weekdays.removeLast() }
        expectRefusal(.days(.dutch), .notADayText) { $0.days[.dutch]?.pattern = "{day}" }
        expectRefusal(.days(.dutch), .notADayText) { $0.days[.dutch]?.hour = "uur" }
    }

    @Test(arguments: [
        ("", QuestionnaireRefusal.Rule.notOneLine),
        (" Yes.", .notOneLine),
        ("Yes.\nlamp panic on", .notOneLine),
        ("Yes.\u{2028}No.", .notOneLine),
        ("Yes.\u{1B}[2J", .notOneLine),
        (String(repeating: "a", count: 281), .tooLong),
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

    @Test func `a code list has one to four choices, in groups of one to four, each code once`() {
        expectRefusal(.list("gender"), .notOneToFour) { $0.lists["gender"]?.choices = [] }
        expectRefusal(.list("step"), .notOneToFour) {
            $0.lists["step"]?.choices.append(.init(code: .yes, prompt: VisitPrompt.yes.id))
        }
        expectRefusal(.choice("reporter", 2), .notOneToFour) {
            $0.lists["reporter"]?.choices[1].choices = []
        }
        expectRefusal(.choice("reporter", 3), .groupInGroup) {
            let inner = $0.lists["gender"]?.choices
            $0.lists["reporter"]?.choices[1].choices?[0].choices = inner
        }
        expectRefusal(.list("reporter"), .codeTwice) {
            $0.lists["reporter"]?.choices[1].choices?[0].code = Code(rawValue: "victim")
        }
        expectRefusal(.list("spare"), .listUnused) { $0.lists["spare"] = $0.lists["gender"] }
    }

    @Test func `a question answers a field of its kind, once, in a way that the field can take`() {
        expectRefusal(.question(.report, 1), .fieldUnknown) { $0.report[0].field = "name" }
        expectRefusal(.question(.advice, 1), .fieldUnknown) { $0.advice[0].field = "telephone" }
        expectRefusal(.question(.advice, 1), .fieldUnknown) { $0.advice[0].kind = .digits }
        expectRefusal(.question(.support, 2), .fieldUnknown) { $0.support[1].field = "sector" }
        expectRefusal(.question(.advice, 3), .fieldTwice) { $0.advice[2].field = "asker" }
        expectRefusal(.question(.report, 1), .listUnknown) { $0.report[0].list = "nowhere" }
        expectRefusal(.question(.report, 26), .listUnknown) { $0.report[25].list = "gender" }
        expectRefusal(.question(.report, 26), .lengthWrong) { $0.report[25].length = 32 }
        expectRefusal(.question(.report, 18), .lengthWrong) { $0.report[17].length = 3 }
        expectRefusal(.question(.report, 1), .lengthWrong) { $0.report[0].length = 1 }
        expectRefusal(.question(.report, 1), .weightWrong) { $0.report[0].weight = 0 }
        expectRefusal(.narrowingLimit, .weightWrong) { $0.narrowingLimit = 0 }
        expectRefusal(.questions(.support), .tooMany) { $0.support = [] }
        expectRefusal(.questions(.report), .tooMany) { $0.report += $0.report }
    }

    @Test func `a condition hangs on an earlier question and on codes of its list`() {
        expectRefusal(.question(.report, 2), .conditionUnknown) {
            $0.report[1].when = [.init(field: "minors", codes: [.yes])]
        }
        expectRefusal(.question(.report, 2), .conditionUnknown) {
            $0.report[1].when = [.init(field: "reporter", codes: [Code(rawValue: "teacher")])]
        }
        expectRefusal(.question(.report, 2), .conditionUnknown) {
            $0.report[1].when = [.init(field: "reporter", codes: [])]
        }
        expectRefusal(.question(.report, 14), .conditionUnknown) {
            $0.report[13].notes?[0].when?[0].field = "nothing"
        }
        expectRefusal(.question(.report, 18), .conditionUnknown) {
            $0.report[17].when?[0].or?[0].field = "children-safe"
        }
        expectRefusal(.question(.report, 18), .conditionUnknown) {
            $0.report[17].when?[0].or?[0].or = [.init(field: "minors")]
        }
    }

    /// Broken once: `canBeAsked` that looks at the question's own conditions only.
    @Test func `a question that no answers lead to is refused`() {
        let professional = Question.Condition(
            field: "reporter",
            codes: [Code(rawValue: "professional")]
        )
        let victim = Question.Condition(field: "reporter", codes: [Code(rawValue: "victim")])
        expectRefusal(.question(.report, 2), .unreachable) {
            $0.report[1].when = [professional, victim]
        }
        expectRefusal(.question(.report, 2), .unreachable) {
            $0.report[1].when = [victim, .init(field: "reporter", isAnswered: false)]
        }
        // By way of every alternative.
        let either = Question.Condition(
            field: "reporter",
            codes: professional.codes,
            or: [.init(field: "reporter", isAnswered: false)]
        )
        expectRefusal(.question(.report, 2), .unreachable) { $0.report[1].when = [victim, either] }
        // By way of another question: the step is asked of professionals only.
        expectRefusal(.question(.report, 4), .unreachable) {
            $0.report[3].when = [victim, .init(field: "step", isAnswered: true)]
        }
    }

    @Test func `the answers that a rule of the law hangs on cannot be taken away`() {
        expectRefusal(.questions(.advice), .fieldMissing) {
            $0.advice.removeAll { $0.field == "structural" }
        }
        expectRefusal(.question(.support, 3), .codeMissing) {
            $0.lists["shelter"]?.choices[0].code = Code(rawValue: "storm")
        }
        expectRefusal(.question(.advice, 1), .codeMissing) {
            $0.lists["asker"]?.choices[0].code = Code(rawValue: "burger")
        }
    }

    @Test func `places are short names on a known island`() {
        expectRefusal(.place(1), .placeUnknown) {
            $0.places = [.init(id: PlaceID(rawValue: "a"), island: "aruba", name: "A")]
        }
        expectRefusal(.place(2), .placeUnknown) {
            $0.places = [
                .init(id: PlaceID(rawValue: "a"), island: "saba", name: "A"),
                .init(id: PlaceID(rawValue: "a"), island: "saba", name: "B"),
            ]
        }
        expectRefusal(.place(1), .notAName) {
            $0.places = [.init(id: PlaceID(rawValue: "A B"), island: "saba", name: "A")]
        }
        expectRefusal(.place(1), .placeUnknown) {
            $0.places = (0...60).map {
                .init(id: PlaceID(rawValue: "p\($0)"), island: "saba", name: "P")
            }
        }
    }

    @Test func `a list of places from the centre is taken`() throws {
        var other = good
        other.places = Questionnaire.simulated.places
        try other.validate()
    }

    @Test func `questions may be left out where nothing hangs on them`() throws {
        var other = good
        let dropped = ["existing-help", "helper", "refused-organisations", "since"]
        other.report.removeAll { dropped.contains($0.field) }
        other.workerReport.removeAll { dropped.contains($0.field) }
        other.lists["helper"] = nil
        other.lists["since"] = nil
        var ids = Set(VisitPrompt.allCases.map(\.id) + WorkerPrompt.allCases.map(\.id))
        for question in other.report + other.advice + other.support + other.workerReport
            + other.workerAdvice
        {
            ids.formUnion([question.prompt, question.label])
            ids.formUnion((question.notes ?? []).map(\.prompt))
        }
        for choice in other.lists.values.flatMap(\.choices) {
            ids.insert(choice.prompt)
            ids.formUnion((choice.choices ?? []).map(\.prompt))
        }
        other.prompts = other.prompts.filter { ids.contains($0.key) }
        try other.validate()
    }
}
