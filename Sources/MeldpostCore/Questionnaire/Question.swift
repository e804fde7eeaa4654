/// A question of a visit.
public struct Question: Codable, Hashable, Sendable {
    /// What kind of answer it takes.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// One choice of a code list.
        case choice
        /// Several choices of a code list.
        case several
        /// A whole number.
        case number
        /// Digits one by one, such as a telephone number.
        case digits
        /// Letters by repeated presses of a key.
        case letters
        /// A place from the list of places of the island.
        case place
    }

    /// Which answer of the record it gives; the names that a kind of record knows are fixed
    /// (``QuestionTarget``).
    public var field: String

    /// What kind of answer it takes.
    public var kind: Kind

    /// The question as it is asked.
    public var prompt: PromptID

    /// The name of the answer when it is read back.
    public var label: PromptID

    /// The code list of a choice.
    public var list: String?

    /// How many digits or letters it takes.
    public var length: Int?

    /// Under which conditions it is asked: all must hold; nothing for always.
    public var when: [Condition]?

    /// What is said before it.
    public var notes: [Note]?

    /// How much an exact answer narrows down who is meant; nothing for not at all.
    public var weight: Int?

    /// A condition on an earlier question of the same kind of record.
    public struct Condition: Codable, Hashable, Sendable {
        /// The field of the earlier question.
        public var field: String
        /// It holds where one of these codes was answered.
        public var codes: [Code]?
        /// It holds where there is an answer, or where there is none.
        public var isAnswered: Bool?
        /// It holds as well where one of these holds; they have no others of their own.
        public var or: [Condition]?

        /// Makes a condition.
        public init(
            field: String,
            codes: [Code]? = nil,
            isAnswered: Bool? = nil,
            or: [Condition]? = nil
        ) {
            self.field = field
            self.codes = codes
            self.isAnswered = isAnswered
            self.or = or
        }

        /// The condition without its alternatives, and each of them.
        var alternatives: [Condition] {
            [Condition(field: field, codes: codes, isAnswered: isAnswered)] + (or ?? [])
        }
    }

    /// Something said before a question.
    public struct Note: Codable, Hashable, Sendable {
        /// The text.
        public var prompt: PromptID
        /// Under which conditions it is said; nothing for always.
        public var when: [Condition]?

        /// Makes a note.
        public init(prompt: PromptID, when: [Condition]? = nil) {
            self.prompt = prompt
            self.when = when
        }
    }

    /// Makes a question.
    public init(
        field: String,
        kind: Kind,
        prompt: PromptID,
        label: PromptID,
        list: String? = nil,
        length: Int? = nil,
        when: [Condition]? = nil,
        notes: [Note]? = nil,
        weight: Int? = nil
    ) {
        self.field = field
        self.kind = kind
        self.prompt = prompt
        self.label = label
        self.list = list
        self.length = length
        self.when = when
        self.notes = notes
        self.weight = weight
    }

    /// Whether digits and letters are keyed for it, so that `9` and, for digits, `0` are part of
    /// the answer.
    var isEntry: Bool {
        switch kind {
        case .number, .digits, .letters: true
        case .choice, .several, .place: false
        }
    }
}
