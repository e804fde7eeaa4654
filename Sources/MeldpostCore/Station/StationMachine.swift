/// Every decision of the station, without a clock, a disk, a network or a random source of its own.
///
/// What happened comes in as a ``Stimulus`` together with the time on the monotonic clock; what is
/// to be done goes out as ``Effect``s, to be carried out in their order before the next stimulus. An
/// answer is another stimulus. With equal seeds and equal stimuli the effects are equal.
///
/// ```
///                 ┌ PanicMachine ── relay, lamp, panic lane, panic records   (first, always)
///  Stimulus ──────┼ SelfTest ────── lamps, relay, tones of a test; has the keys meanwhile
///                 ├ VisitDialogue ─ voice, records of visits
///                 ├ DeliveryQueue ─ pace lane
///                 ├ TimeKeeper, ClockBook ─ terms
///                 └ HealthBoard, lamps ← what follows from the rest
/// ```
///
/// Promises: P1 (a visit hears "stored" only by ``Stimulus/stored(ticket:_:)`` for its own record),
/// P5 (a body is erased only by ``Stimulus/opened(_:)``), P6 (whatever a press leads to comes first
/// and in the same call), P7 (terms run in ``ClockBook``), P9 (``SlotGrid``, ``DummyCommits``).
///
/// A silent panic changes nothing that a visitor hears: a visit goes on.
public struct StationMachine: Sendable {
    /// How long something may be missing after the start without mention.
    static let startPatience: Duration = .seconds(5)

    let firstSigns = Instant.start + startPatience
    /// By when the centre is to have confirmed the time after the start.
    let confirmationDue: Instant
    let configuration: StationConfiguration

    /// The lasting bad conditions.
    public internal(set) var health = HealthBoard()
    /// The panic button.
    public internal(set) var panic: PanicMachine
    /// The time.
    public internal(set) var time = TimeKeeper()
    /// The legal clocks.
    public internal(set) var clocks = ClockBook()
    /// Whether a record of a visit could be sealed and handed to the journal.
    public internal(set) var isIntakePossible = false
    /// When time alone makes the next change: ``advance(to:)`` is to be called then.
    public private(set) var nextDeadline: Instant?

    var visit: VisitDialogue
    var desk: WorkerDialogue
    var lines: LineMonitor
    /// The calls that are not over or not logged.
    public internal(set) var calls = CallBook()
    /// The accounts of the workers.
    public internal(set) var accounts = AccountBook() {
        didSet { rotaChecked = nil }
    }
    var deskRecords = DeskRecordQueue()
    /// Calls of the run before that were not over, until it is known whether they go on.
    var cutCalls: [OpenCall] = []
    /// Calls that may be what is left of a cut one and that were over before a journal was open, which
    /// alone knows what was cut.
    var earlyCalls: [LineCall] = []
    /// Calls that are over and of which the record is not on disk yet: the journal remembers them as
    /// going on, so that a power cut leaves a record to be made.
    var callsUnrecorded: Set<CallID> = []
    /// Logs of a call whose record the journal has in hand: they follow its answer.
    var heldLogs: [DeskRecord] = []
    /// Calls whose log is on its way to the disk.
    var callsBeingLogged: Set<CallID> = []
    /// The alarm that the desk was told of last, and whether the button was in test.
    var deskAlarm: DeskAlarm?
    var wasButtonTest = false
    /// The self-test, where one goes on.
    public internal(set) var selfTest = SelfTest()
    var delivery: DeliveryQueue
    var path: PathWatch
    var dummies: DummyCommits
    var lamps = LampBoard()
    var numbers = OrderNumbers()

    /// Up to when time is accounted for.
    var now: Instant = .start
    var journal = JournalState.opening
    var wasJournalOpen = false
    /// Whether there are keys for the desk of this island, or nothing where nobody said so yet.
    var hasRecipients: Bool?
    /// Whether there are keys for the executive of this island (R84).
    var isSupportPossible = false
    var storeFault: StoreFault?
    /// What the rota said in the hour in which it was last looked up.
    var rotaChecked: (hour: UnixHour, hasGap: Bool)?
    /// The newest entry of the open journal, as far as it is known: by its number a worker names one.
    var newestEntry: EntryReference?
    var hasQuarantinedRows = false
    /// How many journal files were set aside since the start.
    var journalsSetAside: UInt64 = 0
    var external: Set<Condition> = []
    var shownSigns: Signs = []
    var faultRhythm = LampRhythm.off

    var lastTicket: UInt64 = 0
    var pending: [UInt64: PendingStore] = [:]
    /// The terms that begin with a record when it is on disk, and how many persons are to be told.
    var startingTerms: [UInt64: StartingTerms] = [:]
    var visitAnswers = AnswerLine()
    var logRecords: [LogRecord] = []

    /// Whether the journal is open.
    enum JournalState: Hashable, Sendable {
        case opening
        case open
        case failed(StoreFault)
    }

    /// A record that the journal was asked to store.
    enum PendingStore: Hashable, Sendable {
        case visit
        case intake(number: UInt64)
        case panic(number: UInt64)
        case logRecord
        case deskRecord(DeskRecord)
    }

    /// The terms that begin with a record.
    struct StartingTerms: Hashable, Sendable {
        var terms: [LegalTerm]
        var hour: UnixHour
        var persons: Int
    }

    /// A record that nobody waits for: a correction of the time, a change of keys.
    ///
    /// The oldest is stored first, one at a time.
    struct LogRecord: Hashable, Sendable {
        var content: TimedContent
        /// When it came to be: also a later try is of that time.
        var happenedAt: Instant
        var notBefore: Instant
        var isAsked = false

        init(_ content: TimedContent, at instant: Instant) {
            self.content = content
            happenedAt = instant
            notBefore = instant
        }
    }

    /// Makes a station.
    ///
    /// - Parameters:
    ///   - configuration: what it is told once.
    ///   - seed: decides jitter and the names of incidents: random at each start. It is no key.
    public init(configuration: StationConfiguration, seed: UInt64) {
        self.configuration = configuration
        panic = PanicMachine(seed: seed)
        delivery = DeliveryQueue(slot: configuration.slot, seed: seed)
        path = PathWatch(slot: configuration.slot)
        dummies = DummyCommits(mean: configuration.dummyInterval, seed: seed)
        visit = VisitDialogue(
            questionnaire: configuration.questionnaire,
            languages: configuration.languages,
            island: configuration.island
        )
        desk = WorkerDialogue(
            questionnaire: configuration.questionnaire,
            language: configuration.deskLanguage,
            island: configuration.island,
            isSilent: configuration.isAlarmSilent
        )
        lines = LineMonitor(seed: seed)
        confirmationDue = .start + max(.seconds(60), configuration.slot * 3)
        nextDeadline = .start
    }

    /// Something happened at `instant`; what is to be done.
    ///
    /// A panic is decided first, whatever the stimulus is about (P6).
    public mutating func handle(_ stimulus: Stimulus, at instant: Instant) -> [Effect] {
        now = max(now, instant)
        watchPanicLane(stimulus)
        var effects = tellPanic(PanicInput(stimulus))
        effects += watchForSelfTest(stimulus)
        effects += takeForSelfTest(stimulus) ?? react(to: stimulus)
        effects += proceed()
        return effects
    }

    /// Time has passed up to `instant`; what is to be done.
    public mutating func advance(to instant: Instant) -> [Effect] {
        now = max(now, instant)
        let effects = tellPanic(nil)
        return effects + proceed()
    }

    /// How many entries have no receipt of the inbox yet.
    public var unreceiptedCount: Int { delivery.outbox.unreceiptedCount }
    /// How many entries have their body in the journal.
    public var waitingCount: Int { delivery.outbox.count }
    /// How many exchanges are owed for missed slots.
    public var owedSlots: UInt64 { delivery.owed }
    /// Whether the courier is connected and the centre answered lately.
    public var isCentreReached: Bool { path.isReached(at: now) }
    /// Why the last exchange failed, or nothing where it did not.
    public var lastCourierFault: CourierFault? { path.lastFault }
    /// Whether somebody signs in or is signed in at the desk.
    public var isDeskInUse: Bool { desk.state != .idle }
    /// Whether the journal is open.
    public var isJournalOpen: Bool { journal == .open }

    /// Learns from a cell of the panic lane whether the centre can be reached.
    private mutating func watchPanicLane(_ stimulus: Stimulus) {
        switch stimulus {
        case .exchangeAnswered(let number, _) where panic.isUnderWay(number):
            path.answered(at: now)
        case .exchangeFailed(let number, let fault) where panic.isUnderWay(number):
            path.failed(fault)
        default:
            break
        }
    }

    /// What follows from time and from what was just decided.
    private mutating func proceed() -> [Effect] {
        var effects: [Effect] = []
        if let number = delivery.overdueNumber(at: now), delivery.fail(number, at: now) {
            path.failed(.timedOut)
        }
        effects += delivery.proceed(at: now, numbers: &numbers)
        effects += proceedVisit()
        effects += proceedDesk()
        effects += proceedSelfTest()
        effects += storeLogRecord()
        effects += touchJournal()
        let signs = findSigns()
        if signs != shownSigns {
            show(signs)
        }
        effects += lamps.show(
            ready: readyRhythm,
            desk: LampBoard.deskRhythm(
                signs,
                hasUrgentEntries: hasUrgentEntries,
                hasUnloggedCalls: calls.hasUnlogged
            ),
            fault: faultRhythm
        )
        nextDeadline = findDeadline()
        return effects
    }

    /// What the lamp at the kiosk shows: with no voice a visitor is shown to ask at the desk.
    private var readyRhythm: LampRhythm {
        guard isIntakePossible else { return .off }
        let isSilent =
            external.contains(.voiceUnavailable) || external.contains(.voiceCatalogueMissing)
        return isSilent ? .slow : .on
    }

    /// Whether something urgent waits that nobody has opened, nor taken up with a step (R4, R90).
    private var hasUrgentEntries: Bool {
        delivery.outbox.urgent.contains { entry in
            clocks.runs(.takeUpSerious, of: entry) || clocks.runs(.investigateNeed, of: entry)
        }
    }

    /// Saves the bound and commits what stores nothing.
    private mutating func touchJournal() -> [Effect] {
        let isDummyDue = dummies.isDue(at: now)
        guard isJournalOpen else { return [] }
        if isDummyDue {
            // With the bound beside it, as with a record, so that the two cannot be told apart.
            return [.commitDummy, .saveTimeBound(time.boundToSave(at: now))]
        }
        return time.isSaveDue(at: now) ? [.saveTimeBound(time.boundToSave(at: now))] : []
    }

    private mutating func findDeadline() -> Instant {
        var next = min(delivery.nextDeadline(), dummies.next)
        func consider(_ instant: Instant?) {
            if let instant, instant < next { next = instant }
        }
        consider(panic.nextDeadline)
        consider(panic.conditionDeadline(after: now))
        consider(path.nextDeadline(after: now))
        consider(visit.nextDeadline)
        consider(deskDeadline)
        consider(selfTest.nextDeadline)
        consider(time.nextDeadline(isSaving: isJournalOpen, after: now))
        let latest = time.latestKnown(at: now)
        consider(clocks.nextChange(after: latest).map { now + ($0 - latest) })
        consider(now < firstSigns ? firstSigns : now < confirmationDue ? confirmationDue : nil)
        if let record = logRecords.first, !record.isAsked, isJournalOpen {
            consider(record.notBefore)
        }
        return max(next, now)
    }
}
