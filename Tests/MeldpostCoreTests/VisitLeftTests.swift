import Testing

@testable import MeldpostCore

/// Records that visitors left behind before they were on disk: each lands, whoever comes next.
///
/// Broken once: as it was, with `lift` and the time limit that only end the visit, the draft is
/// erased and nothing is tried again.
@Suite struct VisitLeftTests {
    private static let open = VisitLeavingTests.openReport

    /// An urgent report of which the first commit failed after its visitor had hung up.
    private func failed() -> VisitRun {
        var run = VisitRun()
        run.lift()
        run.press("311")
        run.hangUp()
        run.take(.recordNotStored(.inputOutput))
        return run
    }

    @Test func `F40 an urgent record that is to be tried again survives the next visitor`() {
        var run = failed()
        let urgent = run.submissions[0]
        #expect(urgent.isUrgent)
        let before = run.effects.count
        run.lift()
        run.press("3")
        for _ in 0..<5 {
            run.wait(.seconds(9))
            run.press("0")
            run.wait(.seconds(1))
            if !run.dialogue.awaited.isEmpty { run.take(.recordNotStored(.inputOutput)) }
        }
        let again = Array(run.effects[before...]).resubmissions
        #expect(again.count >= 3)
        let isAll = again.allSatisfy { $0.outcome == urgent && $0.replacesDraft }
        #expect(isAll)
        // The draft is all that a power cut leaves of it.
        #expect(!run.effects[before...].contains(.eraseDraft))
        for _ in 0..<50 where run.dialogue.awaited.isEmpty { run.wait() }
        #expect(run.take(.recordStored).isEmpty)
        #expect(run.dialogue.left.isEmpty)
    }

    @Test func `F40 one whose answer was still to come survives the next visitor`() {
        var run = VisitRun()
        run.lift()
        run.press("311")
        run.hangUp()
        let urgent = run.submissions[0]
        run.lift()
        #expect(!run.effects.contains(.eraseDraft))
        #expect(run.take(.recordNotStored(.diskFull)).isEmpty)
        run.wait(.seconds(10))
        let again = run.effects.resubmissions.map { $0.outcome }
        #expect(again == [urgent])
        run.take(.recordStored)
        run.wait(.seconds(120))
        #expect(run.effects.resubmissions.count == 1)
    }

    @Test func `F40 one of which nobody knew is tried on, though its visitor was told so`() {
        var run = VisitRun()
        run.lift()
        run.press("311")
        for _ in 0..<50 where run.dialogue.isActive { run.wait() }
        #expect(run.effects.utterances.contains { $0.prompts.contains(.storeUnknown) })
        run.take(.recordNotStored(.inputOutput))
        run.wait(.seconds(10))
        #expect(run.effects.resubmissions.count == 1)
    }

    @Test func `the next visitor's draft does not take the place, and is kept once it is free`() {
        var run = failed()
        let before = run.drafts.count
        run.lift()
        run.press("312")
        #expect(run.drafts.count == before)
        run.wait(.seconds(10))
        if run.dialogue.awaited.isEmpty { run.wait() }
        // With the answer the place is free, and what was said so far is kept at once.
        let freed = run.take(.recordStored)
        #expect(freed.count == 1)
        #expect(run.drafts.count == before + 1)
        run.press("9")
        #expect(run.dialogue.left.isEmpty)
    }

    @Test func `the next visitor's own record goes beside it, and each hears of its own`() {
        var run = failed()
        run.lift()
        run.press(Self.open + "#")
        #expect(run.submissions.count == 2)
        #expect(run.dialogue.isDraftLeft)
        let told = run.take(.recordStored).utterances.first?.prompts ?? []
        #expect(told.contains(.stored))
        #expect(run.dialogue.left.count == 1)
        run.hangUp()
        for _ in 0..<50 where run.dialogue.awaited.isEmpty { run.wait() }
        run.take(.recordStored)
        #expect(run.bare == VisitRun().bare)
    }
}
