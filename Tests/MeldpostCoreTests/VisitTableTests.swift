import SimulationKit
import Testing

@testable import MeldpostCore

/// Walks the dialogue to every state it can reach and compares what every input does there with
/// ``VisitTable``.
@Suite struct VisitTableTests {
    static let inputs = "0123456789*#%^v.,t~SNiI"

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

    /// Broken once: a `*` in a group that went to the question before instead of the first list.
    @Test func `F18 every input at every state does what the table says, and no state is left out`()
    {
        var seen: Set<String> = []
        var placesSeen: Set<String> = []
        var waiting = [VisitRun(questionnaire: .simulated)]
        seen.insert(waiting[0].variant)
        while let run = waiting.popLast() {
            placesSeen.formUnion(run.rowNames)
            for input in Self.inputs + "!" {
                for isSpeaking in [true, false] {
                    var next = run
                    if !isSpeaking { next.letVoiceEnd() }
                    guard let actual = next.feed(input) else { continue }
                    let expected = expectation(for: input, at: run, before: next)
                    #expect(
                        actual == expected,
                        "\(run.variant), input \(input), voice speaks: \(isSpeaking)"
                    )
                    if seen.insert(next.variant).inserted {
                        // A visit ends at last, so that the walk never runs into its limits.
                        next.dialogue.keys = 0
                        next.dialogue.left = []
                        next.dialogue.awaited.removeAll { $0 != .current }
                        waiting.append(next)
                    }
                }
            }
        }
        #expect(placesSeen == Set(table.keys))
        #expect(seen.count > 600)
    }

    /// The row `%` of the table sets by hand when a digit was taken; here both keys are real.
    @Test func `a square right after a digit that led on changes nothing, at every state`() {
        var seen: Set<String> = []
        var moves = 0
        var waiting = [VisitRun(questionnaire: .simulated)]
        while let run = waiting.popLast() {
            for input in Self.inputs + "!" {
                var next = run
                guard next.feed(input) != nil else { continue }
                if seen.insert(next.variant).inserted {
                    next.dialogue.keys = 0
                    next.dialogue.left = []
                    next.dialogue.awaited.removeAll { $0 != .current }
                    waiting.append(next)
                }
            }
            for digit in "12345678" {
                var once = run
                once.dialogue.answeredAt = nil
                let effects = once.take(.keyPressed(Key(character: digit)))
                guard effects.contains(.soundKeyTone), once.place != run.place,
                    case .attending(.step) = once.dialogue.state
                else { continue }
                moves += 1
                var twice = once
                twice.take(.keyPressed(.square))
                #expect(twice.dialogue.state == once.dialogue.state, "\(run.variant), \(digit)")
                #expect(twice.dialogue.draft == once.dialogue.draft, "\(run.variant), \(digit)")
            }
        }
        #expect(moves > 600)
    }

    /// What the table says, with its words resolved for the state of `run`, and for the answers of
    /// the run after the input.
    private func expectation(
        for input: Character,
        at run: VisitRun,
        before next: VisitRun
    ) -> Cell {
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
        case "open":
            let open = run.relevant.first { !run.isAnswered($0) }
            return open.map { Cell(effects: "ks", place: "question \($0)") }
                ?? Cell(effects: "es", place: "read-back")
        case "changed":
            let item = input.wholeNumberValue ?? 0
            let answered = run.relevant.filter { run.isAnswered($0) }
            return answered.indices.contains(item - 3)
                ? Cell(effects: "ks", place: "question \(answered[item - 3]) changed")
                : Cell(effects: "es", place: "pick")
        default:
            return Cell(
                effects: words[0],
                place: VisitTableWords(run: run, next: next).place(words[1])
            )
        }
    }
}

extension Substring {
    fileprivate func trimming() -> String {
        split(separator: " ").joined(separator: " ")
    }
}
