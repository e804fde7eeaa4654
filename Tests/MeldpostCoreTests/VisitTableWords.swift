@testable import MeldpostCore

/// The words of ``VisitTable`` for places, resolved by a second, plain reading of the simulated
/// questionnaire.
struct VisitTableWords {
    /// The run before the input.
    let run: VisitRun
    /// The run after it.
    let next: VisitRun

    func place(_ word: String) -> String {
        switch word {
        case "same": run.place
        case "first": "question 0"
        case "next": place(after: run.questionNumber)
        case "previous": previous
        case "previous or shorter":
            run.isAnswered(run.questionNumber ?? 0) ? run.place : previous
        case "group": run.placeAtTop + " group 2"
        case "top": run.placeAtTop
        case "page": run.placeAtTop + " group \(run.page + 1)"
        case "after few": place(after: nil)
        case "asked last": run.lastAsked.map { "question \($0)" } ?? "kind"
        case "to report": run.dialogue.draft.kind == .report ? "read-back" : "question 0"
        case "to advice": run.dialogue.draft.kind == .advice ? "read-back" : "question 0"
        case "to support": run.dialogue.draft.kind == .support ? "read-back" : "question 0"
        case "scene": run.pausedPlace
        default: word
        }
    }

    private var previous: String {
        guard !run.isChange else { return "read-back" }
        return run.relevant.last { $0 < run.questionNumber ?? 0 }.map { "question \($0)" } ?? "kind"
    }

    private func place(after number: Int?) -> String {
        if number != nil, !run.dialogue.draft.isWarned, next.pointsToFew { return "few" }
        let left = next.relevant.first {
            $0 != number && !run.dialogue.draft.answers.isPassed($0)
        }
        return left.map { "question \($0)" } ?? "read-back"
    }
}

extension VisitRun {
    /// The questions that are asked, by the table of the simulated questionnaire.
    var relevant: [Int] {
        guard dialogue.draft.kind == .report else { return dialogue.draft.kind == nil ? [] : [0] }
        return (0..<7).filter { number in
            switch number {
            case 3: dialogue.draft.answers[2] == 1
            case 5: dialogue.draft.answers[4] == 0
            default: true
            }
        }
    }

    func isAnswered(_ number: Int) -> Bool {
        guard dialogue.draft.kind == .report else { return dialogue.draft.answers[0] != 0 }
        switch number {
        case 3: return !dialogue.draft.answers.entries[0].isEmpty
        case 5: return !dialogue.draft.answers.entries[1].isEmpty
        case 6: return !dialogue.draft.answers.entries[2].isEmpty
        default: return dialogue.draft.answers[number] != 0
        }
    }

    /// Whether the exact reporter and an exact neighbourhood are both known.
    var pointsToFew: Bool {
        // Six is the group of the surroundings itself: the coarse answer.
        dialogue.draft.kind == .report && ![0, 6].contains(dialogue.draft.answers[0])
            && dialogue.draft.answers[4] != 0
    }

    private var spot: VisitSpot? {
        guard case .attending(.step(.question(let spot))) = dialogue.state else { return nil }
        return spot
    }

    var questionNumber: Int? { spot?.number }
    var page: Int { spot?.page ?? 0 }
    var isChange: Bool { spot?.isChange ?? false }

    var placeAtTop: String {
        "question \(questionNumber ?? -1)" + (isChange ? " changed" : "")
    }

    var lastAsked: Int? {
        if case .attending(.step(.fewPeople(let number))) = dialogue.state { return number }
        return relevant.last
    }

    // MARK: Names

    /// The name of the place, as it stands in the third column.
    var place: String {
        switch dialogue.state {
        case .idle: "idle"
        case .over: "over"
        case .attending(let scene): Self.name(of: scene)
        case .pausing: "pause"
        case .storing(let storing):
            storing.isAttended ? "storing" : storing.phase == .answer ? "unattended" : "retrying"
        }
    }

    static func name(of scene: VisitScene) -> String {
        switch scene {
        case .language: "language"
        case .refusal: "refusal"
        case .failure: "failure"
        case .step(.danger): "danger"
        case .step(.urgentOffer): "offer"
        case .step(.topic(let topic)): topic.rawValue
        case .step(.information): "information"
        case .step(.kind): "kind"
        case .step(.question(let spot)):
            "question \(spot.number)" + (spot.isChange ? " changed" : "")
                + (spot.page > 0 ? " group \(spot.page)" : "")
        case .step(.fewPeople): "few"
        case .step(.readBack): "read-back"
        case .step(.pick): "pick"
        case .step(.changeDanger): "change-danger"
        case .step(.changeKind): "change-kind"
        }
    }

    /// The rows of the table that hold for the place.
    var rowNames: [String] {
        guard let spot else { return [place] }
        guard dialogue.draft.kind == .report else { return ["question", "choice of 2"] }
        let isTop = spot.page == 0
        return switch spot.number {
        case 0: ["question", isTop ? "who" : "who in group"]
        case 1: ["question", isTop ? "several" : "several in group"]
        case 2: ["question", "choice of 3"]
        case 3: ["keyed", "number"]
        case 4: ["question", isTop ? "places" : "last places"]
        case 5: ["keyed", "letters"]
        default: ["keyed", "digits"]
        }
    }

    /// Everything on which the outcome of an input may depend.
    var variant: String {
        let draft = dialogue.draft
        let isExhausted = draft.submissions >= VisitLimits.submissions
        let paused = dialogue.state.isPausing ? "of \(pausedPlace)" : ""
        let kind = draft.kind.map { "\($0)" } ?? "no kind"
        let quiet = "\(dialogue.quiet.components.seconds) s"
        let answers = questionNumber.map { [0, 2, 4, $0] } ?? [0, 2, 4]
        let known = answers.map { isAnswered($0) ? "1" : "0" }.joined()
        let open = relevant.contains { !isAnswered($0) }
        return "\(place) \(paused), \(kind), sent \(draft.isSentOnLeaving), \(quiet), \(known), "
            + "minors \(draft.answers[2] == 1), warned \(draft.isWarned), open \(open)"
            + (isExhausted ? ", exhausted" : "")
    }

    var pausedPlace: String {
        guard case .pausing(let scene) = dialogue.state else { return "?" }
        return Self.name(of: scene)
    }

    var isStepPaused: Bool {
        if case .pausing(.step) = dialogue.state { true } else { false }
    }
}

extension VisitState {
    fileprivate var isPausing: Bool {
        if case .pausing = self { true } else { false }
    }
}
