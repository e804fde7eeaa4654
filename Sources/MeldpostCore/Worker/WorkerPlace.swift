/// Where the dialogue at the desk stands.
enum WorkerState: Hashable, Sendable {
    /// Nobody is signed in.
    case idle
    /// A number is being keyed.
    case number(KeyedDigits)
    /// The PIN of a number is being keyed.
    case pin(worker: Int, KeyedPIN)
    /// A PIN is being compared.
    case checking(worker: Int, number: UInt64, since: Instant)
    /// A worker is signed in.
    case signedIn(SignedInWorker, WorkerPlace)
}

/// Who is signed in, and what the next log is for.
struct SignedInWorker: Hashable, Sendable {
    var number: Int
    var isSupervisor: Bool
    /// The call that was chosen, or nothing for the newest.
    var target: CallID?
    /// The call that was spoken of last: what is keyed next is about it, whatever came meanwhile.
    var told: CallID?
    /// When the name of it is reckoned to have been said; nothing where it was cut short.
    var toldAt: Instant?
    /// That its name is said before it is logged, where another one was spoken of before.
    var naming: CallNaming?
    /// The open calls that were answered when the menu spoke last, or nothing until it did.
    var knownAnswered: Set<CallID>?
    /// Whether the hand-over spoke of others since the menu did.
    var hasHeardOthers = false
    /// The colleague who took the call.
    var colleague: Int?
    /// The call whose report was keyed as an intake and is on disk: its log starts no term again.
    var keyedCall: CallID?
    /// The log of a report that was stored just now: its caller may have spoken of danger.
    var loggedReport: EntryReference?
}

/// That the name of a call is said at the first key of its log.
enum CallNaming: Hashable, Sendable {
    /// The next key is taken at once.
    case inPassing
    /// Nothing is logged before the name was heard.
    case toBeHeard
}

/// A place that only a signed-in worker reaches.
///
/// A further dialogue of a worker, such as an intake or a hand-over, is a further place.
enum WorkerPlace: Hashable, Sendable {
    /// What was the call?
    case menu
    /// A call without data: of which kind?
    case withoutData
    /// On which island is it (R23)?
    case island(CallClass)
    /// `#` logs it.
    case confirm(CallClass)
    /// What is wanted besides?
    case others
    /// Which colleague took the call?
    case colleague(KeyedDigits)
    /// The alarm: accept or mark it.
    case alarm
    /// An intake goes on; its dialogue answers.
    case intake(DraftPlace)
    /// An intake was broken off: go on with it?
    case resume(DraftPlace)
    /// The terms that run: what is to be done on this record?
    case terms(EntryReference?)
    /// Which record, by its number?
    case entryNumber(KeyedDigits)
    /// What kind of step?
    case stepGroups(EntryReference)
    /// Which step of this kind?
    case step(EntryReference, StepGroup)
    /// What was found when safety was assessed?
    case assessment(EntryReference)
    /// Which person was told?
    case personTold(EntryReference)
    /// What is wanted of the accounts?
    case accounts
    /// `#` closes all open calls.
    case closeAll
    /// Whose account?
    case accountNumber(AccountTask, KeyedDigits)
    /// Worker or supervisor?
    case accountRole(AccountDraft)
    /// For how many months?
    case accountMonths(AccountDraft, KeyedDigits)
    /// The new PIN, first time.
    case newPIN(AccountDraft, KeyedPIN)
    /// The new PIN, second time.
    case newPINAgain(AccountDraft, first: KeyedPIN, KeyedPIN)
    /// `#` revokes it.
    case revoke(WorkerAccount)
    /// The journal or the verifier has it in hand.
    case waiting(WorkerWait)
}

/// What a supervisor does to an account.
enum AccountTask: Hashable, Sendable {
    case make
    case revoke
    case setExpiry
}

/// An account that is being made or changed.
struct AccountDraft: Hashable, Sendable {
    var number: Int
    var isSupervisor: Bool
    var expires: UnixHour?
    /// What is kept of the PIN; nothing until it was made.
    var verifier: PINVerifier?
    var action: AccountAction

    /// The account, once there is a verifier.
    var account: WorkerAccount? {
        verifier.map {
            WorkerAccount(
                number: number,
                verifier: $0,
                isSupervisor: isSupervisor,
                expires: expires
            )
        }
    }
}

/// What the worker waits for.
struct WorkerWait: Hashable, Sendable {
    /// What comes of it.
    enum Purpose: Hashable, Sendable {
        /// The logs of calls, whether they are of a report, and the name of the call, where it is one.
        case logs(isReport: Bool, of: [Phrase])
        /// The log of the call of an intake, with what was said of its record.
        case intakeLog([Phrase])
        case step(EntryReference)
        /// A step that starts a term of its own, and the record on which it was taken.
        case finding(EntryReference)
        case verifier(AccountDraft)
        case account
        case revocation
    }

    var purpose: Purpose
    /// What is not answered yet.
    var numbers: Set<UInt64>
    var since: Instant
    /// Whether one of the answers was bad.
    var hasFailed = false
    /// Whether one of the answers was good.
    var hasStored = false

    /// Whether it is what calls were: then the next log is about another one.
    var isOfCalls: Bool {
        switch purpose {
        case .logs, .intakeLog: true
        case .step, .finding, .verifier, .account, .revocation: false
        }
    }

    /// What is said when everything is answered.
    ///
    /// The record of an intake is on disk, and is said to be, whatever became of the log of its call;
    /// where that is not stored, the menu goes on to count the call.
    var said: [Phrase] {
        if case .intakeLog(let preface) = purpose { return preface }
        guard hasFailed else { return [.worker(kept)] + name }
        if purpose == .revocation { return [.worker(.revokedNotKept)] }
        return [.worker(hasStored ? .someNotStored : .notStored)]
    }

    /// What is said when no answer comes: nobody knows yet whether it is on disk.
    var unanswered: [Phrase] {
        switch purpose {
        case .intakeLog(let preface): preface
        case .logs: [.worker(.unknownEnd)]
        case .step, .finding, .account: [.worker(.notKnownYet)]
        case .revocation: [.worker(.revokedNotKept)]
        // Nothing was asked of the journal yet, and nothing will be.
        case .verifier: [.worker(.failed)]
        }
    }

    /// Which call was logged: whoever keyed fast hears whether it was the one that was meant.
    private var name: [Phrase] {
        if case .logs(_, let name) = purpose { name } else { [] }
    }

    /// What is said when all of it is on disk.
    private var kept: WorkerPrompt {
        switch purpose {
        case .logs, .intakeLog: .logged
        case .step, .finding: .stepKept
        case .verifier, .account, .revocation: .accountKept
        }
    }
}

/// A few digits, keyed one by one.
struct KeyedDigits: Hashable, Sendable {
    /// How many digits the number of a worker has.
    static let worker = 3
    /// How many digits the number of a record has at most: a record a minute for nineteen years.
    static let entry = 7
    /// How many digits the months of an expiry have at most.
    static let months = 2

    private(set) var digits: [UInt8] = []

    var count: Int { digits.count }
    var isEmpty: Bool { digits.isEmpty }
    var value: Int { digits.reduce(0) { $0 * 10 + Int($1) } }

    mutating func append(_ digit: UInt8) { digits.append(digit) }
    mutating func removeLast() { digits.removeLast() }
}

extension Key {
    /// The digit on the key, if it has one.
    var digit: UInt8? { rawValue <= 9 ? rawValue : nil }
}
