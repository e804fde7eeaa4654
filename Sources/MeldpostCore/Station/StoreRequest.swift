/// A record to be sealed and appended to the journal.
///
/// Content and terms are given together as ``TimedContent`` and can be read but not changed apart,
/// so that no request for advice ever starts a legal clock.
public struct StoreRequest: Hashable, Sendable {
    private let timedContent: TimedContent

    /// Names the request in the answer.
    public var ticket: UInt64
    /// The block `source`, or nothing where nobody is to be named: the sealed length is the same.
    public var source: SourceContent?
    /// The block `told`.
    public var told: ToldContent?
    /// The block `trace`.
    public var trace: TraceContent
    /// How soon the entry leaves.
    public var urgency: Urgency
    /// For which island it is sealed.
    public var island: Island
    /// For which chapter it is sealed.
    public var chapter: Chapter
    /// The hour of the header, in which its terms start: a lower bound of when what it is about came
    /// in, never later than that of the trace (P7).
    public private(set) var hour: UnixHour
    /// Whether the draft that is kept goes away in the same commit, because this is what became of
    /// it.
    public var replacesDraft: Bool
    /// Where its draft is kept.
    public var draftPlace = DraftPlace.kiosk
    /// What becomes of an open call in the same commit.
    public var call: CallChange?
    /// An account that is kept so in the same commit.
    public var account: WorkerAccount?
    /// The term that ends in the same commit, or one of whose persons was told.
    public var closing: TermClosing?
    /// What it changes about the records that broke off, in the same commit.
    public var interruption: InterruptionChange?
    /// What it is about, where it is a finding: that is remembered in the same commit, as long as the
    /// term runs that starts with it.
    public var finding: FindingSubject?
    /// What the journal is to remember of the panic button with it, in the same commit; nothing where
    /// the record changes nothing of that.
    public var panic: PanicMemory?

    /// The block `what`.
    public var content: RecordContent { timedContent.content }

    /// The terms that start with the entry; they are stored in the same commit.
    public var terms: [LegalTerm] { timedContent.terms }

    /// How many persons are to be told one by one, where the term to tell them starts with the entry;
    /// 0 where that is not certain.
    public var personsToTell: Int {
        terms.contains(.tellPersonConcerned) ? content.personsToTell : 0
    }

    /// Whose part of the room it may use on a full disk: records of calls give way to reports, but for
    /// the log of one that was a report, which starts a term.
    ///
    /// Its urgency in the header, by which it leaves, is not touched: so no entry tells that it is of a
    /// call (P9). Source: DESIGN 6.
    public var room: Urgency {
        guard case .hotlineCall = content, terms.isEmpty else { return urgency }
        return max(urgency, .log)
    }

    /// For whom it is sealed.
    public var scope: RecipientScope { RecipientScope(island: island, chapter: chapter) }

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - ticket: names the request in the answer.
    ///   - content: the block `what` and, for a report or a need for support, its terms.
    ///   - source: who reported, or nothing.
    ///   - told: what the person was told, or nothing.
    ///   - trace: where and when the record came to be.
    ///   - urgency: how soon the entry leaves.
    ///   - island: for which island it is sealed.
    ///   - chapter: for which chapter it is sealed.
    ///   - hour: the hour of the header.
    ///   - replacesDraft: whether the draft that is kept goes away with it.
    public init(
        ticket: UInt64,
        content: TimedContent,
        source: SourceContent? = nil,
        told: ToldContent? = nil,
        trace: TraceContent,
        urgency: Urgency,
        island: Island,
        chapter: Chapter = .adviceAndReporting,
        hour: UnixHour,
        replacesDraft: Bool = false
    ) {
        self.ticket = ticket
        timedContent = content
        self.source = source
        self.told = told
        self.trace = trace
        self.urgency = urgency
        self.island = island
        self.chapter = chapter
        self.hour = hour
        self.replacesDraft = replacesDraft
    }

    /// It begins in `hour`, where that is earlier than the bound when it is stored: early, never late.
    mutating func begin(by hour: UnixHour?) {
        if let hour { self.hour = min(self.hour, hour) }
    }
}

/// An entry that waits in the journal, as the delivery queue sees it.
public struct WaitingEntry: Hashable, Sendable {
    /// The entry.
    public var reference: EntryReference
    /// How soon it leaves.
    public var urgency: Urgency
    /// Its length in bytes, header and signature included.
    public var length: UInt32
    /// Whether the inbox has signed for it: it is not sent again, and its body stays until it is
    /// opened (P5).
    public var isReceipted: Bool

    /// Makes a waiting entry.
    public init(
        reference: EntryReference,
        urgency: Urgency,
        length: UInt32,
        isReceipted: Bool = false
    ) {
        self.reference = reference
        self.urgency = urgency
        self.length = length
        self.isReceipted = isReceipted
    }
}

/// A panic incident that is not over yet, as it survives a restart.
public struct LatchedIncident: Hashable, Sendable {
    /// The incident.
    public var incident: IncidentID
    /// The number of the last signal.
    public var counter: UInt32
    /// How many presses it had.
    public var presses: UInt32
    /// Whether it is a test of the button.
    public var isTest: Bool
    /// Whether its record is on disk.
    public var isStored: Bool
    /// Whether the inbox signed for its signal.
    public var hasReachedCentre: Bool
    /// Whether a person at the centre or at the desk accepted it.
    public var isAccepted: Bool

    /// Makes a latched incident.
    public init(
        incident: IncidentID,
        counter: UInt32,
        presses: UInt32,
        isTest: Bool,
        isStored: Bool,
        hasReachedCentre: Bool,
        isAccepted: Bool
    ) {
        self.incident = incident
        self.counter = counter
        self.presses = presses
        self.isTest = isTest
        self.isStored = isStored
        self.hasReachedCentre = hasReachedCentre
        self.isAccepted = isAccepted
    }
}

/// All that a station remembers across a restart besides the entries' bytes.
public struct StationMemory: Hashable, Sendable {
    /// The journal that is open.
    public var journal: JournalID
    /// The entries whose bodies are still here, in the order of the chain.
    public var waiting: [WaitingEntry]
    /// The terms that run.
    public var clocks: [LegalClock]
    /// The panic button: the incident that goes on, and the resets that are not settled.
    public var panic: PanicMemory
    /// The calls that are not over or not logged, the oldest first.
    public var calls: [OpenCall]
    /// The accounts of the workers.
    public var accounts: [WorkerAccount]
    /// Records of the desk that broke off and that nobody completed yet, the oldest first.
    public var interrupted: [InterruptedRecord] = []
    /// The persons who are to be told one by one.
    public var personsToTell: [PersonsToTell] = []
    /// What the findings are about whose terms run, by the entries of their steps.
    public var findings: [EntryReference: FindingSubject] = [:]
    /// How many exchanges are owed for missed slots.
    public var owedSlots: UInt64
    /// The last stored lower bound of the time.
    public var timeBound: UnixTime

    /// Makes the memory of a station.
    public init(
        journal: JournalID,
        waiting: [WaitingEntry] = [],
        clocks: [LegalClock] = [],
        panic: PanicMemory = PanicMemory(),
        calls: [OpenCall] = [],
        accounts: [WorkerAccount] = [],
        owedSlots: UInt64 = 0,
        timeBound: UnixTime
    ) {
        self.journal = journal
        self.waiting = waiting
        self.clocks = clocks
        self.panic = panic
        self.calls = calls
        self.accounts = accounts
        self.owedSlots = owedSlots
        self.timeBound = timeBound
    }
}
