/// The dialogue with the on-call worker at the desk keypad.
///
/// ```
/// idle ─ number ─▶ PIN ─▶ compared ─ right ─▶ menu ─ 1 report ┬─ # or island ─▶ stored ─▶ menu
///  ▲                        │ wrong: wait      │ ─ 2 advice ─┘                    ▲
///  │◀───────────────────────┘                  │ ─ 3 without data ─ 1 to 6 ───────┤
///  │                                           │ ─ 4 others ─ next call, colleague,
///  │◀── 9, handset down, ten minutes ──────────┤              alarm, accounts (supervisor)
///                                              │ ─ 5 terms ─ step ─ stored ─▶ terms
///                                              └ ─ 1 or 2, then 4: intake ─ # ─ stored ─▶ menu
/// ```
///
/// Habits as at the kiosk (DESIGN 7): `0` helps and repeats, `*` goes back or takes the last digit
/// away, `#` confirms, `9` signs out where no digits are keyed, one digit is taken at once. With
/// nobody signed in, and in the menu, `#` says what is open. A question that gets no key is said three
/// times and given up; the menu is said once, because the worker may be speaking with the caller.
///
/// Everything that is kept for long goes out as an effect. Nothing of a PIN remains here after
/// ``WorkerEffect/checkPIN(_:)``. A PIN and the PIN under duress lead to the same effects but for the
/// mark inside the sealed record (F74). "Logged" is said only after the journal's answer (P1).
public struct WorkerDialogue: Hashable, Sendable {
    let questionnaire: Questionnaire
    let language: Language
    let island: Island
    /// Whether the facts of an alarm are told only to whoever asks for them.
    let isSilent: Bool

    var state = WorkerState.idle
    var delays = SignInDelays()
    /// Whose PINs are being compared, by the number of the order; also where nobody waits any more.
    var checks: [UInt64: Int] = [:]
    /// The number of the last utterance.
    var uttered: UInt64 = 0
    /// The number of the last order to verifier or journal.
    var lastNumber: UInt64 = 0
    /// When the last key was pressed.
    var keyedAt = Instant.start
    /// When the voice is reckoned to have ended.
    var saidAt = Instant.start
    /// How often the question was said.
    var times = 0
    /// Whether the voice is reckoned to speak.
    var mayBeSpeaking = false
    /// What was last told of the alarm.
    var toldAlarm: DeskAlarm?
    var wasButtonTest = false
    /// The intakes that go on, or are on their way to the disk.
    var intakes: [Intake] = []
    /// What is on its way to the disk, by the number of its answer.
    var intakeAnswers: [UInt64: AwaitedIntake] = [:]
    /// The records that broke off and that nobody completed yet.
    var interrupted: [InterruptedRecord] = []
    /// What the findings are about whose terms run, by the entries of their steps.
    var findings: [EntryReference: FindingSubject] = [:]
    /// The same of those that are on their way to the disk, by the number of its answer.
    var awaitedFindings: [UInt64: FindingSubject] = [:]

    /// Makes the dialogue of the desk of `island`.
    ///
    /// - Parameters:
    ///   - questionnaire: the texts, validated.
    ///   - language: the language of the desk.
    ///   - island: the island of the desk; on a number that two islands share it is asked.
    ///   - isSilent: whether an alarm is never spoken of without being asked.
    public init(
        questionnaire: Questionnaire,
        language: Language,
        island: Island,
        isSilent: Bool
    ) {
        self.questionnaire = questionnaire
        self.language = language
        self.island = island
        self.isSilent = isSilent
    }

    /// Whether an intake goes on or can be gone on with, or its record is on its way to the disk.
    var hasIntake: Bool { !intakes.isEmpty }

    /// The worker who is signed in, if one is.
    public var worker: Int? {
        guard case .signedIn(let worker, _) = state else { return nil }
        return worker.number
    }

    /// Takes in what happened at `now` and says what is to be done.
    public mutating func handle(
        _ input: WorkerInput,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        switch input {
        case .keyPressed(let key): press(key, at: now, context: context)
        case .handsetMoved(isLifted: true): lift(at: now)
        case .handsetMoved(isLifted: false): hangUp(at: now, context: context)
        case .pinChecked(let number, let verdict):
            takeVerdict(verdict, of: number, at: now, context: context)
        case .verifierMade(let number, let verifier):
            takeVerifier(verifier, of: number, at: now, context: context)
        case .stored(let number, let entry):
            takeAnswer(of: number, entry: entry, fault: nil, at: now, context: context)
        case .notStored(let number, let fault):
            takeAnswer(of: number, entry: nil, fault: fault, at: now, context: context)
        case .interruptedFound(let records): remember(records)
        case .findingsFound(let found): remember(found)
        case .alarmChanged: tellAlarm(at: now, context: context)
        }
    }

    /// What broke off is what the journal says: it remembers it until it is completed.
    private mutating func remember(_ records: [InterruptedRecord]) -> [WorkerEffect] {
        interrupted = records
        return []
    }

    /// What was noted in this run knows more: the row of a finding cannot name a record of another
    /// journal.
    private mutating func remember(_ found: [EntryReference: FindingSubject]) -> [WorkerEffect] {
        findings.merge(found) { known, _ in known }
        return []
    }

    // MARK: The handset

    private mutating func lift(at now: Instant) -> [WorkerEffect] {
        guard case .idle = state else { return [] }
        return say([.ready], at: now)
    }

    private mutating func hangUp(at now: Instant, context: WorkerContext) -> [WorkerEffect] {
        let sent = breakOff(at: now, context: context)
        state = .idle
        return hush() + sent
    }

    // MARK: Saying

    /// Goes to `place` and says what is asked there, after `preface`.
    mutating func enter(
        _ place: WorkerPlace,
        of worker: SignedInWorker,
        preface: [Phrase] = [],
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        times = 1
        return speak(place, to: worker, preface: preface, at: now, context: context)
    }

    private mutating func speak(
        _ place: WorkerPlace,
        to worker: SignedInWorker,
        preface: [Phrase],
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        var worker = worker
        var place = place
        // What is spoken of now is what the next key is about, whatever comes meanwhile.
        if place == .menu {
            if answeredSince(worker, context) != nil { worker.loggedReport = nil }
            worker = speakingOfTarget(worker, context)
        }
        if let opening = opening(of: place, worker, context), !worker.hasHeardName(at: now) {
            worker.toldAt = now + duration(of: preface + opening)
        }
        if place == .terms(nil) { place = .terms(subject(nil, context)) }
        switch place {
        case .menu, .waiting: break
        // Whoever has gone on does not mean the report before any more.
        default: worker.loggedReport = nil
        }
        state = .signedIn(worker, place)
        return say(preface + script(of: place, worker, context), at: now)
    }

    /// Says again what is asked, after `preface`.
    mutating func sayAgain(
        preface: [Phrase] = [],
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        switch state {
        case .idle, .number: say(preface + [.worker(.ready)], at: now)
        case .pin: say(preface + [.worker(.pin)], at: now)
        case .checking: say([.worker(.wait)], at: now)
        case .signedIn(let worker, let place):
            speak(place, to: worker, preface: preface, at: now, context: context)
        }
    }

    mutating func say(_ prompts: [WorkerPrompt], at now: Instant) -> [WorkerEffect] {
        say(prompts.map { .worker($0) }, at: now)
    }

    mutating func say(_ phrases: [Phrase], at now: Instant) -> [WorkerEffect] {
        uttered += 1
        saidAt = now + duration(of: phrases)
        mayBeSpeaking = true
        return [.say(Utterance(number: uttered, language: language, phrases: phrases))]
    }

    /// How long the voice takes for `phrases`, reckoned.
    func duration(of phrases: [Phrase]) -> Duration {
        let utterance = Utterance(number: uttered, language: language, phrases: phrases)
        // Bytes are counted quickly, and there are never fewer of them than of characters.
        return WorkerLimits.character * questionnaire.text(of: utterance).utf8.count
    }

    /// Silences the voice where it may speak.
    mutating func hush() -> [WorkerEffect] {
        guard mayBeSpeaking else { return [] }
        mayBeSpeaking = false
        return [.hush]
    }

    mutating func nextNumber() -> UInt64 {
        lastNumber += 1
        return lastNumber
    }
}
