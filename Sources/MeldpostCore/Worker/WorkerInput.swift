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
    case stored(number: UInt64)
    /// It could not be stored.
    case notStored(number: UInt64)
    /// The panic button, or the test of it, is as the context says now.
    case alarmChanged
}

/// What a worker at the desk needs to know of the station at one moment.
public struct WorkerContext: Hashable, Sendable {
    /// What the wall clock says.
    public var claimedTime: UnixTime
    /// Whether a record could be sealed and stored now.
    public var isStorePossible: Bool
    /// The calls that are open.
    public var calls: CallBook
    /// The accounts.
    public var accounts: AccountBook
    /// The alarm that goes on, or the last one of this run.
    public var alarm: DeskAlarm?
    /// Whether a press of the button would be a test.
    public var isButtonTest: Bool

    /// Makes the context of a moment.
    public init(
        claimedTime: UnixTime,
        isStorePossible: Bool,
        calls: CallBook,
        accounts: AccountBook,
        alarm: DeskAlarm? = nil,
        isButtonTest: Bool = false
    ) {
        self.claimedTime = claimedTime
        self.isStorePossible = isStorePossible
        self.calls = calls
        self.accounts = accounts
        self.alarm = alarm
        self.isButtonTest = isButtonTest
    }
}
