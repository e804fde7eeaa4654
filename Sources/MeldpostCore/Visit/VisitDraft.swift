/// What a visitor has said so far.
///
/// It holds numbers only, in place: no array, no text, nothing on the heap. So writing ``blank``
/// over it leaves nothing of the visit in memory (DESIGN 5.5). An answer is kept as the key that was
/// pressed; codes are looked up when the record is made.
struct VisitDraft: Hashable, Sendable {
    /// The language, once it is chosen.
    var language: Language?

    /// Whether somebody is in danger now, once it is answered.
    var danger: TriState?

    /// What the visitor wants to do, once it is chosen.
    private(set) var kind: VisitKind?

    /// The answers to the questions of ``kind``.
    var answers = VisitAnswers()

    /// Whether the visitor was warned that the answers point to few people.
    var isWarned = false

    /// Whether both kinds of anonymity were explained, or what else is said before the read-back.
    var isExplained = false

    /// Whether the visit broke off before the visitor sent it.
    var isInterrupted = false

    /// Who keys the answers.
    var role = VisitRole.citizen

    /// The record to which the answers are added, or nothing for a record of their own.
    var addedTo: EntryReference?

    /// Whether they complete a report that broke off: then everything is asked that an intake asks,
    /// because nobody knows here what the report lacks (P2).
    var isCompletion = false

    /// In which language a worker told the topics, where that is another one.
    private(set) var toldLanguage: Language?

    /// How often it was submitted.
    var submissions: UInt8 = 0

    /// The hour in which it came in at the earliest: of the call or of the beginning of an intake, or
    /// else of the first try to store it; nothing before that.
    private(set) var earliest: UnixHour?

    /// When the last topic was told to its end, or else when the language was chosen.
    private(set) var toldTime = UnixTime(milliseconds: 0)

    /// The topics told to the end, a bit each in the order of ``ToldContent/Topic``.
    private var told: UInt8 = 0

    /// Nothing.
    static let blank = VisitDraft()

    /// Begins a visit in `language`.
    init(language: Language, at time: UnixTime) {
        self.language = language
        toldTime = time
    }

    private init() {}

    /// Whether what was said so far is sent when the visitor leaves.
    ///
    /// Danger now is the one case, and not in a request for advice, which starts nothing.
    var isSentOnLeaving: Bool {
        danger == .yes && kind != .advice
    }

    /// The topics that were told to the end.
    var toldTopics: [ToldContent.Topic] {
        ToldContent.Topic.allCases.enumerated().filter { told & 1 << $0.offset != 0 }.map(\.element)
    }

    /// Notes that `topic` was told to its end.
    mutating func tell(_ topic: ToldContent.Topic, at time: UnixTime) {
        for (offset, element) in ToldContent.Topic.allCases.enumerated() where element == topic {
            told |= 1 << offset
        }
        toldTime = time
    }

    /// Notes that a worker told every topic, in `language`; or none, where it is nothing.
    mutating func tellAll(in language: Language?, at time: UnixTime) {
        toldLanguage = language
        told = language == nil ? 0 : 1 << ToldContent.Topic.allCases.count - 1
        toldTime = time
    }

    /// Notes that it came in by `hour`, at the earliest; an earlier bound stays.
    mutating func receive(by hour: UnixHour) {
        earliest = min(earliest ?? hour, hour)
    }

    /// Chooses what to do; another choice than before forgets the answers, which belong to it.
    mutating func choose(_ choice: VisitKind) {
        if kind != choice {
            forgetAnswers()
        }
        kind = choice
    }

    /// Takes the choice back, and with it the answers that belong to it.
    mutating func forgetKind() {
        kind = nil
        forgetAnswers()
    }

    private mutating func forgetAnswers() {
        answers = VisitAnswers()
        isWarned = false
        isExplained = false
    }

    // MARK: What a power cut must not lose

    /// What would be lost: numbers in place, as the draft itself.
    struct Said: Hashable, Sendable {
        fileprivate var isWorthKeeping = false
        fileprivate var danger: TriState?
        fileprivate var kind: VisitKind?
        fileprivate var answers = VisitAnswers()

        /// Too little to be kept.
        static let nothing = Said()
    }

    /// What was said so far, or nothing where too little was said to be kept: an urgent report from
    /// the answer about danger on, anything else from the first answer on.
    var said: Said {
        guard isSentOnLeaving || kind != nil && hasAnswers else { return .nothing }
        return Said(isWorthKeeping: true, danger: danger, kind: kind, answers: answers.given)
    }

    /// Whether a question of ``kind`` was answered.
    var hasAnswers: Bool {
        answers.given != VisitAnswers()
    }
}
