/// Something that happened to the worker at the desk.
public enum WorkerInput: Hashable, Sendable {
    /// A key of the desk keypad went down, once.
    case keyPressed(Key)
    /// The handset of the desk was lifted or hung up.
    case handsetMoved(isLifted: Bool)
    /// A PIN was compared.
    case pinChecked(number: UInt64, PINVerdict)
    /// A verifier was made of a PIN, or could not be.
    case verifierMade(number: UInt64, PINVerifier?)
    /// What was handed to the journal under this number is on disk.
    case stored(number: UInt64, EntryReference)
    /// It could not be stored.
    case notStored(number: UInt64, StoreFault)
    /// The journal is open and remembers these records as broken off.
    case interruptedFound([InterruptedRecord])
    /// The journal is open and remembers what these findings are about, by the entries of their steps.
    case findingsFound([EntryReference: FindingSubject])
    /// The panic button, or the test of it, is as the context says now.
    case alarmChanged
}

/// What the rota says at one moment.
public struct DeskDuty: Hashable, Sendable {
    /// Who is on call now, or nothing where nobody is.
    public var worker: Int?
    /// The first hour within a day in which somebody should be on call and nobody is.
    public var gap: UnixHour?

    /// Makes what the rota says.
    public init(worker: Int?, gap: UnixHour?) {
        self.worker = worker
        self.gap = gap
    }
}

/// What a worker at the desk needs to know of the station at one moment.
public struct WorkerContext: Hashable, Sendable {
    /// What the wall clock says.
    public var claimedTime: UnixTime
    /// The time to go by for the end of an access: what the centre confirmed, or else what is claimed.
    public var reckonedTime: UnixTime
    /// The earliest possible time: terms that are told are counted from it.
    public var earliestTime: UnixTime
    /// Whether a record could be sealed and stored now.
    public var isStorePossible: Bool
    /// The calls that are open.
    public var calls: CallBook
    /// The calls whose log is on its way to the disk.
    public var callsBeingLogged: Set<CallID> = []
    /// The accounts.
    public var accounts: AccountBook
    /// The legal clocks that run, the one that ends first before the others.
    public var clocks: [LegalClock]
    /// The persons of records who are to be told one by one.
    public var personsToTell: [EntryReference: PersonsToTell] = [:]
    /// The latest time that anything known says it is: what is left of a term is reckoned from it.
    public var latestTime: UnixTime
    /// The newest entry of the journal that is open, or nothing where there is none.
    public var newestEntry: EntryReference?
    /// Who is on call, where the desk keeps a rota.
    public var duty: DeskDuty?
    /// The alarm that goes on, or the last one of this run.
    public var alarm: DeskAlarm?
    /// Whether a press of the button would be a test.
    public var isButtonTest: Bool

    /// Makes the context of a moment.
    public init(
        claimedTime: UnixTime,
        reckonedTime: UnixTime? = nil,
        earliestTime: UnixTime? = nil,
        isStorePossible: Bool,
        calls: CallBook,
        accounts: AccountBook,
        clocks: [LegalClock] = [],
        latestTime: UnixTime? = nil,
        newestEntry: EntryReference? = nil,
        duty: DeskDuty? = nil,
        alarm: DeskAlarm? = nil,
        isButtonTest: Bool = false
    ) {
        self.claimedTime = claimedTime
        self.reckonedTime = reckonedTime ?? claimedTime
        self.earliestTime = earliestTime ?? claimedTime
        self.isStorePossible = isStorePossible
        self.calls = calls
        self.accounts = accounts
        self.clocks = clocks
        self.latestTime = latestTime ?? claimedTime
        self.newestEntry = newestEntry
        self.duty = duty
        self.alarm = alarm
        self.isButtonTest = isButtonTest
    }
}
