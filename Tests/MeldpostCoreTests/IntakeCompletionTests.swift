import Testing

@testable import MeldpostCore

/// A report that broke off is asked for as a whole when a worker completes it: the box cannot read what
/// it lacks (P2).
@Suite struct IntakeCompletionTests {
    /// A desk that is adding to a report: to one that broke off, or to one that was sent whole.
    private static func adding(isInterrupted: Bool) -> DeskBench {
        guard !isInterrupted else { return IntakeTests.adding() }
        let entry = EntryReference(journal: StationBench.journal, sequence: 7)
        var bench = DeskBench(
            island: .bonaire,
            clocks: [
                LegalClock(entry: entry, term: .decideOnSteps, start: StationBench.noon.hour)
            ],
            questionnaire: QuestionnaireFile.questionnaire
        )
        bench.station.lastSequence = 7
        bench.signIn()
        bench.key("53")
        return bench
    }

    /// What only an intake asks, by what is said first, and what is keyed there.
    private static let answers = [
        "intake.information": "3", "intake.reporter": "22", "intake.class-reason": "#",
        "minors.question": "1", "children-count.question": "3#", "house-number.question": "12#",
        "intake.anonymity": "1", "intake.own-telephone": "7171234#", "intake.call-safety": "1",
        "intake.source-consent": "2",
    ]

    /// Answers what is in ``answers`` and leaves everything else open; gives the texts that were said.
    private static func finish(
        _ bench: inout DeskBench,
        _ answers: [String: String]
    ) -> Set<String> {
        var said: Set<String> = []
        // Every question once, and its groups.
        for _ in 0..<100 where !bench.said.contains("worker.intake-stored") {
            said.formUnion(bench.said)
            let key = answers.first { bench.said.contains($0.key) }?.value
            bench.key(bench.said.contains("read-back.begin") ? "#" : key ?? "#")
        }
        #expect(bench.said.contains("worker.intake-stored"))
        return said
    }

    private static func added(_ bench: DeskBench) -> AddedToReport? {
        guard case .addendum(let content)? = bench.station.requests.last?.content,
            case .report(let added) = content.answers
        else { return nil }
        return added
    }

    /// Broken once: with the report taken for a whole one, as it was; with no source block of an addendum.
    @Test func `R12 R15 R27 R32 what a report that broke off may lack is asked and stored`() {
        var bench = Self.adding(isInterrupted: true)
        bench.key("2")
        let asked = Self.finish(&bench, Self.answers)
        for text in Self.answers.keys { #expect(asked.contains(text), "\(text)") }
        let request = bench.station.requests.last
        let added = Self.added(bench)
        #expect(added?.childrenCount == 3 && added?.place?.houseNumber == "12")
        #expect(added?.reporterClass == .citizen && added?.isReporterUnknown == false)
        #expect(request?.told?.topics == ToldContent.Topic.allCases)
        #expect(request?.told?.language == .english)
        #expect(request?.source?.relation?.rawValue == "neighbour")
        #expect(request?.source?.telephone == "7171234")
        #expect(request?.source?.consent?.rawValue == "no")
        // Who reported stands nowhere but in the block that fewer people open.
        let codes = added?.answers.codes.values.flatMap { $0 }.map(\.rawValue) ?? []
        #expect(!codes.contains("neighbour"))
        let entry = EntryReference(journal: StationBench.journal, sequence: 7)
        #expect(request?.interruption == .ended(entry))
    }

    /// The intake broke off after the relation, the children, the help and the answer that the reporter may
    /// be known: `#` leaves them out, and what hangs on them is missing for good unless it is asked.
    ///
    /// Broken once: with conditions that look at the new answers alone, none of it was asked.
    @Test func `R12 R16 R32 R33 R34 what hangs on an answer that is left out is asked and stored`()
    {
        let answers = [
            "intake.class-reason": "#", "intake.sector": "11", "intake.step": "1",
            "intake.seen.body": "1#", "how-often.question": "1",
            "children-count.question": "3#", "children-safe.question": "2", "helper.question": "1#",
            "intake.sharing-by": "1", "intake.own-telephone": "7171234#", "intake.call-safety": "1",
            "intake.withholding": "1", "intake.source-consent": "2",
        ]
        var bench = Self.adding(isInterrupted: true)
        bench.key("2")
        let asked = Self.finish(&bench, answers)
        for text in answers.keys { #expect(asked.contains(text), "\(text)") }
        let (source, added) = (bench.station.requests.last?.source, Self.added(bench))
        #expect(source?.relation == nil && source?.sector?.rawValue == "social-support")
        #expect(source?.step != nil && source?.withholding != nil)
        #expect(source?.consent?.rawValue == "no" && source?.callSafety == .yes)
        #expect(source?.telephone == "7171234" && added?.isReporterUnknown == false)
        #expect(added?.childrenCount == 3 && added?.reporterClass == nil)
        let fields: [ReportField] = [.childrenSafe, .helper, .howOften, .sharingBy, .seenOnBody]
        for field in fields { #expect(added?.answers.codes[field]?.isEmpty == false, "\(field)") }
    }

    /// Broken once: with every condition taken as met, a neighbour was asked for a sector.
    @Test(
        arguments: [
            (
                ["intake.reporter": "22"],
                ["intake.sector", "intake.step", "intake.withholding"]
            ),
            (["intake.reporter": "32"], ["intake.source-consent"]),
            (["intake.class-reason": "1"], ["intake.sector", "intake.withholding"]),
            (["intake.anonymity": "2"], ["intake.own-telephone", "intake.call-safety"]),
            (
                ["minors.question": "2", "care.question": "2"],
                ["children-count.question", "children-ages.question", "children-safe.question"]
            ),
            (["minors.question": "1"], ["care.question"]),
            (["existing-help.question": "2"], ["helper.question"]),
        ]
    )
    func `what an answer rules out is not asked to complete a report either`(
        answers: [String: String],
        ruledOut: [String]
    ) {
        var bench = Self.adding(isInterrupted: true)
        bench.key("2")
        let asked = Self.finish(&bench, answers)
        for text in ruledOut { #expect(!asked.contains(text), "\(text)") }
    }

    /// A true "yes" again would start 24 hours again.
    ///
    /// Broken once: with `#` refused, as it was, the question could not be left.
    @Test func `C4 danger that the report has can be left out, and starts nothing again`() {
        var bench = Self.adding(isInterrupted: true)
        #expect(bench.said.contains("question.leave-open"))
        let clocks = bench.station.machine.clocks.count
        bench.key("#")
        #expect(bench.said.first == "intake.information")
        _ = Self.finish(&bench, [:])
        #expect(Self.added(bench)?.dangerNow == nil)
        #expect(bench.station.requests.last?.urgency == .ordinary)
        #expect(bench.station.machine.clocks.count == clocks)
    }

    @Test func `danger that was left out is read back as open, and can still be said`() {
        var bench = Self.adding(isInterrupted: true)
        bench.key("1" + "*" + "#")
        for _ in 0..<100 where !bench.said.contains("read-back.begin") { bench.key("#") }
        #expect(bench.said.prefix(3) == ["read-back.begin", "read-back.danger", "read-back.none"])
        bench.key("1" + "1")
        #expect(bench.said.first == "danger.question")
        bench.key("1" + "#")
        #expect(Self.added(bench)?.dangerNow == .yes)
    }

    @Test func `danger is answered where nothing can be left out`() {
        var intake = IntakeTests.bench()
        intake.signIn()
        intake.key("14")
        for var bench in [Self.adding(isInterrupted: false), intake] {
            #expect(!bench.said.contains("question.leave-open"))
            bench.key("#")
            #expect(bench.said.prefix(2) == ["help.refused-key", "danger.question"])
        }
    }

    /// The report may name another island than that of the desk.
    ///
    /// Broken once: with the places of the desk, as it was, one of them could be keyed by mistake.
    @Test(arguments: [("#", false), ("1", true), ("2", false), ("4", false)])
    func `R23 places are offered only of an island that is answered now`(
        key: String,
        isOffered: Bool
    ) {
        var questionnaire = QuestionnaireFile.questionnaire
        questionnaire.places = Questionnaire.simulated.places
        var bench = IntakeTests.adding(with: questionnaire)
        bench.key("2")
        let asked = Self.finish(&bench, ["island.question": key, "neighbourhood.question": "2"])
        #expect(asked.contains("neighbourhood.question") == isOffered)
        #expect(asked.contains("place-letters.question") != isOffered)
        #expect((Self.added(bench)?.place?.neighbourhood?.rawValue == "place-2") == isOffered)
    }

    @Test func `each of it can be left open, and then the report stays as it is`() {
        var bench = Self.adding(isInterrupted: true)
        bench.key("2")
        _ = Self.finish(&bench, [:])
        let request = bench.station.requests.last
        #expect(request?.source == nil && request?.told?.topics == [])
        let empty = AddedToReport(
            answers: CodedAnswers(listVersion: QuestionnaireFile.questionnaire.version),
            dangerNow: .no
        )
        #expect(Self.added(bench) == empty)
    }

    /// The report may have the number of somebody who is known; only what is said now is said.
    @Test(arguments: [("1", nil), ("2", true)] as [(String, Bool?)])
    func `R34 that the reporter stays unknown is said only where it was answered`(
        key: String,
        isUnknown: Bool?
    ) {
        var bench = Self.adding(isInterrupted: true)
        bench.key("2")
        _ = Self.finish(&bench, ["intake.anonymity": key])
        #expect(Self.added(bench)?.isReporterUnknown == isUnknown)
    }

    /// Broken once: with the anonymity of every addendum said anew.
    @Test func `to a report that was sent whole no more is asked than before`() {
        var bench = Self.adding(isInterrupted: false)
        #expect(bench.said.first == "danger.question")
        bench.key("2")
        let answers = Self.answers.merging(["intake.anonymity": "2"]) { $1 }
        let asked = Self.finish(&bench, answers)
        for text in ["intake.information", "intake.reporter", "house-number.question"] {
            #expect(!asked.contains(text), "\(text)")
        }
        let (request, added) = (bench.station.requests.last, Self.added(bench))
        #expect(request?.source == nil && added?.place == nil && added?.childrenCount == nil)
        #expect(added?.reporterClass == nil && added?.isReporterUnknown == nil)
    }

    /// A power cut leaves the draft as it was said so far.
    ///
    /// Broken once: with no source block of an addendum.
    @Test func `P1 who reported is in the draft of a completion too`() {
        var bench = Self.adding(isInterrupted: true)
        bench.key("2" + "3" + "22" + "#")
        let draft = bench.station.effects.compactMap { effect -> StoreRequest? in
            if case .saveDraft(let request) = effect { request } else { nil }
        }.last
        #expect(draft?.draftPlace == .addendum)
        #expect(draft?.source?.relation?.rawValue == "neighbour")
    }

    @Test func `star leads back from the first question to the topics and to danger`() {
        var bench = Self.adding(isInterrupted: true)
        bench.key("2" + "3" + "*")
        #expect(bench.said.first == "intake.information")
        bench.key("*")
        #expect(bench.said.first == "danger.question")
    }
}
