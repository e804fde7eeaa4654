import Testing

@testable import MeldpostCore

@Suite struct VisitDialogueTests {
    private static let languages: [(Character, Language)] = [
        ("1", .papiamentu), ("2", .dutch), ("3", .english), ("4", .spanish),
    ]

    /// The topics told to the end at `time`.
    private func told(
        _ topics: [ToldContent.Topic],
        in language: Language,
        by run: VisitRun
    ) -> ToldContent {
        ToldContent(
            topics: topics,
            textVersion: "2026.1",
            language: language,
            means: .spoken,
            claimedTimeMilliseconds: run.context.claimedTime.milliseconds
        )
    }

    @Test(arguments: languages)
    func `a report in each language ends in exactly what was keyed`(
        key: Character,
        language: Language
    ) throws {
        var run = VisitRun()
        run.lift()
        run.press("\(key)2")
        run.finish()
        run.finish()
        run.finish()
        run.press("1211123#")
        #expect(run.submissions.count == 1)
        let report = ReportContent(
            answers: CodedAnswers(
                codes: [
                    .reporter: Code(rawValue: "surroundings"),
                    .violence: Code(rawValue: "physical"),
                    .relation: Code(rawValue: "partner"),
                    .minors: Code(rawValue: "yes"),
                    .structural: Code(rawValue: "no"),
                    .earlierReport: Code(rawValue: "unknown"),
                ],
                listVersion: "2026.1"
            ),
            dangerNow: .no,
            reporterClass: .citizen,
            isChildAbuse: true
        )
        let outcome = VisitOutcome(
            content: .report(report),
            source: SourceContent(relation: Code(rawValue: "surroundings"), language: language),
            told: told([.procedure, .personalData, .inspection], in: language, by: run),
            isUrgent: false
        )
        #expect(run.submissions == [outcome])
        #expect(!run.prompts.contains(.stored))
        run.take(.recordStored)
        #expect(run.prompts.contains(.stored))
        #expect(run.effects.last == .visitEnded)
        #expect(!run.dialogue.isActive)
    }

    @Test(arguments: languages)
    func `a request for advice in each language holds no source and is never urgent`(
        key: Character,
        language: Language
    ) {
        var run = VisitRun()
        run.lift()
        run.press("\(key)1")
        run.press("2#")
        run.finish()
        run.press("#")
        run.press("2241333#")
        let advice = AdviceContent(
            answers: CodedAnswers(
                codes: [
                    .asker: Code(rawValue: "professional"),
                    .motive: Code(rawValue: "other"),
                    .violence: Code(rawValue: "physical"),
                    .minors: Code(rawValue: "unknown"),
                    .structural: Code(rawValue: "unknown"),
                    .existingHelp: Code(rawValue: "unknown"),
                ],
                listVersion: "2026.1"
            ),
            dangerNow: .yes
        )
        let outcome = VisitOutcome(
            content: .adviceRequest(advice),
            source: nil,
            told: told([.personalData], in: language, by: run),
            isUrgent: false
        )
        #expect(run.submissions == [outcome])
    }

    @Test func `an urgent report needs three keys, and what was not told is recorded as not told`()
    {
        var run = VisitRun()
        run.lift()
        run.press("311")
        let outcome = run.submissions.first
        #expect(run.submissions.count == 1)
        #expect(outcome?.isUrgent == true)
        #expect(outcome?.report?.dangerNow == .yes)
        #expect(outcome?.report?.answers.codes == [:])
        #expect(outcome?.report?.reporterClass == .unknown)
        #expect(outcome?.report?.isInterrupted == false)
        #expect(outcome?.source == nil)
        #expect(outcome?.told == told([], in: .english, by: run))
    }

    @Test(arguments: [
        ("1", ReporterClass.citizen), ("2", .citizen), ("3", .professional), ("4", .citizen),
    ])
    func `the relation decides on the class of the reporter, and each class hears its rule`(
        key: String,
        reporterClass: ReporterClass
    ) {
        var run = VisitRun()
        run.lift()
        run.press("32###1" + key + "12222")
        #expect(run.prompts.contains(.anonymityDesk))
        #expect(run.prompts.contains(.anonymityPersons) == (reporterClass == .citizen))
        #expect(run.prompts.contains(.anonymityProfessional) == (reporterClass == .professional))
        run.press("#")
        #expect(run.submissions.first?.report?.reporterClass == reporterClass)
        #expect(run.submissions.first?.report?.isChildAbuse == false)
    }

    @Test func `the date is seven days after the earliest possible receipt, not the claimed one`() {
        var run = VisitRun()
        run.context.claimedTime = UnixTime(milliseconds: 4_000_000_000_000)
        // 2026-11-15 02:30 UTC is still the 14th on the islands.
        run.context.earliestTime = UnixTime(milliseconds: 1_794_709_800_000)
        run.lift()
        run.press("32###1111111#")
        run.wait(.seconds(30))
        run.context.earliestTime = UnixTime(milliseconds: 1_894_709_800_000)
        run.take(.recordStored)
        #expect(run.spoken.contains("at the latest on 21 November 2026."))
    }

    @Test func `every answer can be changed after it was read back`() {
        var run = VisitRun()
        run.lift()
        run.press("32###1111111")
        #expect(run.spoken.contains("1. Who reports. It happens to me."))
        #expect(run.spoken.contains("4. Children involved. Yes."))
        #expect(run.spoken.contains("7. Someone in danger now. No."))
        run.press("14")
        run.press("24")
        run.press("34")
        run.press("42")
        run.press("53")
        run.press("62")
        run.press("71")
        #expect(run.prompts.contains(.dangerAnnouncement))
        #expect(run.spoken.contains("1. Who reports. I am the one who does it"))
        #expect(run.spoken.contains("7. Someone in danger now. Yes."))
        run.press("#")
        let report = run.submissions.first?.report
        #expect(report?.answers.codes[.reporter] == Code(rawValue: "perpetrator"))
        #expect(report?.answers.codes[.violence] == Code(rawValue: "other-or-unknown"))
        #expect(report?.answers.codes[.relation] == Code(rawValue: "other-or-unknown"))
        #expect(report?.answers.codes[.minors] == Code(rawValue: "no"))
        #expect(report?.answers.codes[.structural] == Code(rawValue: "unknown"))
        #expect(report?.answers.codes[.earlierReport] == Code(rawValue: "no"))
        #expect(run.submissions.first?.isUrgent == true)
    }

    @Test func `a report changed into a request for advice keeps none of its answers`() {
        var run = VisitRun()
        run.lift()
        run.press("32###1331111")
        run.press("82")
        #expect(run.prompts.contains(.questionsBegin))
        run.press("111222#")
        let advice = run.submissions.first?.advice
        #expect(advice?.answers.codes[.asker] == Code(rawValue: "citizen"))
        #expect(run.submissions.first?.source == nil)
    }

    @Test func `choosing the same kind again keeps the answers`() {
        var run = VisitRun()
        run.lift()
        run.press("32###133111181#")
        #expect(run.submissions.first?.report?.answers.codes.count == 6)
    }

    @Test func `answers for advice never turn up in a report`() {
        var run = VisitRun()
        run.lift()
        // Advice with two answers, back to danger, and then the urgent report at once.
        run.press("31" + "2###2" + "33" + "*******" + "11")
        let report = run.submissions.first?.report
        #expect(run.submissions.first?.isUrgent == true)
        #expect(report?.answers.codes == [:])
    }

    @Test func `answers for advice do not turn up in a report that breaks off after the change`() {
        var run = VisitRun()
        run.lift()
        run.press("312###2111111" + "81")
        run.hangUp()
        #expect(run.submissions.first?.report?.answers.codes == [:])
        #expect(run.submissions.first?.source == nil)
    }

    @Test func `each language is offered in itself, with its own digit`() {
        var run = VisitRun(languages: [.english, .spanish])
        run.lift()
        #expect(run.spoken == "English. Press 1. Español. Pulse 2.")
        run.press("2")
        #expect(run.spoken.hasPrefix("Le damos la bienvenida."))
    }

    @Test func `a language that is not offered cannot be chosen`() {
        var run = VisitRun(languages: [.english, .spanish])
        run.lift()
        #expect(run.press("3").contains(.soundErrorTone))
        #expect(run.spoken.hasSuffix("English. Press 1. Español. Pulse 2."))
    }

    @Test(arguments: [
        (Island.bonaire, "Guiami.", "0802-0802"),
        (.saba, "Domestic Safety Point.", "0800-1414"),
        (.sintEustatius, "The advice and reporting point.", "0800-1414"),
    ])
    func `each island hears the name and the hotline of its own desk before anything is asked`(
        island: Island,
        name: String,
        hotline: String
    ) {
        var run = VisitRun(island: island)
        run.lift()
        run.press("3")
        #expect(run.spoken.contains("This station belongs to: " + name))
        #expect(run.prompts.contains(.leaving))
        #expect(run.prompts.contains(.police))
        run.press("2")
        #expect(run.spoken.contains(hotline))
    }
}
