import Testing

@testable import MeldpostCore

@Suite struct VisitLeavingTests {
    /// Paths to every place of a report without danger, and what the voice must not have sent there.
    static let calmPaths = [
        "3", "32", "32#", "32##", "32###", "32###1", "32###11", "32###111", "32###1111",
        "32###11111", "32###111111", "32###1111111", "32###11111111", "32###11111117",
        "32###11111118", "33###1", "32###2", "32###2111111", "31###2", "31###21", "312###2111111",
    ]

    /// Paths to every place of a visit in danger, before sending.
    static let dangerPaths = [
        "31", "31*", "312", "312#", "312##", "312###", "312###1", "312###11", "312###11111",
        "312###1111111", "312###11111111", "312###11111117", "32###111111171", "312###1111111*",
    ]

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

    @Test(arguments: calmPaths.filter { !$0.hasPrefix("31###2") })
    func `hanging up without danger erases everything and sends nothing`(keys: String) {
        var run = visit(keys)
        #expect(run.hangUp() == [.hush, .visitEnded])
        #expect(run.submissions.isEmpty)
        expectNothingLeft(run)
        #expect(run.dialogue == VisitRun().dialogue)
        #expect(run.dialogue.nextDeadline == nil)
    }

    @Test(arguments: calmPaths.filter { !$0.hasPrefix("31###2") })
    func `nine without danger erases everything and says so`(keys: String) {
        var run = visit(keys)
        run.press("9")
        #expect(run.effects.last == .visitEnded)
        #expect(run.prompts == [.erased, .farewell])
        #expect(run.submissions.isEmpty)
        expectNothingLeft(run)
        run.finish()
        run.hangUp()
        #expect(run.dialogue == VisitRun().dialogue)
    }

    @Test(arguments: calmPaths.filter { !$0.hasPrefix("31###2") })
    func `F17 who walks off is forgotten after sixty seconds of silence`(keys: String) {
        var run = visit(keys)
        while run.dialogue.isActive {
            while case .speaking = run.dialogue.voice { run.finish() }
            run.wait()
        }
        #expect(run.submissions.isEmpty)
        #expect(run.effects.last == .visitEnded)
        // The voice spoke no time at all here, so what passed was silence.
        #expect(run.now == .start + .seconds(60))
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
        #expect(run.dialogue == VisitRun().dialogue)
    }

    @Test(arguments: dangerPaths)
    func `nine and silence in danger send the same report, and the visitor hears it stored`(
        keys: String
    ) {
        var nine = visit(keys)
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
        run.press("##" + "1" + "12")
        run.hangUp()
        let outcome = run.submissions.first
        #expect(outcome?.report?.answers.codes.count == 2)
        #expect(outcome?.report?.answers.codes[.violence] == Code(rawValue: "mental"))
        #expect(outcome?.source?.relation == Code(rawValue: "victim"))
        #expect(outcome?.told.topics == [.procedure])
    }

    @Test(arguments: ["312###2", "312###2111", "312###2111111", "32###211111171"])
    func `a request for advice in danger is erased on leaving, and that was said`(keys: String) {
        var run = visit(keys)
        let said = run.effects.utterances.contains { $0.prompts.contains(.adviceLeaving) }
        #expect(said)
        #expect(run.hangUp() == [.hush, .visitEnded])
        #expect(run.submissions.isEmpty)
    }

    @Test(arguments: ["31*2", "312###11111117" + "2", "312###1111111" + "7" + "3"])
    func `danger taken back means leaving erases again, and that is said`(keys: String) {
        var run = visit(keys)
        #expect(run.prompts.contains(.leaving))
        #expect(run.hangUp() == [.hush, .visitEnded])
        #expect(run.submissions.isEmpty)
    }

    @Test func `a draft lies in place: nothing of it is on the heap`() {
        #expect(_isPOD(VisitDraft.self))
    }

    @Test func `going back to the language forgets what was said`() {
        let run = visit("31**")
        #expect(run.dialogue.draft == .blank)
        #expect(run.dialogue.state == .attending(.language))
    }
}

extension ArraySlice<VisitEffect> {
    fileprivate var submissions: [VisitOutcome] { Array(self).submissions }
}
