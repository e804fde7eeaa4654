/// A question with its choices.
public struct Question<Field: QuestionField>: Codable, Hashable, Sendable {
    /// Which answer of the record it gives.
    public var field: Field

    /// The question as it is asked.
    public var prompt: PromptID

    /// The name of the answer when it is read back.
    public var label: PromptID

    /// The choices, at most four (ISO/IEC 13714), in the order in which they are offered.
    public var choices: [Choice]

    /// Makes a question.
    public init(field: Field, prompt: PromptID, label: PromptID, choices: [Choice]) {
        self.field = field
        self.prompt = prompt
        self.label = label
        self.choices = choices
    }
}

/// A choice of a question.
public struct Choice: Codable, Hashable, Sendable {
    /// The digit to press, from 1.
    public var key: UInt8

    /// What the record says.
    public var code: Code

    /// How it is called, as a whole sentence.
    public var prompt: PromptID

    /// Makes a choice.
    public init(key: UInt8, code: Code, prompt: PromptID) {
        self.key = key
        self.code = code
        self.prompt = prompt
    }
}
