/// A record of the desk on its way to the journal: a call, a sign-in, an account, a mark.
struct DeskRecord: Hashable, Sendable {
    var content: TimedContent
    var urgency: Urgency
    var happenedAt: Instant
    /// The worker who made it.
    var worker: Int?
    /// The call that it is about: what the book says of it is kept in the same commit.
    var call: CallID?
    /// The term that it ends or brings nearer to its end, in the same commit, where it is a step.
    var closing: TermClosing?
    /// The account that is kept in the same commit.
    var account: WorkerAccount?
    /// The number under which the dialogue waits for the answer, or nothing where nobody waits.
    var answer: UInt64?
}

/// Records of the desk for which nobody waits: each is tried for ever, one at a time, in order; what
/// concerns an alarm goes first (P6).
struct DeskRecordQueue: Hashable, Sendable {
    /// How long after a failure the record is tried again.
    static let retry: Duration = .seconds(10)
    /// How many wait; beyond it the oldest gives way: only a disk that has been broken for hundreds
    /// of calls gets there.
    static let limit = 512

    private var records: [DeskRecord] = []
    private var notBefore = Instant.start
    private var isAsked = false

    /// When the next record can be stored, where one waits.
    var nextDeadline: Instant? { records.isEmpty || isAsked ? nil : notBefore }

    /// The call whose record the journal has in hand.
    var callUnderWay: CallID? { isAsked ? records.first?.call : nil }

    mutating func add(_ record: DeskRecord, notBefore instant: Instant = .start) {
        if records.isEmpty { notBefore = max(notBefore, instant) }
        let first = isAsked ? 1 : 0
        if records.count == Self.limit { records.remove(at: first) }
        guard record.urgency == .panic else { return records.append(record) }
        records.insert(record, at: first)
        notBefore = isAsked ? notBefore : .start
    }

    /// The record to be stored now; it counts as asked for until it is answered.
    mutating func due(at now: Instant) -> DeskRecord? {
        guard let deadline = nextDeadline, !(now < deadline) else { return nil }
        isAsked = true
        return records.first
    }

    /// The record that was asked for is on disk.
    mutating func stored() {
        records.removeFirst()
        isAsked = false
    }

    /// The record that was asked for could not be stored; a full disk may still take what concerns
    /// an alarm.
    mutating func failed(at now: Instant) {
        isAsked = false
        notBefore = now + Self.retry
        guard records[0].urgency != .panic,
            let place = records.firstIndex(where: { $0.urgency == .panic })
        else { return }
        records.insert(records.remove(at: place), at: 0)
        notBefore = now
    }

    /// The journal is open again: what waits is tried at once.
    mutating func journalOpened(at now: Instant) { notBefore = min(notBefore, now) }
}
