import SimulationKit
import Testing

@testable import MeldpostCore

/// What each kind of question takes, and what is asked when.
@Suite struct VisitQuestionTests {
    private func visit(_ keys: String, places: Bool = false) -> VisitRun {
        var questionnaire = QuestionnaireFile.questionnaire
        if places { questionnaire.places = Questionnaire.simulated.places }
        var run = VisitRun(questionnaire: questionnaire)
        run.lift()
        run.press(keys)
        return run
    }

    /// Skips questions until `field` is asked.
    private func skip(to field: String, after keys: String = "32###1") -> VisitRun {
        var run = visit(keys)
        for _ in 0..<40 where run.field != field { run.press("#") }
        #expect(run.field == field)
        return run
    }

    @Test func `a longer list is offered in groups, and star goes back to the first list`() {
        var run = visit("32###12")
        #expect(run.spoken.contains("I am a neighbour. Press 2."))
        #expect(run.prompts.contains(.toList))
        run.press("*")
        #expect(run.spoken.contains("I know the people. Press 2."))
        run.press("22")
        #expect(run.field == "violence")
        #expect(run.dialogue.draft.answers.option(0)?.isInGroup == true)
    }

    @Test func `several can be chosen, in groups too, and a second press takes one off`() {
        var run = visit("32###1#")
        run.press("1")
        #expect(run.spoken.hasPrefix("Physical violence, such as hitting or kicking. Chosen."))
        run.press("3")
        run.press("3")
        #expect(run.spoken.contains("No longer chosen."))
        run.press("42")
        #expect(run.spoken.hasPrefix("Neglect of a child or an elderly person. Chosen."))
        run.press("#")
        #expect(run.field == "seen-on-body")
        run.press("#")
        #expect(run.field == "seen-of-neglect")
        run.press("#" + String(repeating: "#", count: 20))
        let codes = run.submissions.first?.report?.answers.codes[.violence]
        #expect(codes == [Code(rawValue: "physical"), Code(rawValue: "neglect")])
    }

    @Test func `R7 what was seen is asked only of the violence that was named`() {
        let run = skip(to: "structural", after: "32###1#2#")
        let asked = run.effects.utterances.flatMap(\.phrases)
        #expect(asked.contains(.prompt(PromptID(rawValue: "seen.control"))))
        #expect(!asked.contains(.prompt(PromptID(rawValue: "seen.body"))))
    }

    @Test func `R11 R12 children are asked about where minors are involved, and counted once`() {
        var run = skip(to: "minors")
        run.press("1")
        #expect(run.field == "children-count")
        run.press("9")
        #expect(run.field == "children-ages")
        run.press("12#")
        run.press("2")
        while run.submissions.isEmpty { run.press("#") }
        let report = run.submissions.first?.report
        #expect(report?.childrenCount == 9)
        #expect(report?.isChildAbuse == true)
        #expect(
            report?.personsConcerned.map(\.ageBand)
                == [Code(rawValue: "0-3"), Code(rawValue: "4-12")] + Array(repeating: nil, count: 7)
        )
        #expect(report?.answers.codes[.careForMinor] == nil)
    }

    @Test func `R58 a child who reports for itself hears that it may talk to a person`() {
        var run = skip(to: "victim-age", after: "32###11")
        run.press("12")
        #expect(run.spoken.hasPrefix("You may also talk to someone at the desk"))
        var adult = skip(to: "victim-age", after: "32###11")
        adult.press("22")
        #expect(!adult.spoken.contains("You may also talk"))
    }

    @Test func `R16 R17 only a professional is asked for sector and step`() {
        var run = visit("32###1")
        run.press("31")
        #expect(run.field == "sector")
        run.press("21")
        #expect(run.field == "step")
        #expect(visit("32###121").field == "violence")
    }

    @Test func `places are offered three at a time, else letters`() {
        var run = visit("32###1", places: true)
        while run.field != "neighbourhood" { run.press("#") }
        #expect(run.spoken.contains("Place 3. Press 3. Other places. Press 4."))
        run.press("4")
        #expect(run.spoken.contains("Place 4. Press 1. Place 5. Press 2. Other places. Press 4."))
        run.press("2")
        #expect(run.field == "house-number")
        while run.submissions.isEmpty { run.press("#") }
        #expect(
            run.submissions.first?.report?.place?.neighbourhood == PlaceID(rawValue: "place-5")
        )
        var none = visit("32###1", places: true)
        while none.field != "neighbourhood" { none.press("#") }
        none.press("#")
        #expect(none.field == "place-letters")
        #expect(skip(to: "place-letters").spoken.contains("spell"))
    }

    @Test func `on another island no place of this one is offered`() {
        var run = visit("32###1", places: true)
        while run.field != "island" { run.press("#") }
        run.press("2")
        #expect(run.field == "place-letters")
    }

    @Test
    func `letters come by repeated presses, each is spoken, and star takes the last one back`() {
        var run = skip(to: "place-letters")
        run.press("7")
        #expect(run.effects.utterances.last?.phrases == [.letter(.p)])
        run.press("777")
        #expect(run.effects.utterances.last?.phrases == [.letter(.s)])
        run.press("7")
        #expect(run.effects.utterances.last?.phrases == [.letter(.p)])
        run.press("_7")
        #expect(run.effects.utterances.last?.phrases == [.letter(.p)])
        run.press("9")
        #expect(run.effects.utterances.last?.phrases == [.letter(.w)])
        run.press("*")
        #expect(run.spoken == "Cleared. So far: P. P.")
        run.press("1_2")
        run.press("0")
        #expect(run.spoken.hasSuffix("So far: P. P. A."))
        // The habits say that star goes back and nine stops, which does not hold here.
        #expect(!run.prompts.contains(.help))
        run.press("#")
        while run.submissions.isEmpty { run.press("#") }
        #expect(run.submissions.first?.report?.place?.letters == "PP A")
    }

    @Test func `digits are spoken one by one, nine and zero are digits, star goes back at last`() {
        var run = skip(to: "house-number")
        run.press("90")
        #expect(run.effects.utterances.last?.phrases == [.digit(0)])
        #expect(run.dialogue.isActive)
        run.press("*")
        #expect(run.spoken == "Cleared. So far: 9.")
        run.press("*")
        #expect(run.spoken == "Cleared. Nothing keyed yet.")
        run.press("*")
        #expect(run.field == "place-letters")
    }

    @Test func `F19 a number without end is cut at its length, and the rest is kept out politely`()
    {
        var run = skip(to: "telephone")
        for _ in 0..<100 { run.press("5") }
        #expect(run.prompts == [.keyedFull])
        while run.submissions.isEmpty { run.press("#") }
        #expect(
            run.submissions.first?.report?.place?.telephone == String(repeating: "5", count: 15)
        )
    }

    @Test func `a telephone number of the reporter is sealed apart from the report`() throws {
        var run = skip(to: "anonymity")
        run.press("1")
        run.press("7654321#")
        run.press("2")
        run.press("#")
        let outcome = try #require(run.submissions.first)
        #expect(outcome.source?.telephone == "7654321")
        #expect(outcome.source?.callSafety == Code(rawValue: "no"))
        #expect(outcome.report?.isReporterUnknown == false)
        let text = try VisitDialogueTests.json(outcome.report)
        #expect(!text.contains("7654321"))
        #expect(!text.contains("neighbour"))
    }

    // MARK: Few people (R56)

    private static let exact = "32###1 22 # # # 14 22 # # 1 2"

    @Test func `R56 answers that point to few people are warned of, once`() {
        var run = visit(Self.exact)
        #expect(run.dialogue.state == .attending(.step(.fewPeople(17))))
        #expect(run.prompts == [.fewPeople, .keepExact, .press, .makeCoarse, .press])
        run.press("1")
        #expect(run.field == "children-ages")
        run.press("2#")
        #expect(run.field == "children-safe")
    }

    @Test func `R56 the coarser choice keeps the groups and drops what has none`() {
        var run = visit(Self.exact + "2")
        while run.submissions.isEmpty { run.press("#") }
        let report = run.submissions.first?.report
        #expect(report?.answers.code(.relation) == Code(rawValue: "partner"))
        #expect(report?.answers.code(.victimAge) == Code(rawValue: "adult"))
        #expect(report?.childrenCount == nil)
        #expect(report?.isChildAbuse == true)
        #expect(run.submissions.first?.source?.relation == Code(rawValue: "surroundings"))
        #expect(report?.reporterClass == .citizen)
    }

    @Test func `every answer can be changed after it was read back, and what it opens is asked`() {
        var run = visit("32###1 1 1# # 2 1 # # # 2")
        while run.dialogue.state != .attending(.step(.readBack)) { run.press("#") }
        #expect(run.spoken.contains("1. Someone in danger now. No."))
        #expect(run.spoken.contains("3. Who reports. It happens to me."))
        #expect(run.spoken.contains("4. What is happening. Physical violence"))
        run.press("11")
        #expect(run.prompts.contains(.danger))
        run.press("1")
        #expect(run.prompts.contains(.dangerAnnouncement))
        run.press("13")
        run.press("4")
        #expect(run.spoken.contains("3. Who reports. I am the one who does it"))
        // Violence becomes sexual: what was seen of it is asked, and of the other no more.
        run.press("14" + "13#")
        #expect(run.field == "seen-of-sexual")
        run.press("2#")
        #expect(run.spoken.contains("4. What is happening. Sexual violence."))
        run.press("#")
        let outcome = run.submissions.first
        #expect(outcome?.isUrgent == true)
        #expect(outcome?.source?.relation == Code(rawValue: "perpetrator"))
        #expect(outcome?.report?.answers.codes[.violence] == [Code(rawValue: "sexual")])
        #expect(outcome?.report?.answers.codes[.seenOfSexual] == [Code(rawValue: "rape")])
        #expect(outcome?.report?.answers.codes[.seenOnBody] == nil)
    }

    @Test func `what was left open can be answered at the end`() {
        var run = visit("32###1")
        while run.dialogue.state != .attending(.step(.readBack)) { run.press("#") }
        #expect(run.prompts.contains(.readBackOpen))
        run.press("2")
        #expect(run.field == "reporter")
        run.press("1")
        #expect(run.field == "violence")
    }

    @Test func `a number of two digits is waited for where it can be meant`() {
        var run = visit("32###1 1 1# 1# 2 1 11 21 1 2 2 2 2 2 1 # # # 2")
        #expect(run.dialogue.state == .attending(.step(.readBack)))
        #expect(run.spoken.contains("13. "))
        run.press("11")
        #expect(run.dialogue.state == .attending(.step(.pick(1))))
        run.press("3")
        #expect(run.field == run.dialogue.questions[readBackQuestion(13, of: run)].field)
        run.press("*")
        run.press("11#")
        #expect(run.dialogue.state == .attending(.step(.changeDanger)))
    }

    private func readBackQuestion(_ number: Int, of run: VisitRun) -> Int {
        guard case .question(let question) = run.dialogue.readBackItems[number - 1] else {
            return 0
        }
        return question
    }

    @Test func `a report changed into a request for advice keeps none of its answers`() {
        var run = visit("32###1 1 1# 1#")
        while run.dialogue.state != .attending(.step(.readBack)) { run.press("#") }
        run.press("122")
        #expect(run.prompts.starts(with: [.answersErased, .questionsBegin]))
        run.press("1######")
        run.press("#")
        let advice = run.submissions.first?.advice
        #expect(advice?.answers.codes == [.asker: [Code(rawValue: "citizen")]])
        #expect(run.submissions.first?.source == nil)
    }

    @Test func `choosing the same kind again keeps the answers`() {
        var run = visit("32###1 1 1# 1#")
        while run.dialogue.state != .attending(.step(.readBack)) { run.press("#") }
        run.press("121#")
        #expect(run.submissions.first?.report?.answers.codes.count == 2)
    }

    @Test func `answers for advice never turn up in a report`() {
        var run = visit("31" + "2###2" + "11")
        #expect(run.dialogue.draft.kind == .advice)
        while run.dialogue.state != .attending(.step(.danger)) { run.press("*") }
        run.press("11")
        let report = run.submissions.first?.report
        #expect(run.submissions.first?.isUrgent == true)
        #expect(report?.answers.codes == [:])
    }
}
