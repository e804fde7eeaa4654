/// A record of the desk on its way to the journal: a call, a sign-in, an account, a mark.
struct DeskRecord: Hashable, Sendable {
    var content: TimedContent
    var urgency: Urgency
    var happenedAt: Instant
    /// The hour in which it begins at the latest, where what it is about was before ``happenedAt``.
    var earliest: UnixHour?
    /// The worker who made it.
    var worker: Int?
    /// The call that it is about: what the book says of it is kept in the same commit.
    var call: CallID?
    /// The term that it ends or brings nearer to its end, in the same commit, where it is a step.
    var closing: TermClosing?
    /// What it is about, where it is a finding: that is remembered in the same commit.
    var finding: FindingSubject?
    /// The account that is kept in the same commit.
    var account: WorkerAccount?
    /// The number under which the dialogue waits for the answer, or nothing where nobody waits.
    var answer: UInt64?

    /// Whether it is the record of a line's call, which alone may give way.
    var isLineRecord: Bool {
        guard case .hotlineCall = content else { return false }
        return answer == nil
    }

    /// What a full disk takes longer than what comes after it.
    enum Rank: UInt8, Hashable, Comparable, CaseIterable {
        case alarm
        case person
        case line

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    var rank: Rank { urgency == .panic ? .alarm : isLineRecord ? .line : .person }
}

/// Records of the desk for which nobody waits: each is tried for ever, one at a time, in order; what
/// concerns an alarm goes first (P6), and what a full disk refuses holds up nothing that it may take.
struct DeskRecordQueue: Hashable, Sendable {
    /// How long after a failure the record is tried again.
    static let retry: Duration = .seconds(10)
    /// How many records of calls wait; beyond it the oldest gives way: only a disk that has been broken
    /// for hundreds of calls gets there.
    ///
    /// What concerns an alarm, sign-ins and accounts never give way: a person keyed each of them, so
    /// that no disturbed line fills the memory with them.
    static let limit = 512

    private var records: [DeskRecord] = []
    private var notBefore = Instant.start
    private var isAsked = false
    /// Whether a record gave way, until nothing waits any more.
    private(set) var hasDropped = false

    /// When the next record can be stored, where one waits.
    var nextDeadline: Instant? { records.isEmpty || isAsked ? nil : notBefore }

    /// The call whose record the journal has in hand.
    var callUnderWay: CallID? { isAsked ? records.first?.call : nil }

    /// A record is to be stored.
    ///
    /// - Returns: the call whose record gave way to it, if one did.
    @discardableResult
    mutating func add(_ record: DeskRecord, notBefore instant: Instant = .start) -> CallID? {
        if records.isEmpty { notBefore = max(notBefore, instant) }
        let dropped = record.isLineRecord ? makeRoom() : nil
        // Behind the one that the journal has in hand and behind older ones of its rank.
        let place = records.indices.first {
            record.rank < records[$0].rank && !(isAsked && $0 == 0)
        }
        records.insert(record, at: place ?? records.endIndex)
        // What a full disk refused of the others says nothing of this one.
        if !isAsked, place == 0 || record.rank == .alarm { notBefore = instant }
        return dropped
    }

    /// The oldest record of a call gives way where too many wait; never the one in the journal's hand.
    private mutating func makeRoom() -> CallID? {
        let calls = records.indices.filter { records[$0].isLineRecord }
        guard calls.count >= Self.limit,
            let oldest = calls.first(where: { !(isAsked && $0 == 0) })
        else { return nil }
        hasDropped = true
        return records.remove(at: oldest).call
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
        if records.isEmpty { hasDropped = false }
    }

    /// The record that was asked for could not be stored; a full disk may still take what has more room
    /// there: what concerns an alarm, and then all but the calls of lines.
    mutating func failed(at now: Instant) {
        isAsked = false
        notBefore = now + Self.retry
        let refused = records[0].rank
        guard records.contains(where: { $0.rank < refused }) else { return }
        records = DeskRecord.Rank.allCases.flatMap { rank in records.filter { $0.rank == rank } }
        notBefore = now
    }

    /// The journal is open again: what waits is tried at once.
    mutating func journalOpened(at now: Instant) { notBefore = min(notBefore, now) }
}
