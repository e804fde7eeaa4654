/// What a visitor has said so far.
///
/// It holds numbers only, in place: no array, no text, nothing on the heap. So writing ``blank``
/// over it leaves nothing of the visit in memory (DESIGN 5.5). An answer is kept as the key that was
/// pressed; codes are looked up when the record is made.
struct VisitDraft: Hashable, Sendable {
    /// What the visitor wants to do.
    enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case report = 1
        case advice
    }

    /// The language, once it is chosen.
    var language: Language?

    /// Whether somebody is in danger now, once it is answered.
    var danger: TriState?

    /// What the visitor wants to do, once it is chosen.
    var kind: Kind?

    /// Whether the visit broke off before the visitor sent it.
    var isInterrupted = false

    /// How often it was submitted.
    var submissions: UInt8 = 0

    /// When the last topic was told to its end, or else when the language was chosen.
    private(set) var toldTime = UnixTime(milliseconds: 0)

    /// The topics told to the end, a bit each in the order of ``ToldContent/Topic``.
    private var told: UInt8 = 0

    /// The keys pressed for the questions, a byte each, zero where there is no answer.
    private var answers: UInt64 = 0

    /// Nothing.
    static let blank = VisitDraft()

    /// How many questions a draft has room for.
    static let capacity = 8

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

    /// The key pressed for the question number `question`, counted from zero; zero for none.
    subscript(question: Int) -> UInt8 {
        get { UInt8(truncatingIfNeeded: answers >> (8 * question)) }
        set {
            answers &= ~(0xFF << (8 * question))
            answers |= UInt64(newValue) << (8 * question)
        }
    }

    /// Chooses what to do; another choice than before forgets the answers, which belong to it.
    mutating func choose(_ choice: Kind) {
        if kind != choice {
            answers = 0
        }
        kind = choice
    }

    /// Takes the choice back, and with it the answers that belong to it.
    mutating func forgetKind() {
        kind = nil
        answers = 0
    }
}
