/// What a power cut must not lose.
///
/// After each answer a full snapshot is sealed in place of the one before; the box cannot read it.
/// Sending takes it away in the same commit, leaving erases it, and the next start makes an entry of
/// it, marked as interrupted (DESIGN 7).
extension VisitDialogue {
    /// Keeps what was said since the last draft, or erases the draft where nothing is to be kept.
    mutating func keepDraft() -> [VisitEffect] {
        switch state {
        case .attending(.step(let step)), .pausing(.step(let step)):
            defer { keptAt = step }
            // An answer that is being keyed is no answer yet.
            if step == keptAt, isKeying(at: step) { return [] }
            let said = draft.said
            // The place is taken by a record that is not on disk yet.
            guard said != kept, !isDraftLeft else { return [] }
            kept = said
            guard said != .nothing else { return [.eraseDraft] }
            var snapshot = draft
            snapshot.isInterrupted = true
            return [.saveDraft(snapshot.outcome(by: questionnaire, on: island))]
        case .storing, .attending(.failure), .pausing(.failure):
            // Until it is on disk as a record, the draft is all there is.
            return []
        case .idle, .over, .attending, .pausing:
            keptAt = nil
            guard kept != .nothing else { return [] }
            kept = .nothing
            return [.eraseDraft]
        }
    }

    /// The draft went away with the record that was stored.
    mutating func forgetKept() {
        kept = .nothing
        keptAt = nil
    }

    private func isKeying(at step: VisitStep) -> Bool {
        guard case .question(let spot) = step else { return false }
        let question = questions[spot.number]
        return question.isEntry || question.kind == .several
    }
}
