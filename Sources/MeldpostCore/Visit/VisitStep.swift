/// A place in the dialogue at which the visitor has not sent anything yet.
enum VisitStep: Hashable, Sendable {
    /// Is anyone in danger now?
    case danger
    /// Somebody is: send an urgent report at once, or go on?
    case urgentOffer
    /// A topic of Art. 4.8(1) is told.
    case topic(ToldContent.Topic)
    /// A worker says in which language the topics of Art. 4.8(1) were told to the caller.
    case information
    /// Report, advice or support?
    case kind
    /// A question.
    case question(VisitSpot)
    /// The answers point to few people: keep them, or make them coarser? Asked after the question
    /// of this number.
    case fewPeople(Int)
    /// Everything is read back.
    case readBack
    /// Which answer is to be changed? With the number keyed so far.
    case pick(Int)
    /// The answer about danger is changed after it was read back.
    case changeDanger
    /// The kind is changed after it was read back.
    case changeKind
}

/// A place at a question.
struct VisitSpot: Hashable, Sendable {
    /// The number of the question, from zero.
    var number: Int
    /// The group that is offered, from 1, or 0 for the top of the list; for places, the page.
    var page = 0
    /// Whether an answer is changed that was read back.
    var isChange = false
}

/// A place at which the visitor is asked something.
enum VisitScene: Hashable, Sendable {
    /// Which language?
    case language
    /// No record is possible; the visitor hears where to turn.
    case refusal
    /// A step of the dialogue proper.
    case step(VisitStep)
    /// The record could not be stored: again?
    case failure
}

/// A record on its way to the disk.
struct VisitStoring: Hashable, Sendable {
    /// What is waited for.
    enum Phase: Hashable, Sendable {
        /// The journal's answer.
        case answer
        /// The next try, because nobody is there to be asked.
        case retry(at: Instant)
    }

    /// When it was submitted.
    var since: Instant
    /// The hour in which it came in at the earliest: what is said of its terms is counted from it.
    var earliest: UnixHour
    /// Whether somebody holds the handset and waits to hear how it ended.
    var isAttended: Bool
    /// What is waited for.
    var phase: Phase = .answer
}

/// Where a visit stands.
enum VisitState: Hashable, Sendable {
    /// The handset is down.
    case idle
    /// The visit is over, and the handset is still up.
    case over
    /// The visitor is asked something.
    case attending(VisitScene)
    /// Nobody answered for long: does the visitor want to stop?
    case pausing(VisitScene)
    /// A record is on its way to the disk.
    case storing(VisitStoring)
}

/// What the voice does.
enum VisitVoice: Hashable, Sendable {
    /// Nothing is to be waited for.
    case off
    /// It speaks; it counts as broken at `overdueAt`.
    case speaking(overdueAt: Instant)
    /// It has ended, and the visitor's silence counts.
    case silent(since: Instant)
}
