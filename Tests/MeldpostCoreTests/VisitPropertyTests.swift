import SimulationKit
import Testing

@testable import MeldpostCore

/// Random visitors, a random journal and random time: what must never happen.
@Suite struct VisitPropertyTests {
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `twenty thousand random steps never break a promise`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var questionnaire = QuestionnaireFile.questionnaire
        if seed.isMultiple(of: 2) { questionnaire = .simulated }
        var run = VisitRun(
            questionnaire: questionnaire,
            island: Island.allCases.randomElement(using: &random)!
        )
        let fresh = run.bare
        var oracle = Oracle()
        for _ in 0..<20_000 {
            let before = run.dialogue
            let effects: [VisitEffect]
            var input: VisitInput?
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<55:
                // Digits that lead somewhere come up more often than the rest.
                let keys: [Key] = [.one, .one, .two, .two, .three, .square, .square]
                let key = Bool.random(using: &random) ? keys : Key.allCases
                input = .keyPressed(key.randomElement(using: &random)!)
            case 55..<67: input = .handsetMoved(isLifted: true)
            case 67..<69: input = .handsetMoved(isLifted: false)
            case 69..<80: input = .utteranceFinished(number: run.dialogue.uttered)
            case 80..<88: input = oracle.isAnswerDue ? .recordStored : nil
            case 88..<92: input = oracle.isAnswerDue ? .recordNotStored(.inputOutput) : nil
            case 92: input = .intakeChanged(isPossible: Bool.random(using: &random))
            default: break
            }
            if let input {
                effects = run.take(input)
            } else {
                run.now = run.now + .milliseconds(Int64.random(in: 0..<20_000, using: &random))
                effects = run.dialogue.advance(to: run.now, context: run.context)
            }
            oracle.check(effects, after: input, from: before, to: run.dialogue)
            if run.dialogue.state == .idle {
                var compared = run.bare
                (compared.left, compared.awaited) = ([], [])
                #expect(compared == fresh)
            }
            if let deadline = run.dialogue.nextDeadline, deadline < run.now - .seconds(21) {
                Issue.record("a deadline lies in the past")
            }
        }
        #expect(oracle.submissions > 100)
        #expect(oracle.timesStored > 20)
        #expect(oracle.visits > 100)
    }

    /// What a careful listener would notice.
    struct Oracle {
        /// The submissions that are not answered yet: whether their visit is still going on, and
        /// whether the draft goes with them.
        private var open: [(isOurs: Bool, replacesDraft: Bool)] = []
        private var isKept = false
        private(set) var submissions = 0
        private(set) var timesStored = 0
        private(set) var visits = 0

        var isAnswerDue: Bool { !open.isEmpty }

        mutating func check(
            _ effects: [VisitEffect],
            after input: VisitInput?,
            from before: VisitDialogue,
            to after: VisitDialogue
        ) {
            var isOurs = false
            switch input {
            case .recordStored:
                let stored = open.removeFirst()
                isOurs = stored.isOurs
                if stored.replacesDraft { isKept = false }
            case .recordNotStored: _ = open.removeFirst()
            default: break
            }
            for effect in effects {
                switch effect {
                case .say(let utterance):
                    #expect(!utterance.phrases.isEmpty)
                    guard utterance.prompts.contains(.stored) else { continue }
                    timesStored += 1
                    // P1: only in the answer to this visit's own submission.
                    #expect(input == .recordStored && isOurs)
                case .submit:
                    submissions += 1
                    let isTwice = open.contains { $0.isOurs }
                    #expect(!isTwice, "two submissions of one visit")
                    open.append((true, !after.isDraftLeft))
                case .submitAgain(_, let replacesDraft):
                    open.append((false, replacesDraft))
                case .visitEnded:
                    visits += 1
                    open = open.map { (false, $0.replacesDraft) }
                    #expect(after.draft == .blank || after.draft.language == nil)
                    #expect(after.quiet == .zero)
                case .hush:
                    #expect(effects.first == .hush)
                case .saveDraft(let outcome):
                    // What is kept is what the visitor said, and says that it broke off.
                    #expect(outcome.isMarkedInterrupted)
                    isKept = true
                case .eraseDraft:
                    #expect(isKept)
                    isKept = false
                case .soundKeyTone, .soundErrorTone:
                    break
                }
            }
            // A draft is kept while a visit goes on, and never after it.
            if case .idle = after.state { #expect(!isKept || !after.left.isEmpty) }
            #expect(effects.count <= 6)
            if !after.isActive {
                #expect(after.draft == .blank)
            }
        }
    }
}

/// Random numbers with a seed.
///
/// Source: S. Vigna, `splitmix64.c`.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension VisitOutcome {
    fileprivate var isMarkedInterrupted: Bool {
        report?.isInterrupted ?? advice?.isInterrupted ?? need?.isInterrupted ?? false
    }
}

extension Instant {
    fileprivate static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(sinceStart: instant.sinceStart - duration)
    }
}
