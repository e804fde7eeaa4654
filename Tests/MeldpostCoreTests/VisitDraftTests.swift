import Testing

@testable import MeldpostCore

/// What a power cut finds (DESIGN 7).
@Suite struct VisitDraftTests {
    private func visit(_ keys: String) -> VisitRun {
        var run = VisitRun()
        run.lift()
        run.press(keys)
        return run
    }

    /// Broken once: `keepDraft` that saves only at every second answer.
    @Test func `after each answer the whole visit is kept, so at most one answer is lost`() throws {
        var run = visit("32###1")
        #expect(run.drafts.isEmpty)
        var answered = 0
        for keys in ["22", "1#", "1#", "1", "2", "4", "14", "22", "1", "1", "1", "2"] {
            for key in keys {
                run.press(String(key))
                let kept = run.drafts.last?.answerCount ?? 0
                let given = (try? Self.answers(in: run.dialogue)) ?? 0
                #expect(given - kept <= 1, "after \(keys)")
            }
            answered += 1
            let kept = try #require(run.drafts.last)
            #expect(kept.answerCount == answered, "after \(keys)")
            #expect(kept.report?.isInterrupted == true)
        }
    }

    /// How many questions have an answer in the dialogue.
    private static func answers(in dialogue: VisitDialogue) throws -> Int {
        dialogue.questions.indices.count { dialogue.isAsked($0) && dialogue.isAnswered($0) }
    }

    @Test func `letters that are being keyed are no answer yet`() {
        var run = visit("32###11")
        while run.field != "place-letters" { run.press("#") }
        let before = run.drafts.count
        run.press("7_8_9")
        #expect(run.drafts.count == before)
        run.press("#")
        #expect(run.drafts.count == before + 1)
        #expect(run.drafts.last?.report?.place?.letters == "PTW")
    }

    @Test func `danger is kept at once as an urgent report, no danger only with an answer`() {
        #expect(visit("31").drafts.last?.isUrgent == true)
        #expect(visit("32###1").drafts.isEmpty)
        #expect(visit("32###11").drafts.count == 1)
        #expect(visit("32###12#").drafts.isEmpty)
        #expect(visit("32###21").drafts.last?.advice?.isInterrupted == true)
        #expect(visit("32###31").drafts.last?.need?.isInterrupted == true)
    }

    @Test(arguments: VisitLeavingTests.calmPaths.filter { !$0.hasPrefix("31###2") })
    func `leaving erases what was kept, and only that`(keys: String) {
        var run = visit(keys)
        let wasKept = run.dialogue.kept != .nothing
        let last = run.hangUp()
        #expect(last.contains(.eraseDraft) == wasKept)
        #expect(run.dialogue.kept == .nothing)
        #expect(run.submissions.isEmpty)
    }

    @Test func `sending takes the draft along: it is not erased before the record is on disk`() {
        var run = visit("32###11")
        while run.submissions.isEmpty { run.press("#") }
        #expect(!run.effects.contains(.eraseDraft))
        #expect(run.dialogue.kept != .nothing)
        run.take(.recordStored)
        #expect(!run.effects.contains(.eraseDraft))
        #expect(run.dialogue.kept == .nothing)
    }

    @Test func `what could not be stored stays kept until it is stored or given up`() {
        var run = visit("31")
        run.press("1")
        run.take(.recordNotStored(.diskFull))
        #expect(run.dialogue.kept != .nothing)
        #expect(!run.effects.contains(.eraseDraft))
        run.press("1")
        run.take(.recordStored)
        #expect(run.dialogue.kept == .nothing)
    }

    @Test func `taking back the last answer erases the draft`() {
        var run = visit("32###11")
        while run.dialogue.state != .attending(.step(.readBack)) { run.press("#") }
        run.press("13#")
        #expect(run.effects.last != .visitEnded)
        #expect(run.effects.contains(.eraseDraft))
        #expect(run.dialogue.kept == .nothing)
        run.press("21")
        #expect(run.dialogue.kept != .nothing)
    }

    @Test func `intake that fails erases what was kept`() {
        var run = visit("32###11")
        #expect(run.take(.intakeChanged(isPossible: false)).contains(.eraseDraft))
    }
}

extension VisitOutcome {
    /// How many questions are answered in it.
    fileprivate var answerCount: Int {
        (report?.answers.codes.count ?? 0) + (report?.childrenCount == nil ? 0 : 1)
            + (source?.relation == nil ? 0 : 1)
    }
}
