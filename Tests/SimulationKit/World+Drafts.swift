import MeldpostCore

/// The oracle of the drafts: a power cut loses at most one answer, and nothing that was sent or left
/// turns up again.
///
/// Each broken once: with drafts kept only when the number of codes was a multiple of three, "more than
/// one answer was never asked to be kept"; with the draft not erased on leaving, "a visit that was over
/// turned up after a power cut".
extension World {
    /// How long an erasure may wait behind a slow disk.
    private static var eraseLag: Int64 { 200_000 }

    /// At a start a draft that is left becomes an entry, before any visit.
    func promoteDraft() {
        for reference in journal.promoteDrafts(length: settings.visitLength) {
            guard let request = journal.entries[reference]?.request else { continue }
            counts.interrupted += 1
            let isOfKiosk = request.draftPlace == .kiosk
            if isOfKiosk { oracle.draftAnswers = 0 }
            if isOfKiosk, oracle.wasLeftLong {
                violate("a visit that was over turned up after a power cut")
            }
            if !request.isInterrupted { violate("a draft became an entry and is not marked so") }
            noteTerms(of: reference)
        }
    }

    /// What is sent has at most one answer more than what was last asked to be kept: this watches the
    /// station, where the check after a power cut watches what became of its requests.
    func checkAsked(_ request: StoreRequest) {
        guard request.replacesDraft, request.draftPlace == .kiosk else { return }
        counts.checkedAnswers += request.answerCount > 1 ? 1 : 0
        if request.answerCount > max(oracle.askedAnswers, oracle.askedBefore) + 1 {
            violate("more than one answer was never asked to be kept")
        }
    }

    /// After a power cut: what the station had asked to be kept is kept, but for what the disk was
    /// doing at that moment.
    func checkDraft() {
        let asked = oracle.draftAnswers
        oracle.draftAnswers = 0
        // A disk that is slow or refuses may still hold the draft of a visit that was left.
        let isSound = journal.disk == .sound
        oracle.wasLeftLong = isSound && oracle.leftAt.map { now - $0 > Self.eraseLag } ?? false
        guard isSound else { return }
        counts.checkedDrafts += asked > 0 ? 1 : 0
        let kept = journal.draft?.request.answerCount ?? 0
        if kept < asked - 1 { violate("a power cut lost more than one answer") }
    }
}

extension StoreRequest {
    /// How many questions are answered in it; that nobody is in danger is no answer to be kept.
    var answerCount: Int {
        switch content {
        case .report(let report):
            report.answers.codes.count + (report.childrenCount == nil ? 0 : 1)
                + (report.place?.neighbourhood == nil ? 0 : 1)
                + (report.place?.houseNumber == nil ? 0 : 1) + (source?.relation == nil ? 0 : 1)
                + (report.dangerNow == .yes ? 1 : 0)
        case .adviceRequest(let advice): advice.answers.codes.count
        case .supportNeed(let need): need.answers.codes.count
        default: 0
        }
    }

    /// Whether it says that the visit broke off.
    var isInterrupted: Bool {
        switch content {
        case .report(let report): report.isInterrupted
        case .adviceRequest(let advice): advice.isInterrupted
        case .supportNeed(let need): need.isInterrupted
        default: false
        }
    }
}
