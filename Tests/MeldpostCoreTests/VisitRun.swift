@testable import MeldpostCore

/// A visit under a virtual clock.
struct VisitRun {
    var dialogue: VisitDialogue
    var now = Instant.start
    /// 2026-11-14 18:00 UTC, which is 14:00 on the islands.
    var context = VisitContext(
        claimedTime: UnixTime(milliseconds: 1_794_679_200_000),
        earliestTime: UnixTime(milliseconds: 1_794_679_200_000 - 60_000),
        isIntakePossible: true,
        isSupportPossible: true,
        isCentreReached: true
    )
    /// All effects so far.
    private(set) var effects: [VisitEffect] = []
    /// How many keys were pressed.
    private(set) var keyCount = 0

    init(
        questionnaire: Questionnaire = QuestionnaireFile.questionnaire,
        languages: [Language] = [.papiamentu, .dutch, .english, .spanish],
        island: Island = .bonaire
    ) {
        dialogue = VisitDialogue(
            questionnaire: questionnaire,
            languages: languages,
            island: island
        )
    }

    @discardableResult
    mutating func take(_ input: VisitInput) -> [VisitEffect] {
        let new = dialogue.handle(input, at: now, context: context)
        effects += new
        return new
    }

    /// Lets time run to the next deadline, or does nothing where there is none.
    @discardableResult
    mutating func wait() -> [VisitEffect] {
        guard let deadline = dialogue.nextDeadline else { return [] }
        now = max(now, deadline)
        let new = dialogue.advance(to: now, context: context)
        effects += new
        return new
    }

    /// Lets time pass, with everything that becomes due in it.
    mutating func wait(_ duration: Duration) {
        let end = now + duration
        while let deadline = dialogue.nextDeadline, deadline <= end { wait() }
        now = end
    }

    @discardableResult
    mutating func lift() -> [VisitEffect] { take(.handsetMoved(isLifted: true)) }

    @discardableResult
    mutating func hangUp() -> [VisitEffect] { take(.handsetMoved(isLifted: false)) }

    @discardableResult
    mutating func finish() -> [VisitEffect] {
        take(.utteranceFinished(number: dialogue.uttered))
    }

    /// Presses keys, written as on the keypad; returns the effects of the last one.
    ///
    /// `#` comes late enough to be a key of its own; `_` waits until a letter is taken.
    @discardableResult
    mutating func press(_ keys: String) -> [VisitEffect] {
        var last: [VisitEffect] = []
        for key in keys where key != " " {
            if key == "_" || key == "#" && dialogue.answeredAt != nil {
                now = now + .milliseconds(2_001)
            }
            guard key != "_" else { continue }
            keyCount += 1
            // A test presses on until something comes: where it never does, this ends the loop.
            precondition(keyCount < 20_000, "a visit comes to its end")
            last = take(.keyPressed(Key(character: key)))
        }
        return last
    }

    /// Everything that was ever submitted.
    var submissions: [VisitOutcome] { effects.submissions }

    /// Every draft that was ever kept.
    var drafts: [VisitOutcome] {
        effects.compactMap { if case .saveDraft(let outcome) = $0 { outcome } else { nil } }
    }

    /// What the voice said last, as text.
    var spoken: String {
        effects.utterances.last.map { dialogue.questionnaire.text(of: $0) } ?? ""
    }

    /// The texts that the voice said last.
    var prompts: [VisitPrompt] { effects.utterances.last?.prompts ?? [] }

    /// The field of the question that is asked now.
    var field: String? {
        guard case .attending(.step(.question(let spot))) = dialogue.state else { return nil }
        return dialogue.questions[spot.number].field
    }

    /// The dialogue without what a run leaves behind in any case: the number of its utterances.
    var bare: VisitDialogue {
        var bare = dialogue
        bare.uttered = 0
        bare.isSupportOffered = false
        return bare
    }
}

extension Key {
    init(character: Character) {
        switch character {
        case "*": self = .star
        case "#": self = .square
        default: self = Key(rawValue: UInt8(character.wholeNumberValue!))!
        }
    }
}

extension [VisitEffect] {
    var submissions: [VisitOutcome] {
        compactMap { if case .submit(let outcome) = $0 { outcome } else { nil } }
    }

    /// What was submitted again after its visitor had gone, and whether its draft goes with it.
    var resubmissions: [(outcome: VisitOutcome, replacesDraft: Bool)] {
        compactMap {
            if case .submitAgain(let outcome, let replacesDraft) = $0 {
                (outcome, replacesDraft)
            } else {
                nil
            }
        }
    }

    var utterances: [Utterance] {
        compactMap { if case .say(let utterance) = $0 { utterance } else { nil } }
    }

    /// Without what is done for power cuts.
    var withoutDrafts: [VisitEffect] {
        filter {
            switch $0 {
            case .saveDraft, .eraseDraft: false
            default: true
            }
        }
    }
}

extension Utterance {
    /// The fixed texts in it.
    var prompts: [VisitPrompt] {
        phrases.compactMap {
            switch $0 {
            case .prompt(let prompt), .promptIn(let prompt, _):
                VisitPrompt(rawValue: prompt.rawValue)
            default: nil
            }
        }
    }
}

extension VisitOutcome {
    var report: ReportContent? {
        if case .report(let report) = content { report } else { nil }
    }

    var advice: AdviceContent? {
        if case .adviceRequest(let advice) = content { advice } else { nil }
    }

    var need: SupportNeedContent? {
        if case .supportNeed(let need) = content { need } else { nil }
    }
}
