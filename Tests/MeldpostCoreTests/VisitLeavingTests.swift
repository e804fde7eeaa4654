import Testing

@testable import MeldpostCore

@Suite struct VisitLeavingTests {
    /// Paths to every place of a report without danger, and what the voice must not have sent there.
    static let calmPaths = [
        "3", "32", "32#", "32##", "32###", "32###1", "32###11", "32###12", "32###121",
        "32###1121", openReport, openReport + "1", openReport + "11", openReport + "12",
        "33###1", "32###2", "32###21", "32###3", "32###31", fewPeople, letters,
    ]

    /// A report with every question left open, at the read-back.
    static let openReport = "32###1" + String(repeating: "#", count: 16)

    /// Where the answers point to few people.
    static let fewPeople = "32###1 22 # # # 14 22 # # 1 2"

    /// Where letters are keyed.
    static let letters = "32###1" + String(repeating: "#", count: 12) + "22"

    /// Paths to every place of a visit in danger, before sending.
    static let dangerPaths = [
        "31", "31*", "312", "312#", "312##", "312###", "312###1", "312###11", "312###1121",
        danger(openReport), danger(openReport) + "1", openReport + "111",
        danger(openReport) + "*", danger(letters) + "*",
        danger(fewPeople),
    ]

    /// The same path after "somebody is in danger now" and "answer first".
    static func danger(_ path: String) -> String {
        "31" + path.dropFirst()
    }

    private func visit(_ keys: String) -> VisitRun {
        var run = VisitRun()
        run.lift()
        run.press(keys)
        return run
    }

    private func expectNothingLeft(_ run: VisitRun) {
        #expect(run.dialogue.draft == .blank)
        #expect(run.dialogue.quiet == .zero)
        #expect(run.dialogue.keys == 0)
        #expect(!run.dialogue.isActive)
    }

    @Test(arguments: calmPaths)
    func `hanging up without danger erases everything and sends nothing`(keys: String) {
        var run = visit(keys)
        #expect(run.hangUp().withoutDrafts == [.hush, .visitEnded])
        #expect(run.submissions.isEmpty)
        expectNothingLeft(run)
        #expect(run.bare == VisitRun().bare)
        #expect(run.dialogue.nextDeadline == nil)
    }

    @Test(arguments: calmPaths)
    func `nine without danger erases everything and says so`(keys: String) {
        var run = visit(keys)
        // Where digits or letters are keyed, nine is part of the answer; star leads out.
        while run.isKeying { run.press("*") }
        run.press("9")
        #expect(run.effects.withoutDrafts.last == .visitEnded)
        #expect(run.prompts == [.erased, .farewell])
        #expect(run.submissions.isEmpty)
        expectNothingLeft(run)
        run.finish()
        run.hangUp()
        #expect(run.bare == VisitRun().bare)
    }

    @Test(arguments: calmPaths)
    func `F17 who walks off is forgotten after sixty seconds of silence`(keys: String) {
        var run = visit(keys)
        let begin = run.now
        while run.dialogue.isActive {
            while case .speaking = run.dialogue.voice { run.finish() }
            run.wait()
        }
        #expect(run.submissions.isEmpty)
        #expect(run.effects.withoutDrafts.last == .visitEnded)
        // The voice spoke no time at all here, so what passed was silence.
        #expect(run.now == begin + .seconds(60))
        expectNothingLeft(run)
        let heard = run.effects.count
        run.hangUp()
        run.lift()
        #expect(run.effects[heard...].submissions.isEmpty)
        #expect(run.prompts.allSatisfy { $0 == .languageName || $0 == .press })
    }

    @Test(arguments: dangerPaths)
    func `hanging up in danger sends what was said so far as an interrupted urgent report`(
        keys: String
    ) {
        var run = visit(keys)
        let announced = run.effects.utterances.contains { $0.prompts.contains(.dangerAnnouncement) }
        #expect(announced)
        run.hangUp()
        #expect(run.submissions.count == 1)
        #expect(run.submissions.first?.isUrgent == true)
        #expect(run.submissions.first?.report?.isInterrupted == true)
        #expect(run.submissions.first?.report?.dangerNow == .yes)
        #expect(run.effects.last != .visitEnded)
        #expect(run.take(.recordStored) == [.visitEnded])
        expectNothingLeft(run)
        #expect(run.bare == VisitRun().bare)
    }

    @Test(arguments: dangerPaths)
    func `nine and silence in danger send the same report, and the visitor hears it stored`(
        keys: String
    ) {
        var nine = visit(keys)
        while nine.isKeying { nine.press("*") }
        nine.press("9")
        var silent = visit(keys)
        while silent.submissions.isEmpty {
            silent.finish()
            silent.wait()
        }
        #expect(nine.prompts == [.sending, .storing])
        #expect(silent.prompts == [.sending, .storing])
        #expect(nine.submissions.first?.report?.isInterrupted == true)
        #expect(silent.submissions.first?.report?.isInterrupted == true)
        nine.take(.recordStored)
        #expect(nine.prompts.contains(.stored))
        expectNothingLeft(nine)
    }

    @Test func `what was answered before leaving in danger is in the report`() {
        var run = visit("312")
        run.finish()
        run.press("##" + "1" + "12#")
        run.hangUp()
        let outcome = run.submissions.first
        #expect(outcome?.report?.answers.codes == [.violence: [Code(rawValue: "mental")]])
        #expect(outcome?.source?.relation == Code(rawValue: "victim"))
        #expect(outcome?.told.topics == [.procedure])
    }

    @Test(arguments: ["312###2", "312###21", "312###21111", openReport + "122" + "1#####" + "111"])
    func `a request for advice in danger is erased on leaving, and that was said`(keys: String) {
        var run = visit(keys)
        let said = run.effects.utterances.contains { $0.prompts.contains(.adviceLeaving) }
        #expect(said)
        #expect(run.hangUp().withoutDrafts == [.hush, .visitEnded])
        #expect(run.submissions.isEmpty)
    }

    @Test(arguments: ["31*2", danger(openReport) + "112", openReport + "111" + "113"])
    func `danger taken back means leaving erases again, and that is said`(keys: String) {
        var run = visit(keys)
        #expect(run.prompts.contains(.leaving))
        #expect(run.hangUp().withoutDrafts == [.hush, .visitEnded])
        #expect(run.submissions.isEmpty)
    }

    @Test func `a need for support in danger is sent on leaving as an urgent need, as was said`() {
        var run = visit("312###3")
        #expect(run.prompts.contains(.supportLeaving))
        run.hangUp()
        #expect(run.submissions.first?.need?.isUrgent == true)
        #expect(run.submissions.first?.chapter == .socialSupport)
    }

    @Test func `a draft lies in place: nothing of it is on the heap`() {
        #expect(_isPOD(VisitDraft.self))
        #expect(_isPOD(VisitDraft.Said.self))
    }

    @Test func `going back to the language forgets what was said`() {
        let run = visit("31**")
        #expect(run.dialogue.draft == .blank)
        #expect(run.dialogue.state == .attending(.language))
    }
}

extension VisitRun {
    /// Whether digits or letters are keyed, or the number of an answer.
    fileprivate var isKeying: Bool {
        switch dialogue.state {
        case .attending(.step(.question(let spot))): dialogue.questions[spot.number].isEntry
        case .attending(.step(.pick)): true
        default: false
        }
    }
}

extension ArraySlice<VisitEffect> {
    fileprivate var submissions: [VisitOutcome] { Array(self).submissions }
}
