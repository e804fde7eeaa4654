/// Something that the dialogue with a worker asks of the station.
public enum WorkerEffect: Hashable, Sendable {
    /// Say this at the desk; what is being said there stops.
    case say(Utterance)
    /// Be silent at once.
    case hush
    /// Give the tone of a key.
    case soundKeyTone
    /// Give the tone of a refused key.
    case soundErrorTone
    /// Compare a PIN; the answer is ``WorkerInput/pinChecked(number:_:)``.
    case checkPIN(PINCheck)
    /// Make a verifier of a PIN; the answer is ``WorkerInput/verifierMade(number:_:)``.
    case makeVerifier(PINOrder)
    /// A worker signed in: that is recorded, and nobody waits for it.
    case recordSignIn(SignInContent)
    /// Record what a call was; the answer is ``WorkerInput/stored(number:)`` or its opposite.
    case log(CallLog)
    /// Record what was done to an account, and keep it so, in one commit; answered likewise.
    case saveAccount(AccountSaving)
    /// Record what a worker says of an alarm; nobody waits for it.
    case mark(AlarmMarking)
}

/// What a worker said that a call was.
public struct CallLog: Hashable, Sendable {
    /// Names it in the answer.
    public var number: UInt64
    /// The call.
    public var call: CallID
    /// What it was.
    public var classification: CallClass
    /// The island that it concerns (``Island/code``), or nothing where that is not known (R23).
    public var island: Island?
    /// The worker who logs it.
    public var worker: Int
    /// The colleague who took the call, where that is another one.
    public var colleague: Int?
}

/// An account as it is to be kept.
public struct AccountSaving: Hashable, Sendable {
    /// Names it in the answer.
    public var number: UInt64
    /// The account.
    public var account: WorkerAccount
    /// What was done.
    public var action: AccountAction
    /// The supervisor who did it, or nothing for the first one.
    public var supervisor: Int?
}

/// What a worker said of an alarm.
public struct AlarmMarking: Hashable, Sendable {
    /// The alarm.
    public var alarm: DeskAlarm
    /// What is said of it.
    public var mark: AlarmMark
    /// Who says it.
    public var worker: Int
}
