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
        while !bench.said.contains("worker.intake-stored") {
            said.formUnion(bench.said)
            let key = answers.first { bench.said.contains($0.key) }?.value
            bench.key(bench.said.contains("read-back.begin") ? "#" : key ?? "#")
        }
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
