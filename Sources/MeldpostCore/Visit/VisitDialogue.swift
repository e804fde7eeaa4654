/// The dialogue with a visitor at the kiosk, from the handset up to the handset down.
///
/// ```
/// idle ─ handset up → language → danger now? ─ yes → send at once? ─ yes ─────────────┐
///                        │          └ no, not known ──┬── no ┘                         │
///                 no record possible         three topics told → report, advice, need │
///                        │                            ┌───────────────┘                │
///                     refusal            questions ⇄ few people? → read-back ─ # → storing
///                                            ↑ which answer? ← 1 ┘                  │  │
///  over ←──────────────────────────────────────────────── stored, said so ←─────────┘  │
///                                                         not stored: again? ←─────────┘
/// ```
///
/// Habits at every place (ISO/IEC 13714; DESIGN 7): `0` helps and repeats, `*` goes back, `9` ends,
/// `#` confirms or goes on where that is offered, one digit is taken at once. Where digits or
/// letters are keyed, `9` and, for digits, `0` are part of the answer, and `*` takes the last one
/// back; that is said there. A key silences the voice and counts once. Ten seconds of silence
/// repeat, the third silence offers to stop, a minute of silence ends the visit.
///
/// Leaving erases what was not sent, and the visitor is told so beforehand. Where somebody is in
/// danger now, what was said so far is sent as an interrupted urgent report instead, and that is
/// announced too (DESIGN 7; R2). After a power cut, what was answered becomes an entry marked as
/// interrupted, and that is said with the leaving text.
///
/// Promises: no "stored" before ``VisitInput/recordStored`` (P1); one submission at a time; nothing
/// of the visit remains in memory after ``VisitEffect/visitEnded`` but a record that was sent and is
/// not on disk yet, and that is tried until it is; at most one answer is not in the last
/// ``VisitEffect/saveDraft(_:)``, unless such a record holds the place of the draft.
public struct VisitDialogue: Hashable, Sendable {
    let questionnaire: Questionnaire
    let languages: [Language]
    let island: Island

    var state = VisitState.idle
    var voice = VisitVoice.off

    /// The number of the last utterance.
    var uttered: UInt64 = 0

    /// What the visitor said so far.
    ///
    /// It stands apart from the state so that it is overwritten where it lies, see ``wipe()``.
    var draft = VisitDraft.blank

    /// Whether a need for support can be sealed to the executive now.
    var isSupportOffered = false

    /// What the draft that is kept holds.
    var kept = VisitDraft.Said.nothing

    /// Where the visit stood when a draft was last thought of.
    var keptAt: VisitStep?

    /// What is said before the script of this place.
    var preface = VisitPreface.none

    /// The utterance that says ``preface``, until one was heard to its end.
    var prefaceUttered: UInt64?

    /// The last key of a letter, and when it was pressed.
    var tap: VisitTap?

    /// When a digit was last taken at once.
    var answeredAt: Instant?

    /// The silence since the last key, as far as it passed before the voice last spoke.
    var quiet: Duration = .zero

    /// The keys that this visit took.
    var keys: UInt16 = 0

    /// The records that visitors left behind before they were on disk.
    var left: [VisitLeft] = []

    /// Whose answers the journal owes; they come in the order of the submissions.
    var awaited: [VisitAwaited] = []

    /// Makes the dialogue of the desk of `island`.
    ///
    /// - Parameters:
    ///   - questionnaire: The questions and texts, validated.
    ///   - languages: The languages that are offered, in the order in which they are offered: one to
    ///     four, each once.
    ///   - island: The island of the desk; it decides on the name and the hotline that are told.
    public init(questionnaire: Questionnaire, languages: [Language], island: Island) {
        precondition(!languages.isEmpty, "a visit needs a language")
        precondition(Set(languages).count == languages.count, "a language is offered twice")
        self.questionnaire = questionnaire
        self.languages = languages
        self.island = island
    }

    /// Whether a visit is going on, or its record is still on its way to the disk.
    public var isActive: Bool {
        switch state {
        case .idle, .over: false
        case .attending, .pausing, .storing: true
        }
    }

    /// Takes in what happened at `now` and says what is to be done.
    public mutating func handle(
        _ input: VisitInput,
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        isSupportOffered = context.isSupportPossible
        let effects =
            switch input {
            case .keyPressed(let key): press(key, at: now, context: context)
            case .handsetMoved(isLifted: true): lift(at: now)
            case .handsetMoved(isLifted: false): hangUp(at: now, context: context)
            case .utteranceFinished(let number):
                finishUtterance(number, at: now, context: context)
            case .recordStored: takeStored(at: now, context: context)
            case .recordNotStored: takeNotStored(at: now)
            case .intakeChanged(let isPossible): changeIntake(isPossible: isPossible, at: now)
            }
        return effects + keepDraft()
    }

    // MARK: The handset

    private mutating func lift(at now: Instant) -> [VisitEffect] {
        switch state {
        case .idle:
            return begin(at: now)
        case .storing(let storing) where !storing.isAttended:
            // The one before is gone for good; whoever comes now hears nothing of it.
            leaveBehind(storing.phase)
            return end(in: .idle) + begin(at: now)
        case .over, .attending, .pausing, .storing:
            return []
        }
    }

    private mutating func begin(at now: Instant) -> [VisitEffect] {
        enter(.language, at: now)
    }

    private mutating func hangUp(at now: Instant, context: VisitContext) -> [VisitEffect] {
        let hush = hush()
        switch state {
        case .idle:
            return []
        case .over:
            state = .idle
            return hush
        case .storing(var storing):
            storing.isAttended = false
            state = .storing(storing)
            return hush
        case .attending(let scene), .pausing(let scene):
            guard mustSendOnLeaving else { return hush + end(in: .idle) }
            interrupt(scene)
            return hush + submit(isAttended: false, at: now, context: context)
        }
    }

    // MARK: Ending

    /// Whether leaving now sends what was said so far.
    var mustSendOnLeaving: Bool {
        draft.isSentOnLeaving && draft.submissions < VisitLimits.submissions
    }

    /// Notes that the visit broke off, unless the visitor had sent it already.
    private mutating func interrupt(_ scene: VisitScene) {
        if scene != .failure {
            draft.isInterrupted = true
        }
    }

    /// Leaves with the handset up: by `9`, by "stop", by silence or after too many keys.
    mutating func leave(
        _ scene: VisitScene,
        preface: [VisitPrompt] = [],
        at now: Instant,
        context: VisitContext
    ) -> [VisitEffect] {
        guard draft.role == .citizen else { return abandon(at: now, context: context) }
        if mustSendOnLeaving {
            interrupt(scene)
            let preface = preface + [draft.kind == .support ? .sendingSupport : .sending]
            return submit(isAttended: true, preface: preface, at: now, context: context)
        }
        let last = say(
            phrases(preface + (scene == .language ? [] : [.erased]) + [.farewell]),
            at: now
        )
        return last + end(in: .over)
    }

    /// Ends the visit and overwrites what was said.
    mutating func end(in last: VisitState) -> [VisitEffect] {
        wipe()
        state = last
        if last == .idle {
            voice = .off
        }
        return [.visitEnded]
    }

    /// Overwrites everything that the visitor said or pressed.
    private mutating func wipe() {
        draft = .blank
        preface = .none
        prefaceUttered = nil
        tap = nil
        answeredAt = nil
        quiet = .zero
        keys = 0
    }

    // MARK: Intake

    private mutating func changeIntake(isPossible: Bool, at now: Instant) -> [VisitEffect] {
        switch state {
        case .attending(.step), .pausing(.step):
            guard !isPossible, let language = draft.language else { return [] }
            draft = VisitDraft(language: language, at: draft.toldTime)
            quiet = .zero
            return enter(.refusal, preface: .intakeLost, at: now)
        case .attending(.refusal), .pausing(.refusal):
            guard isPossible else { return [] }
            quiet = .zero
            return enter(.step(.danger), preface: .intakeBack, at: now)
        case .idle, .over, .attending, .pausing, .storing:
            // Before the language it is told after it; what is being stored gets its own answer; and
            // what was not stored can be tried again as often as the visitor likes.
            return []
        }
    }
}
