/// An intake at the desk: the dialogue of a visit, with who keys it and where its draft lies.
///
/// It is in memory only. The box cannot read its draft back, so a power cut ends it: then the draft
/// becomes an entry marked as interrupted.
struct Intake: Hashable, Sendable {
    /// Where its draft is kept; it names the intake.
    var place: DraftPlace
    /// The worker.
    var worker: Int
    /// The colleague who took the call, where that is another one.
    var colleague: Int?
    /// The call from which it comes, where it comes from one.
    var call: CallID?
    var kind: VisitKind
    /// The hour in which it began, as the clock of the station said: by it a worker knows it.
    var hour: UnixHour
    /// The record to which answers are added, where it is no record of its own.
    var addedTo: EntryReference?
    var dialogue: VisitDialogue
    /// When the worker broke it off, where that is so.
    var brokenOffAt: Instant?

    /// Whether its worker can go on with it.
    var isResumable: Bool { brokenOffAt != nil && dialogue.isUnderWay }

    /// Whether nothing of it is left to be done.
    var isDone: Bool { !dialogue.isActive && dialogue.left.isEmpty }

    /// When time alone matters next.
    var nextDeadline: Instant? {
        let end = dialogue.isUnderWay ? brokenOffAt.map { $0 + WorkerLimits.resumption } : nil
        guard let own = dialogue.nextDeadline else { return end }
        return end.map { min($0, own) } ?? own
    }
}
