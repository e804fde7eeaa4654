/// The panic button, from the contacts to a person's acceptance (P6; DESIGN 8).
///
/// ```
///            press                       receipt                    acceptance
///  no alarm ───────▶ pressed, unsent ───────────▶ reached ────────────────────▶ accepted
///     ▲     relay, lamp, signal, record            │ signal again every 5 s        │
///     └──────────────────────────── reset ◀────────┴───────────────────────────────┘
/// ```
///
/// - A press closes the relay, lights the lamp, sends a signal and writes a record in one step; none
///   of the four waits for another, and none waits for the journal to be open (F10).
/// - There is at most one incident. Further presses are counted, and their signal has a new number.
/// - The signal is tried for ever (``RetryDelays``), and repeated after it reached the centre until
///   a person accepts, because the answer to a signal carries the acceptance.
/// - The incident is latched in the journal until a worker resets it. A reset opens the relay, is
///   signalled until the inbox signs for it, and is recorded; until both are done, the journal
///   remembers it (``PanicMemory``). What is remembered is written in the commit of the record.
/// - A press while the test is on makes a test: it is marked in signal and record and does not close
///   the relay, which could not carry the mark. Test and alarm never turn into each other: turning
///   the test on during an alarm does nothing; an alarm during a test closes the test. The test
///   ends by itself, so that a forgotten switch does not disarm the button.
/// - The release of the button changes nothing but that the next press counts.
/// - A panel that counts presses by itself is told up to which of them the machine has acted, and up
///   to which a new start would know of them (``PressConfirmation``).
public struct PanicMachine: Sendable {
    /// How long after a press "not delivered" is shown (F56).
    static let deliveryTime: Duration = .seconds(20)
    /// How often a signal that reached the centre is repeated.
    static let repeatTime: Duration = .seconds(5)
    /// How long the test stays on.
    static let testTime: Duration = .seconds(600)
    /// How many resets wait to be settled.
    ///
    /// Where there would be more, the oldest gives way, and that is shown: the desk sees by its record, which is in the chain, that its alarm is over.
    static let closingLimit = 1_024

    var reader = ContactReader()
    var incident: PanicIncident?
    /// Resets that are not settled: the centre has not heard of them, or their record is not on disk.
    var closing: [LatchedIncident] = []
    /// Whether a reset gave way that was not settled; until none waits any more.
    public internal(set) var hasDroppedReset = false
    var records = PanicRecordShelf()
    var confirmation = PressConfirmation()
    var testEnd: Instant?

    var isCourierAttached = false
    var isJournalOpen = false
    /// Whether the journal was open before in this run: then this machine knows better.
    private var wasJournalOpen = false
    var underWay: CellUnderWay<PanicNotice>?
    /// Until when no signal is sent, after a failure or between repetitions.
    var pausingUntil: Instant = .start
    var delays: RetryDelays
    private var names: StationRandom

    /// What the doors were told last, so that they are told changes only.
    private var shownRhythm: LampRhythm?
    /// What is on disk once the journal has done what it was asked; nothing where that is unknown.
    private var latched: PanicMemory?

    /// Makes the machine; equal seeds make equal names and delays.
    public init(seed: UInt64) {
        names = StationRandom(seed: seed, stream: 1)
        delays = RetryDelays(random: StationRandom(seed: seed, stream: 2))
    }

    /// The incident that is not over, if there is one.
    public var current: PanicIncident? { incident }
    /// Contacts that were closed too short to be a press.
    public var glitches: UInt32 { reader.glitches }
    /// Whether a wire of the button is cut or shorted.
    public var hasWireFault: Bool { reader.hasWireFault }
    /// Whether the button stays down.
    public var isStuck: Bool { reader.isStuck }
    /// Whether a press would be a test.
    public var isTesting: Bool { testEnd != nil }
    /// Whether a panic record could not be stored, or waits for longer than it should.
    public func hasUnstoredRecord(at now: Instant) -> Bool { records.isLate(at: now) }

    /// Whether an alarm has been under way for long without reaching the centre.
    public func isUndelivered(at now: Instant) -> Bool {
        guard let incident, incident.isUndelivered else { return false }
        return !(now < incident.since + Self.deliveryTime)
    }

    /// Whether the signal with this order number is not answered yet.
    func isUnderWay(_ number: UInt64) -> Bool { underWay?.number == number }

    /// Something happened.
    mutating func handle(
        _ input: PanicInput,
        at now: Instant,
        numbers: inout OrderNumbers
    ) -> [PanicEffect] {
        var effects: [PanicEffect] = settle(at: now)
        switch input {
        case .contactsRead(let contacts):
            effects += react(to: reader.read(contacts, at: now), at: now)
        case .reported(let report):
            effects += take(report, at: now)
        case .resetRequested:
            // A relay that a panel closed by itself is opened so too.
            effects += incident == nil ? [.setRelay(isClosed: false)] : closeIncident(at: now)
        case .testTurned(let isOn):
            effects += turnTest(isOn, at: now)
        case .courierAttached:
            isCourierAttached = true
            pausingUntil = now
        case .courierDetached:
            isCourierAttached = false
            underWay = nil
        case .sent(let number):
            noteSent(number)
        case .answered(let number):
            noteAnswered(number, at: now)
        case .failed(let number):
            noteFailed(number, at: now)
        case .receipted(let id, let counter):
            noteReceipt(id, counter, at: now)
        case .accepted(let id):
            noteAcceptance(id)
        case .journalOpened(let memory):
            effects += openJournal(memory, at: now)
        case .journalClosed:
            isJournalOpen = false
            latched = nil
        case .recordStored(let number):
            if let content = records.stored(number) { noteStored(content) }
        case .recordNotStored(let number):
            records.failed(number, at: now)
            // What was to be remembered with it is written by itself.
            latched = nil
        }
        return effects + proceed(at: now, numbers: &numbers)
    }

    /// When time alone makes the next change.
    var nextDeadline: Instant? {
        var next = reader.nextDeadline
        func consider(_ instant: Instant?) {
            guard let instant else { return }
            next = next.map { min($0, instant) } ?? instant
        }
        consider(testEnd)
        consider(records.nextDeadline(isJournalOpen: isJournalOpen))
        if let underWay {
            consider(underWay.deadline)
        } else if isCourierAttached, wantedNotice != nil {
            consider(pausingUntil)
        }
        return next
    }

    /// When "not delivered" or "not stored" is to be shown, if it is not shown yet.
    func conditionDeadline(after now: Instant) -> Instant? {
        let late = records.lateDeadline(after: now)
        guard let incident, incident.isUndelivered else { return late }
        let deadline = incident.since + Self.deliveryTime
        guard now < deadline else { return late }
        return late.map { min($0, deadline) } ?? deadline
    }

    /// Time has passed.
    mutating func advance(to now: Instant, numbers: inout OrderNumbers) -> [PanicEffect] {
        let effects = settle(at: now)
        return effects + proceed(at: now, numbers: &numbers)
    }

    /// Makes a new incident of a press.
    mutating func makeIncident(isTest: Bool, at now: Instant) -> PanicIncident {
        PanicIncident(id: IncidentID(using: &names), isTest: isTest, at: now)
    }

    private mutating func settle(at now: Instant) -> [PanicEffect] {
        var effects: [PanicEffect] = react(to: reader.settle(to: now), at: now)
        if let testEnd, !(now < testEnd) {
            effects += turnTest(false, at: now)
        }
        if let underWay, !(now < underWay.deadline) {
            noteFailed(underWay.number, at: now)
        }
        return effects
    }

    private mutating func react(
        to changes: [ContactReader.Change],
        at now: Instant
    ) -> [PanicEffect] {
        changes.contains(.pressed) ? press(at: now) : []
    }

    /// What follows from the state: lamp, signal, latch, records, in this order.
    private mutating func proceed(at now: Instant, numbers: inout OrderNumbers) -> [PanicEffect] {
        var effects: [PanicEffect] = []
        if closing.isEmpty { hasDroppedReset = false }
        // The relay stands before this in the same step: a panel never opens it in between.
        effects += confirmation.confirm(isKept: incident?.facts.isStored ?? true)
        let rhythm = incident?.facts.rhythm ?? .off
        if rhythm != shownRhythm {
            shownRhythm = rhythm
            effects.append(.setLamp(rhythm))
        }
        if let order = nextSignal(at: now, numbers: &numbers) {
            effects.append(.exchange(order))
        }
        guard isJournalOpen else { return effects }
        return effects + remember(at: now)
    }

    /// Stores the records that are due, each with what is to be remembered in the same commit; what
    /// no record carries is latched by itself.
    private mutating func remember(at now: Instant) -> [PanicEffect] {
        let memory = memory
        let due = records.due(at: now)
        guard due.isEmpty else {
            return due.map { record in
                // Of the others it says nothing: each may fail by itself.
                var carried = memory
                carried.noteStored(record.content)
                latched = carried
                return .store(record, carried)
            }
        }
        guard latched.map(afterAsked) != afterAsked(memory) else { return [] }
        latched = memory
        return [.latch(memory)]
    }

    private var memory: PanicMemory {
        PanicMemory(incident: incident?.latched, resets: closing)
    }

    /// What `memory` becomes once the records that were asked for are on disk.
    private func afterAsked(_ memory: PanicMemory) -> PanicMemory {
        var memory = memory
        for content in records.asked { memory.noteStored(content) }
        return memory
    }

    /// Begins with what the journal remembers.
    private mutating func openJournal(
        _ memory: PanicMemory,
        at now: Instant
    ) -> [PanicEffect] {
        let isFirst = !wasJournalOpen
        isJournalOpen = true
        wasJournalOpen = true
        latched = memory
        records.journalOpened(at: now)
        guard isFirst else { return [] }
        let effects = memory.incident.map { adopt($0, at: now) } ?? []
        adopt(resets: memory.resets, at: now)
        return effects
    }
}
