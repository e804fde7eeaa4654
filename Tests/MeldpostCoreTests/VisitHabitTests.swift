import Testing

@testable import MeldpostCore

@Suite struct VisitHabitTests {
    private func visit(_ keys: String) -> VisitRun {
        var run = VisitRun()
        run.lift()
        run.press(keys)
        return run
    }

    @Test(arguments: [
        "", "3", "31", "32", "32#", "32###", "32###1", "32###12", "32###1#",
        VisitLeavingTests.openReport, VisitLeavingTests.openReport + "1",
        VisitLeavingTests.fewPeople, VisitLeavingTests.letters,
    ])
    func `F16 silence repeats twice, then offers to stop, then ends after sixty seconds`(
        keys: String
    ) {
        var run = visit(keys)
        let begin = run.now
        // Topics follow one another; only where something is asked does silence count.
        while run.dialogue.nextDeadline.map({ $0 - run.now }) != VisitLimits.silence {
            run.finish()
        }
        let place = run.dialogue.state
        for _ in 1...2 {
            run.wait()
            #expect(run.effects.utterances.last?.phrases.isEmpty == false)
            #expect(run.dialogue.state == place)
            run.finish()
        }
        run.wait()
        #expect(run.prompts.contains(.stillThere))
        #expect(run.now == begin + .seconds(30))
        run.finish()
        run.wait()
        #expect(run.now == begin + .seconds(60))
        if keys.hasPrefix("31") {
            #expect(run.submissions.count == 1)
        } else {
            #expect(run.effects.withoutDrafts.last == .visitEnded)
        }
    }

    @Test func `one goes on where it was, two stops`() {
        var run = visit("32###1")
        let asked = run.dialogue.state
        for _ in 1...3 {
            run.finish()
            run.wait()
        }
        var other = run
        run.press("1")
        #expect(run.dialogue.state == asked)
        other.press("2")
        #expect(other.effects.withoutDrafts.last == .visitEnded)
    }

    @Test func `a key makes the silence count from the beginning`() {
        var run = visit("3")
        for _ in 1...2 {
            run.finish()
            run.wait()
        }
        run.press("8")
        run.finish()
        run.wait()
        run.finish()
        run.wait()
        #expect(!run.prompts.contains(.stillThere))
    }

    @Test func `a long sleep of the machine ends the visit instead of asking again`() {
        var run = visit("32###1")
        run.finish()
        run.now = run.now + .seconds(300)
        run.wait()
        #expect(run.effects.last == .visitEnded)
        #expect(run.dialogue.draft == .blank)
    }

    @Test func `F21 a key silences the voice first, and counts once`() {
        var run = visit("3")
        #expect(run.press("2").first == .hush)
        #expect(run.dialogue.state == .attending(.step(.topic(.procedure))))
        run.finish()
        #expect(run.dialogue.state == .attending(.step(.topic(.personalData))))
        var silent = visit("3")
        silent.finish()
        #expect(silent.press("2").first == .soundKeyTone)
    }

    @Test func `F13 a key that the panel reports once is one digit`() {
        var run = visit("32###1")
        run.press("1")
        run.wait(.seconds(8))
        #expect(run.field == "violence")
    }

    @Test func `F14 a refused key changes nothing but the voice`() {
        var run = visit("32###1")
        let before = run.dialogue
        #expect(run.press("7").prefix(2) == [.hush, .soundErrorTone])
        #expect(run.prompts.first == .refusedKey)
        #expect(run.dialogue.state == before.state)
        #expect(run.dialogue.draft == before.draft)
    }

    @Test func `F15 fifty keys a second are each answered with few effects`() {
        var run = visit("3")
        for count in 0..<50 {
            let effects = run.press(String(count % 9))
            #expect(effects.count <= 4)
            run.now = run.now + .milliseconds(20)
        }
    }

    @Test func `F19 ten thousand digits come to a polite end and leave nothing`() {
        var run = visit("3")
        for _ in 0..<10_000 where run.dialogue.isActive {
            run.press("8")
        }
        #expect(run.prompts == [.tooManyKeys, .erased, .farewell])
        #expect(run.effects.filter { $0 == .soundErrorTone }.count == Int(VisitLimits.keys))
        #expect(run.dialogue.draft == .blank)
        run.press("8")
        #expect(Set(run.prompts) == [.hangUp])
    }

    @Test func `F19 ten thousand digits in danger send what was said, once`() {
        var run = visit("31")
        for _ in 0..<10_000 {
            run.press("8")
        }
        #expect(run.submissions.count == 1)
        #expect(run.submissions.first?.report?.isInterrupted == true)
    }

    @Test func `zero says help and the question again`() {
        var run = visit("32###1")
        run.press("0")
        #expect(run.prompts.first == .help)
        #expect(run.spoken.contains("Which of these fits you best?"))
        #expect(run.field == "reporter")
    }

    /// No number begins with zero, so it repeats; the habits are not told, for nine is a digit here.
    @Test func `zero repeats where the number of an answer is keyed`() {
        var run = visit(VisitLeavingTests.openReport + "1")
        #expect(run.press("0").contains(.soundKeyTone))
        #expect(run.prompts == [.pick])
        #expect(run.dialogue.state == .attending(.step(.pick(0))))
        run.press("1")
        #expect(run.dialogue.state == .attending(.step(.changeDanger)))
    }

    @Test func `square after the pause, out of habit, answers nothing`() {
        var run = visit(VisitLeavingTests.openReport)
        for _ in 1...3 {
            run.finish()
            run.wait()
        }
        #expect(run.prompts.contains(.stillThere))
        run.press("1")
        run.take(.keyPressed(.square))
        #expect(run.submissions.isEmpty)
        #expect(run.dialogue.state == .attending(.step(.readBack)))
    }

    @Test func `square after the digit of a group, out of habit, stays in the group`() {
        var run = visit("32###12")
        let place = run.dialogue.state
        run.take(.keyPressed(.square))
        #expect(run.dialogue.state == place)
        run.press("2")
        #expect(run.field == "violence")
        #expect(run.dialogue.draft.answers.option(0)?.isInGroup == true)
    }

    @Test func `square after a digit, out of habit, leaves nothing open and sends nothing`() {
        var run = visit("32###1")
        run.press("1")
        run.now = run.now + .milliseconds(1_999)
        #expect(run.take(.keyPressed(.square)).contains(.soundKeyTone))
        #expect(run.field == "violence")
        run.press("#")
        #expect(run.field == "structural")

        var last = visit(VisitLeavingTests.openReport + "*")
        last.press("2")
        last.take(.keyPressed(.square))
        #expect(last.submissions.isEmpty)
        last.take(.keyPressed(.square))
        #expect(last.submissions.count == 1)
    }

    @Test func `two squares in a row are two keys`() {
        var run = visit("32###1")
        run.now = run.now + VisitLimits.confirmation
        run.take(.keyPressed(.square))
        run.take(.keyPressed(.square))
        #expect(run.field == "structural")
    }

    @Test func `a topic counts as told only when the voice came to its end`() {
        var run = visit("32")
        run.wait()  // The voice is broken: it never ends.
        #expect(run.dialogue.state == .attending(.step(.topic(.personalData))))
        run.press("#")
        run.finish()
        #expect(run.dialogue.draft.toldTopics == [.inspection])
    }

    /// Broken once: `finishUtterance` without the number told the second topic by the end of the
    /// first.
    @Test func `the end of an utterance that was replaced tells no topic`() {
        var run = visit("32")
        let first = run.dialogue.uttered
        run.press("#")
        run.take(.utteranceFinished(number: first))
        #expect(run.dialogue.draft.toldTopics == [])
        #expect(run.dialogue.state == .attending(.step(.topic(.personalData))))
        run.finish()
        #expect(run.dialogue.draft.toldTopics == [.personalData])
    }

    @Test func `a voice that never ends does not keep the visitor's answers for ever`() {
        var run = visit("32###111#1#")
        run.wait(.seconds(600))
        #expect(!run.dialogue.isActive)
        #expect(run.dialogue.draft == .blank)
    }
}
