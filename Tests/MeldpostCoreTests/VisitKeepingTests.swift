import Testing

@testable import MeldpostCore

/// Answers are not lost without a word.
@Suite struct VisitKeepingTests {
    private func visit(_ keys: String, places: Bool = false) -> VisitRun {
        var questionnaire = QuestionnaireFile.questionnaire
        if places { questionnaire.places = Questionnaire.simulated.places }
        var run = VisitRun(questionnaire: questionnaire)
        run.lift()
        run.press(keys)
        return run
    }

    private func readBack(_ run: inout VisitRun) {
        while run.dialogue.state != .attending(.step(.readBack)) { run.press("#") }
    }

    /// Broken once: `#` that erases, as it was.
    @Test func `after going back, square keeps the answer, which is said`() {
        var run = visit("32###1 22 12#")
        run.press("*")
        #expect(run.spoken.contains("So far: Physical violence"))
        #expect(run.spoken.contains("Mental violence"))
        run.press("*")
        #expect(run.field == "reporter")
        #expect(run.spoken.contains("So far: I am a neighbour. To keep that answer, press hash."))
        #expect(!run.prompts.contains(.leaveOpen))
        run.press("##")
        #expect(run.field == "seen-on-body")
        #expect(run.dialogue.draft.answers.option(0)?.isInGroup == true)
        #expect(run.dialogue.draft.answers.marks(3).count == 2)
    }

    @Test func `a place is kept in the same way`() {
        var run = visit("32###1", places: true)
        while run.field != "neighbourhood" { run.press("#") }
        run.press("2*")
        #expect(run.spoken.contains("So far: Place 2. To keep that answer, press hash."))
        run.press("#")
        #expect(run.field == "house-number")
        #expect(run.dialogue.draft.answers[24] == 2)
    }

    @Test func `in a change of the read-back, square takes the answer away`() {
        var run = visit("32###11")
        readBack(&run)
        run.press("13")
        #expect(!run.prompts.contains(.keepAnswer))
        run.press("#")
        #expect(!run.dialogue.isAnswered(0))
    }

    @Test func `choosing the same kind after going back keeps every answer to the end`() {
        var run = visit("32###1 22 12# 12#")
        while run.dialogue.state != .attending(.step(.kind)) { run.press("*") }
        run.press("1")
        #expect(!run.prompts.contains(.answersErased))
        readBack(&run)
        run.press("#")
        let report = run.submissions.first?.report
        #expect(run.submissions.first?.source?.relation == Code(rawValue: "neighbour"))
        #expect(report?.answers.codes[.violence]?.count == 2)
        #expect(report?.answers.codes[.seenOnBody]?.count == 2)
    }

    /// A professional who wants to consult asks for advice: physical violence, minors, again and
    /// again, no help yet.
    private static let advice = "32###2 2 1 3 1# 1 1 2"

    /// Broken once: nothing is carried.
    @Test func `R1 advice that becomes a report takes along what both ask, and says so`() {
        var run = visit(Self.advice)
        run.press("121")
        #expect(run.prompts.starts(with: [.answersCarried, .questionsBegin]))
        #expect(run.field == "reporter")
        run.press("31")
        // The step of the protective code belonged to the request.
        run.press("##")
        #expect(run.field == "seen-on-body")
        run.press("#")
        #expect(run.field == "how-often")
        readBack(&run)
        run.press("#")
        let outcome = run.submissions.first
        let codes = outcome?.report?.answers.codes
        #expect(codes?[.violence] == [Code(rawValue: "physical")])
        #expect(codes?[.minors] == [.yes])
        #expect(codes?[.structural] == [.yes])
        #expect(codes?[.existingHelp] == [Code(rawValue: "no")])
        #expect(outcome?.report?.isChildAbuse == true)
        #expect(outcome?.source?.step == nil)
    }

    @Test(arguments: ["123", "122"])
    func `answers that belong to no other kind are erased, and that is said`(keys: String) {
        var run = visit("32###1 22 12#")
        readBack(&run)
        run.press(keys)
        #expect(run.prompts.first == .answersErased)
        var empty = visit("32###1")
        readBack(&empty)
        empty.press(keys)
        #expect(!empty.prompts.contains(.answersErased))
    }

    @Test func `an urgent report offered in place of advice says that the answers are erased`() {
        var run = visit("312###2 2 1")
        while run.dialogue.state != .attending(.step(.danger)) { run.press("*") }
        run.press("1")
        #expect(run.prompts.first == .answersErased)
        #expect(run.dialogue.draft.kind == nil)
        var again = visit("312###2")
        while again.dialogue.state != .attending(.step(.danger)) { again.press("*") }
        again.press("1")
        #expect(!again.prompts.contains(.answersErased))
    }

    // MARK: Less exact, and the marks of the law

    /// The one it happens to, of whom relation, age and children are told.
    private static let victim = "32###1 1 # # # 14 22 # # 1 2"

    /// Broken once: the answer taken away where it has no group, as it was.
    @Test(arguments: [
        ("1", "victim", ReporterClass.citizen), ("4", "perpetrator", .citizen),
        ("32", "professional", .professional),
    ])
    func `R15 R56 the coarser choice never takes the class of the reporter away`(
        keys: String,
        relation: String,
        reporterClass: ReporterClass
    ) {
        // The sector has the weight two: other, and the place in the protective code.
        let sector = keys == "32" ? "4 #" : ""
        var run = visit("32###1" + keys + sector + "# # # 14 22 # # 1 2")
        #expect(run.prompts.contains(.fewPeople))
        run.press("2")
        while run.submissions.isEmpty { run.press("#") }
        let outcome = run.submissions.first
        #expect(outcome?.source?.relation == Code(rawValue: relation))
        #expect(outcome?.report?.reporterClass == reporterClass)
        #expect(outcome?.report?.answers.code(.victimAge) == Code(rawValue: "adult"))
        #expect(outcome?.report?.childrenCount == nil)
        if keys == "32" {
            #expect(outcome?.source?.sector == Code(rawValue: "other-or-none"))
        }
    }

    /// Broken once: an unknown age with the weight of one.
    @Test func `R56 I do not know points to nobody`() {
        // As the victim above, but for the age.
        var run = visit("32###1 1 # # # 14 3 # # 1 2")
        #expect(run.field == "children-ages")
        run.press("4#")
        #expect(run.field == "children-safe")
        let exact = visit(Self.victim)
        #expect(exact.prompts.contains(.fewPeople))
    }

    /// Broken once: the mark by the answer about minors alone.
    @Test(arguments: [
        ("victim-age", "11"), ("victim-age", "12"), ("victim-age", "13"),
        ("violence", "42#1#"), ("violence", "42#11#"), ("violence", "42#12#"),
        ("violence", "3#31#"), ("violence", "3#32#"), ("violence", "2#4#"),
    ])
    func `R11 what happens to a minor is child abuse, whatever was said of minors`(
        field: String,
        keys: String
    ) {
        for minors in ["#", "2", "3"] {
            var run = visit("32###1")
            while run.field != field { run.press("#") }
            // A group holds its choices; the neglect of a child is one.
            run.press(keys == "42#1#" ? "42#11#" : keys)
            while run.field != "minors" { run.press("#") }
            run.press(minors)
            while run.submissions.isEmpty { run.press("#") }
            #expect(run.submissions.first?.report?.isChildAbuse == true, "\(keys) \(minors)")
        }
    }

    @Test(arguments: [("victim-age", "22"), ("violence", "3#2#"), ("violence", "42#2#")])
    func `R11 what happens to an adult is not`(field: String, keys: String) {
        var run = visit("32###1")
        while run.field != field { run.press("#") }
        run.press(keys)
        while run.submissions.isEmpty { run.press("#") }
        #expect(run.submissions.first?.report?.isChildAbuse == false)
    }

    /// Broken once: without the alternatives of a condition.
    @Test(arguments: ["2", "3"])
    func `R12 who is responsible for a minor is asked how many, how old, and whether safe`(
        minors: String
    ) {
        var run = visit("32###1")
        while run.field != "minors" { run.press("#") }
        run.press(minors)
        #expect(run.field == "care-for-minor")
        var none = run
        none.press("2")
        #expect(none.field == "existing-help")
        run.press("1")
        #expect(run.field == "children-count")
        run.press("2")
        #expect(run.field == "children-ages")
        run.press("2#")
        #expect(run.field == "children-safe")
        run.press("2")
        while run.submissions.isEmpty { run.press("#") }
        let report = run.submissions.first?.report
        #expect(report?.childrenCount == 2)
        #expect(report?.personsConcerned.map(\.role) == [.minor, .minor])
        #expect(report?.answers.code(.childrenSafe) == Code(rawValue: "no"))
    }

    @Test func `R58 a child who asks for support for itself hears that it may talk to a person`() {
        #expect(visit("32###3 1 1 4 12").spoken.hasPrefix("You may also talk to someone"))
        #expect(!visit("32###3 1 1 4 22").spoken.contains("You may also talk"))
        #expect(!visit("32###3 2 1 4 12").spoken.contains("You may also talk"))
    }
}
