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
    /// A worker signed in, or keyed the PIN of an account that is over: that is recorded, and nobody
    /// waits for it.
    case recordSignIn(SignInContent)
    /// Record what a call was; the answer is ``WorkerInput/stored(number:)`` or its opposite.
    case log(CallLog)
    /// Record what was done to an account, and keep it so, in one commit; answered likewise.
    case saveAccount(AccountSaving)
    /// Record a step on a record; answered likewise.
    case takeStep(StepSaving)
    /// Store what an intake leaves behind; answered likewise.
    case storeIntake(IntakeSaving)
    /// Seal this in place of the draft kept before at its place; there is no answer.
    case saveIntakeDraft(IntakeSaving)
    /// Erase the draft that is kept at a place.
    case eraseIntakeDraft(DraftPlace)
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
    /// Whether its report was keyed as an intake, whose record carries the terms.
    public var hasRecord = false
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

/// What an intake at the desk leaves behind, or would after a power cut.
public struct IntakeSaving: Hashable, Sendable {
    /// Names it in the answer; zero for a draft.
    public var number: UInt64
    /// What is sealed.
    public var outcome: VisitOutcome
    /// Where its draft is kept.
    public var place: DraftPlace
    /// Whether the draft goes with it.
    public var replacesDraft: Bool
    /// The worker.
    public var worker: Int
    /// The call from which it comes.
    public var call: CallID?
    /// What it changes about the records that broke off.
    public var interruption: InterruptionChange?
}

/// A step that a worker takes on a record.
public struct StepSaving: Hashable, Sendable {
    /// Names it in the answer.
    public var number: UInt64
    /// The record.
    public var entry: EntryReference
    /// What is recorded.
    public var content: StepContent
    /// The worker who takes it.
    public var worker: Int
    /// What it is about, where it is a finding that starts a term.
    public var finding: FindingSubject?

    /// The term that it ends, or one of whose persons was told.
    var closing: TermClosing? {
        StepCode(code: content.step)?.closes.map {
            TermClosing(entry: entry, term: $0, person: content.person)
        }
    }
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
