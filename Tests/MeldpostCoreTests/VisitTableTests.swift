import Testing

@testable import MeldpostCore

/// Walks the dialogue to every state it can reach and compares what every input does there with
/// ``VisitTable``.
@Suite struct VisitTableTests {
    static let inputs = "0123456789*#!^v.t~SNiI"

    /// What the table says of an input at a place.
    struct Cell: Equatable, CustomStringConvertible {
        var effects: String
        var place: String

        var description: String { "\(effects) \(place)" }
    }

    private let table: [String: [Character: [String]]]

    init() {
        var table: [String: [Character: [String]]] = [:]
        for row in VisitTable.rows.split(separator: "\n") where !row.allSatisfy(\.isWhitespace) {
            let place = row.prefix(16).trimming()
            let columns = row.dropFirst(16).split(separator: " ", maxSplits: 1)
            let outcome = columns[1].trimming().split(separator: " ", maxSplits: 1)
            for input in columns[0] {
                precondition(table[place]?[input] == nil, "\(place) \(input) stands twice")
                table[place, default: [:]][input] = outcome.map { Substring($0).trimming() }
            }
        }
        self.table = table
    }

    @Test func `F18 every input at every state does what the table says, and no state is left out`()
    {
        var seen: Set<String> = []
        var placesSeen: Set<String> = []
        var waiting = [VisitRun()]
        seen.insert(waiting[0].variant)
        while let run = waiting.popLast() {
            placesSeen.formUnion(run.rowNames)
            for input in Self.inputs {
                for isSpeaking in [true, false] {
                    var next = run
                    if !isSpeaking { next.letVoiceEnd() }
                    guard let actual = next.feed(input) else { continue }
                    let expected = expectation(for: input, at: run)
                    #expect(
                        actual == expected,
                        "\(run.variant), input \(input), voice speaks: \(isSpeaking)"
                    )
                    if seen.insert(next.variant).inserted {
                        // A visit ends at last, so that the walk never runs into its limits.
                        next.dialogue.keys = 0
                        next.dialogue.abandoned = 0
                        waiting.append(next)
                    }
                }
            }
        }
        #expect(placesSeen == Set(table.keys))
        #expect(seen.count > 300)
    }

    /// What the table says, with its words resolved for the state of `run`.
    private func expectation(for input: Character, at run: VisitRun) -> Cell {
        let cells = run.rowNames.compactMap { table[$0]?[input] }
        guard cells.count == 1 else {
            return Cell(effects: "?", place: "\(cells.count) cells in the table")
        }
        let words = cells[0]
        let dialogue = run.dialogue
        let sends = dialogue.draft.isSentOnLeaving && dialogue.draft.submissions < 10
        let record = dialogue.draft.danger == .yes && dialogue.draft.kind != .advice ? "u" : "r"
        let tone = input == "~" ? "" : "k"
        switch words[0] {
        case "leave":
            return sends
                ? Cell(effects: tone + "su", place: "storing")
                : Cell(effects: tone + "sx", place: "over")
        case "hang":
            return sends
                ? Cell(effects: "u", place: "unattended") : Cell(effects: "x", place: "idle")
        case "send":
            return Cell(effects: "ks" + record, place: "storing")
        case "again":
            return Cell(effects: record, place: "unattended")
        case "quiet":
            let place = dialogue.quiet >= .seconds(20) ? "pause" : run.place
            return Cell(effects: "s", place: place)
        case "lost":
            return run.isStepPaused
                ? Cell(effects: "s", place: "refusal") : Cell(effects: "-", place: "pause")
        case "found":
            return run.dialogue.state == .pausing(.refusal)
                ? Cell(effects: "s", place: "danger") : Cell(effects: "-", place: "pause")
        default:
            return Cell(effects: words[0], place: resolve(words[1], after: input, at: run))
        }
    }

    private func resolve(_ word: String, after input: Character, at run: VisitRun) -> String {
        switch word {
        case "next": run.question == 6 ? "read-back" : "question \(run.question + 1)"
        case "previous": run.question == 1 ? "kind" : "question \(run.question - 1)"
        case "question", "question of 3", "question of 4", "change", "change of 3", "change of 4":
            run.place
        case "report": run.dialogue.draft.kind == .report ? "read-back" : "question 1"
        case "advice": run.dialogue.draft.kind == .advice ? "read-back" : "question 1"
        case "change-question": "change-question \(input == "!" ? "1" : input)"
        case "scene": run.pausedPlace
        default: word
        }
    }
}

extension Substring {
    fileprivate func trimming() -> String {
        split(separator: " ").joined(separator: " ")
    }
}

extension VisitRun {
    /// Lets the voice come to its end where that alone changes nothing.
    fileprivate mutating func letVoiceEnd() {
        if case .attending(.step(.topic)) = dialogue.state { return }
        finish()
    }

    /// Does what `input` stands for, or nothing where it cannot happen here.
    fileprivate mutating func feed(_ input: Character) -> VisitTableTests.Cell? {
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
        default:
            effects = press(String(input))
        }
        // A pressed key or hanging up silences a voice that speaks, before all else, and only then.
        guard (effects.first == .hush) == mustHush, !effects.dropFirst().contains(.hush) else {
            return VisitTableTests.Cell(effects: "hush", place: "at the wrong time")
        }
        let signs = String(effects.filter { $0 != .hush }.map(\.sign))
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

    // MARK: Names

    /// The name of the place, as it stands in the third column.
    fileprivate var place: String {
        switch dialogue.state {
        case .idle: "idle"
        case .over: "over"
        case .attending(let scene): Self.name(of: scene)
        case .pausing: "pause"
        case .storing(let storing):
            storing.isAttended ? "storing" : storing.phase == .answer ? "unattended" : "retrying"
        }
    }

    private static func name(of scene: VisitScene) -> String {
        switch scene {
        case .language: "language"
        case .refusal: "refusal"
        case .failure: "failure"
        case .step(.danger): "danger"
        case .step(.urgentOffer): "offer"
        case .step(.topic(let topic)): topic.rawValue
        case .step(.kind): "kind"
        case .step(.question(let number)): "question \(number + 1)"
        case .step(.readBack): "read-back"
        case .step(.change(.danger)): "change-danger"
        case .step(.change(.kind)): "change-kind"
        case .step(.change(.question(let number))): "change-question \(number + 1)"
        }
    }

    /// The rows of the table that hold for the place.
    fileprivate var rowNames: [String] {
        switch dialogue.state {
        case .attending(.step(.question(let number))):
            ["question", "question of \(dialogue.keysOfChoices(of: number).count)"]
        case .attending(.step(.change(.question(let number)))):
            ["change", "change of \(dialogue.keysOfChoices(of: number).count)"]
        default:
            [place]
        }
    }

    /// Everything on which the outcome of an input may depend.
    fileprivate var variant: String {
        let draft = dialogue.draft
        let isExhausted = draft.submissions >= VisitLimits.submissions
        let paused = dialogue.state.isPausing ? "of \(pausedPlace)" : ""
        let kind = draft.kind.map { "\($0)" } ?? "no kind"
        let danger = draft.danger.map { "danger \($0)" } ?? "danger not asked"
        let quiet = "\(dialogue.quiet.components.seconds) s"
        return "\(place) \(paused), \(kind), \(danger), \(quiet)"
            + (isExhausted ? ", exhausted" : "")
    }

    /// The number of the question, from one.
    fileprivate var question: Int {
        guard case .attending(.step(.question(let number))) = dialogue.state else { return 0 }
        return number + 1
    }

    fileprivate var pausedPlace: String {
        guard case .pausing(let scene) = dialogue.state else { return "?" }
        return Self.name(of: scene)
    }

    fileprivate var isStepPaused: Bool {
        if case .pausing(.step) = dialogue.state { true } else { false }
    }
}

extension VisitState {
    fileprivate var isPausing: Bool {
        if case .pausing = self { true } else { false }
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
        case .submit(let outcome): outcome.isUrgent ? "u" : "r"
        case .visitEnded: "x"
        }
    }
}
