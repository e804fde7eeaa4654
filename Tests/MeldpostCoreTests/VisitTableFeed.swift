@testable import MeldpostCore

/// How the inputs of ``VisitTable`` reach the dialogue, and how its effects are written.
extension VisitRun {
    /// Lets the voice come to its end where that alone changes nothing.
    mutating func letVoiceEnd() {
        if case .attending(.step(.topic)) = dialogue.state { return }
        finish()
    }

    /// Does what `input` stands for, or nothing where it cannot happen here.
    mutating func feed(_ input: Character) -> VisitTableTests.Cell? {
        let wasSpeaking = if case .speaking = dialogue.voice { true } else { false }
        var mustHush = wasSpeaking
        let effects: [VisitEffect]
        switch input {
        case "^":
            mustHush = false
            effects = lift()
        case "v":
            effects = hangUp()
        case ".":
            mustHush = false
            effects = finish()
        case ",":
            guard dialogue.uttered > 0 else { return nil }
            mustHush = false
            effects = take(.utteranceFinished(number: dialogue.uttered - 1))
        case "t":
            guard wasSpeaking, dialogue.isActive else { return nil }
            mustHush = false
            effects = wait()
        case "~":
            guard !wasSpeaking else { return nil }
            effects = wait()
        case "S", "N", "i", "I":
            mustHush = false
            effects = take(Self.input(input))
        case "!":
            context.isIntakePossible = false
            effects = press("1")
            context.isIntakePossible = true
        case "%":
            dialogue.answeredAt = now
            effects = take(.keyPressed(.square))
            // Where the key counted for nothing, nothing of it may remain for the walk.
            dialogue.answeredAt = nil
        default:
            dialogue.answeredAt = nil
            effects = press(String(input))
        }
        // A pressed key or hanging up silences a voice that speaks, before all else, and only then.
        guard (effects.first == .hush) == mustHush, !effects.dropFirst().contains(.hush) else {
            return VisitTableTests.Cell(effects: "hush", place: "at the wrong time")
        }
        let signs = String(effects.withoutDrafts.filter { $0 != .hush }.map(\.sign))
        return VisitTableTests.Cell(effects: signs.isEmpty ? "-" : signs, place: place)
    }

    private static func input(_ sign: Character) -> VisitInput {
        switch sign {
        case "S": .recordStored
        case "N": .recordNotStored(.diskFull)
        case "i": .intakeChanged(isPossible: false)
        default: .intakeChanged(isPossible: true)
        }
    }
}

extension VisitEffect {
    /// The sign of the effect, as it stands in the second column.
    fileprivate var sign: Character {
        switch self {
        case .say: "s"
        case .hush: "h"
        case .soundKeyTone: "k"
        case .soundErrorTone: "e"
        case .submit(let outcome), .submitAgain(let outcome, _): outcome.isUrgent ? "u" : "r"
        case .saveDraft, .eraseDraft: "d"
        case .visitEnded: "x"
        }
    }
}
