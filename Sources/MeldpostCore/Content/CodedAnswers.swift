/// A code of a code list: what stands in a record instead of free text (R74).
public struct Code: RawRepresentable, Hashable, Sendable, Codable {
    /// The code as it stands in the questionnaire, for example `physical`.
    public var rawValue: String

    /// Makes the code with the text `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The questions that a record of one kind can answer.
///
/// The set is closed by the type: a questionnaire file can reword a question or add choices, but it
/// cannot make an advice record hold an answer that only a report may hold.
public protocol QuestionField: RawRepresentable, Hashable, Sendable, CaseIterable, Codable,
    CodingKeyRepresentable
where RawValue == String {}

/// Coded answers to the questions of one kind of record.
public struct CodedAnswers<Field: QuestionField>: Hashable, Sendable, Codable {
    /// The codes given to each answered question: one, or several where several can be chosen, in
    /// the order of their code list.
    public var codes: [Field: [Code]]

    /// The version of the code list of each answered question.
    public var lists: [Field: String]

    /// The version of the questionnaire.
    public var listVersion: String

    /// Makes answers to the questionnaire `listVersion`.
    public init(
        codes: [Field: [Code]] = [:],
        lists: [Field: String] = [:],
        listVersion: String
    ) {
        self.codes = codes
        self.lists = lists
        self.listVersion = listVersion
    }

    /// The code given to a question with one answer, or nothing where it was left open.
    public func code(_ field: Field) -> Code? {
        codes[field]?.first
    }
}
