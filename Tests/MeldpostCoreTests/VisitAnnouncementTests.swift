import Testing

@testable import MeldpostCore

/// What is announced before a place is not lost, whatever key cuts it off there.
@Suite struct VisitAnnouncementTests {
    static let announcements: [(keys: String, said: [VisitPrompt])] = [
        ("3", [.policeRoute, .welcome, .nameSaba, .purpose]),
        ("32", [.keys, .leaving, .reachSaba, .toldBegin]),
        ("32###1", [.questionsBegin]),
        ("312###2", [.adviceLeaving, .questionsBegin]),
        ("312###3", [.supportLeaving, .supportOther, .questionsBegin]),
        (VisitLeavingTests.openReport + "111", [.dangerAnnouncement]),
        ("32###21" + "#####", [.anonymityAdvice]),
    ]

    private func visit(_ keys: String) -> VisitRun {
        var run = VisitRun(island: .saba)
        run.lift()
        run.press(keys)
        return run
    }

    /// What of `said` is not in the last utterance.
    private func missing(_ said: [VisitPrompt], in run: VisitRun) -> [VisitPrompt] {
        said.filter { !run.prompts.contains($0) }
    }

    @Test(arguments: announcements.dropLast())
    func `a square out of habit says again what it cut off`(keys: String, said: [VisitPrompt]) {
        var run = visit(keys)
        #expect(missing(said, in: run) == [])
        let place = run.dialogue.state
        run.take(.keyPressed(.square))
        #expect(run.dialogue.state == place)
        #expect(missing(said, in: run) == [])
        // And so does the next one, as long as none was heard to its end.
        run.press("8")
        #expect(missing(said, in: run) == [])
    }

    @Test(arguments: announcements)
    func `zero says it again, and silence does not once it was heard`(
        keys: String,
        said: [VisitPrompt]
    ) {
        var run = visit(keys)
        let place = run.dialogue.state
        var heard = run
        run.finish()
        // A topic that was heard gives way to the next one.
        if run.dialogue.state == place {
            run.wait()
            #expect(missing(said, in: run) == said)
            run.press("8")
            #expect(missing(said, in: run) == said)
            run.press("0")
            #expect(missing(said, in: run) == [])
        }
        heard.press("0")
        #expect(heard.prompts.first == .help)
        #expect(missing(said, in: heard) == [])
    }

    @Test func `another place does not say the announcement of the one before`() {
        var run = visit("31")
        run.press("20")
        #expect(run.prompts.contains(.keys))
        run.press("##0")
        #expect(!run.prompts.contains(.keys))
    }

    @Test func `intake that is lost is said again too`() {
        var run = visit("312###11")
        run.take(.intakeChanged(isPossible: false))
        run.press("8")
        #expect(run.prompts.starts(with: [.refusedKey, .noLongerPossible]))
    }

    // MARK: What a kind of record makes untrue

    @Test func `advice in danger is not promised what only a report starts`() {
        for isReached in [true, false] {
            var run = visit("312###2 1 1 1# 1 1 1")
            run.context.isCentreReached = isReached
            run.press("#")
            #expect(run.submissions.first?.isUrgent == false)
            run.take(.recordStored)
            #expect(run.prompts == [.stored, .storedAdvice, .reachSaba, .police, .farewell])
        }
    }

    @Test func `a need for support is sealed to the island government, and called so`() {
        var nine = visit("312###3")
        var silent = nine
        nine.press("9")
        #expect(nine.prompts == [.sendingSupport, .storing])
        nine.take(.recordStored)
        #expect(nine.prompts.first == .storedNeed)
        #expect(!nine.prompts.contains(.stored))
        #expect(!nine.prompts.contains(.storedUrgent))
        for _ in 1...3 {
            silent.finish()
            silent.wait()
        }
        #expect(silent.prompts.starts(with: [.stillThere, .pauseSendsSupport]))
    }

    @Test(arguments: [("1", true), ("2", true), ("3", false), ("4", false), ("#", false)])
    func `a safe place is spoken of only where one is needed`(shelter: String, isSaid: Bool) {
        var run = visit("312###3 1 1 " + shelter)
        run.press("###")
        run.take(.recordStored)
        #expect(run.prompts.contains(.supportUrgent) == isSaid)
    }

    @Test func `what is urgent and cannot leave says so, also where nobody is in danger now`() {
        var run = visit("32###3 1 1 1")
        run.context.isCentreReached = false
        run.press("###")
        #expect(run.submissions.first?.isUrgent == true)
        run.take(.recordStored)
        #expect(run.prompts.contains(.storedNotSent))
    }
}
