/// A record that its visitor has left behind before it was on disk.
struct VisitLeft: Hashable, Sendable {
    /// Names it among the answers that are waited for.
    var number: UInt64
    /// What is to be stored.
    var outcome: VisitOutcome
    /// Whether the draft that is kept on disk is this record's.
    var holdsDraft: Bool
    /// What is waited for.
    var phase: VisitStoring.Phase
}

/// Whose answer of the journal is waited for.
enum VisitAwaited: Hashable, Sendable {
    /// The visit that is going on.
    case current
    /// A record that was left behind.
    case left(number: UInt64)
}

/// What becomes of a record whose visitor is gone, or was told that nobody knows.
///
/// It was sent, or leaving in danger sent it: so it is tried again until it is on disk, whoever lifts
/// the handset meanwhile. The next visitor hears nothing of it. Until then its draft stays where it
/// is, so that a power cut makes an entry of it, marked as interrupted; drafts of later visits wait
/// meanwhile, for they would take its place.
extension VisitDialogue {
    /// Whether the draft on disk belongs to a record that was left behind.
    var isDraftLeft: Bool { left.contains(where: \.holdsDraft) }

    /// When the next record that was left behind is to be tried again.
    var leftDeadline: Instant? {
        left.compactMap { if case .retry(let instant) = $0.phase { instant } else { nil } }.min()
    }

    /// Leaves what was said behind; the visit can end.
    mutating func leaveBehind(_ phase: VisitStoring.Phase) {
        let number = (left.last?.number ?? 0) + 1
        if phase == .answer, let place = awaited.lastIndex(of: .current) {
            awaited[place] = .left(number: number)
        }
        // Nobody can leave so many behind: the handset takes minutes for each.
        guard left.count < VisitLimits.left else { return }
        left.append(
            VisitLeft(
                number: number,
                outcome: draft.outcome(by: questionnaire, on: island),
                holdsDraft: kept != .nothing && !isDraftLeft,
                phase: phase
            )
        )
        forgetKept()
    }

    /// Submits what is due of what was left behind.
    mutating func submitLeft(at now: Instant) -> [VisitEffect] {
        var effects: [VisitEffect] = []
        for place in left.indices {
            guard case .retry(let instant) = left[place].phase, instant <= now else { continue }
            left[place].phase = .answer
            awaited.append(.left(number: left[place].number))
            effects.append(
                .submitAgain(left[place].outcome, replacesDraft: left[place].holdsDraft)
            )
        }
        return effects
    }

    /// Takes the next answer of the journal; says whether it is for the visit that is going on.
    mutating func takeAnswer(isStored: Bool, at now: Instant) -> Bool {
        guard !awaited.isEmpty else { return false }
        switch awaited.removeFirst() {
        case .current:
            return true
        case .left(let number):
            guard let place = left.firstIndex(where: { $0.number == number }) else { return false }
            if isStored {
                left.remove(at: place)
            } else {
                left[place].phase = .retry(at: now + VisitLimits.retry)
            }
            return false
        }
    }
}
