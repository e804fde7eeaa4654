import Testing

@testable import MeldpostCore

@Suite struct VisitStoringTests {
    private static let open = VisitLeavingTests.openReport

    private func sent(_ keys: String = open + "#") -> VisitRun {
        var run = VisitRun()
        run.lift()
        run.press(keys)
        return run
    }

    @Test func `nothing is called stored before it is`() {
        var run = sent()
        for _ in 0..<4 {
            run.finish()
            run.wait()
            run.press("1")
        }
        #expect(!run.effects.utterances.contains { $0.prompts.contains(.stored) })
        #expect(run.submissions.count == 1)
        let effects = run.take(.recordStored)
        #expect(effects.utterances.first?.prompts.contains(.stored) == true)
        #expect(effects.last == .visitEnded)
        #expect(run.dialogue.draft == .blank)
    }

    @Test func `what is not stored is said so, and tried again on demand`() {
        var run = sent()
        run.take(.recordNotStored(.diskFull))
        #expect(run.prompts == [.notStored, .again, .press, .giveUp, .press])
        run.press("1")
        #expect(run.submissions.count == 2)
        #expect(run.submissions[0] == run.submissions[1])
        run.take(.recordStored)
        #expect(run.prompts.contains(.stored))
    }

    @Test(arguments: ["2", "9"])
    func `giving up after a failure erases and says so`(key: String) {
        var run = sent()
        run.take(.recordNotStored(.inputOutput))
        run.press(key)
        #expect(run.prompts == [.erased, .farewell])
        #expect(run.submissions.count == 1)
        #expect(run.dialogue.draft == .blank)
    }

    @Test func `giving up in danger sends once more, as was announced`() {
        var run = sent("311")
        run.take(.recordNotStored(.other))
        run.hangUp()
        #expect(run.submissions.count == 2)
        #expect(run.submissions.last?.report?.isInterrupted == false)
    }

    @Test func `after hanging up the record is tried again, and then on when the visit is over`() {
        var run = sent("311")
        run.hangUp()
        #expect(run.effects.last == .hush)
        for attempt in 1..<Int(VisitLimits.submissions) {
            #expect(run.submissions.count == attempt)
            #expect(run.take(.recordNotStored(.diskFull)).isEmpty)
            #expect(run.wait().submissions.count == 1)
        }
        #expect(
            run.take(.recordNotStored(.diskFull)).withoutDrafts == [.visitEnded]
        )
        #expect(run.dialogue.draft == .blank)
        for _ in 0..<20 {
            let again = run.wait().resubmissions.map { $0.outcome }
            #expect(again == [run.submissions[0]])
            #expect(run.take(.recordNotStored(.diskFull)).isEmpty)
        }
        run.wait()
        run.take(.recordStored)
        #expect(run.bare == VisitRun().bare)
    }

    @Test func `the next visitor hears nothing of the one before, and takes no answer from them`() {
        var run = sent("311")
        run.hangUp()
        let effects = run.lift()
        #expect(effects.first == .visitEnded)
        #expect(run.dialogue.draft == .blank)
        run.press(Self.open + "#")
        #expect(run.take(.recordStored).isEmpty)
        #expect(!run.prompts.contains(.stored))
        run.take(.recordNotStored(.diskFull))
        #expect(run.prompts.first == .notStored)
    }

    @Test func `an answer that never comes is not guessed`() {
        var run = sent()
        let begin = run.now
        while run.dialogue.isActive {
            run.finish()
            run.wait()
        }
        #expect(run.now == begin + VisitLimits.storing)
        #expect(run.prompts == [.storeUnknown, .reachBonaire, .farewell])
        #expect(run.take(.recordStored).isEmpty)
        run.hangUp()
        #expect(run.bare == VisitRun().bare)
    }

    @Test func `an answer that nobody waits for changes nothing`() {
        var run = VisitRun()
        run.lift()
        run.press("32")
        let before = run.dialogue
        #expect(run.take(.recordStored).isEmpty)
        #expect(run.take(.recordNotStored(.damaged)).isEmpty)
        #expect(run.dialogue == before)
    }

    @Test func `without intake the visitor hears at once where to turn, and nothing is pretended`()
    {
        var run = VisitRun(island: .saba)
        run.context.isIntakePossible = false
        run.lift()
        run.press("3")
        #expect(run.prompts == [.notPossible, .reachSaba, .police])
        run.press("1111111#")
        #expect(run.submissions.isEmpty)
        #expect(!run.dialogue.isActive)
    }

    @Test func `intake that fails in the middle is said at once and nothing is sent`() {
        var run = VisitRun()
        run.lift()
        run.press("312###11")
        run.take(.intakeChanged(isPossible: false))
        #expect(run.prompts == [.noLongerPossible, .notPossible, .reachBonaire, .police])
        run.take(.intakeChanged(isPossible: true))
        #expect(run.prompts.starts(with: [.possibleAgain, .danger]))
        #expect(run.hangUp().withoutDrafts == [.hush, .visitEnded])
        #expect(run.submissions.isEmpty)
    }

    @Test func `an urgent report that cannot leave yet says so, and where to turn`() {
        var run = VisitRun()
        run.context.isCentreReached = false
        run.lift()
        run.press("311")
        run.take(.recordStored)
        #expect(
            run.prompts == [
                .stored, .decideBy, .noReach, .storedUrgent, .storedNotSent, .reachBonaire, .police,
                .farewell,
            ]
        )
    }

    @Test func `who asks advice hears how to get it, and no date that does not exist`() {
        var run = sent("32###2#######")
        run.take(.recordStored)
        #expect(run.prompts == [.stored, .storedAdvice, .reachBonaire, .farewell])
    }
}
