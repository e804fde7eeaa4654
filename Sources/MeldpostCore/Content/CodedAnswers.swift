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

/// What can be asked of somebody who asks advice.
///
/// Nothing here says who the persons concerned are, and nothing is special data (R18, R40; DOMAIN
/// 0.1, finding 1).
public enum AdviceField: String, QuestionField {
    /// Whether a citizen or a professional asks (5.2).
    case asker
    /// Why advice is asked (5.2, motive values; R17).
    case motive
    /// Which kind of violence is suspected (5.1).
    case violence
    /// Whether minors are involved (R11).
    case minors
    /// Whether it happens again and again (R5).
    case structural
    /// Whether an organisation helps already (R9).
    case existingHelp = "existing-help"
}

/// What can be asked of somebody who makes a report.
public enum ReportField: String, QuestionField {
    /// In which relation the reporter stands to those concerned (R14, R15; 5.2).
    case reporter
    /// Which kind of violence it is (5.1).
    case violence
    /// How perpetrator and victim are related (R10; 5.4).
    case relation
    /// Whether minors are involved (R11).
    case minors
    /// Whether it happens again and again (R5).
    case structural
    /// Whether it was reported before (R20).
    case earlierReport = "earlier-report"
}

/// Coded answers to the questions of one kind of record.
public struct CodedAnswers<Field: QuestionField>: Hashable, Sendable, Codable {
    /// The code given to each answered question.
    public var codes: [Field: Code]

    /// The version of the questionnaire whose code lists apply.
    public var listVersion: String

    /// Makes answers by the code lists of `listVersion`.
    public init(codes: [Field: Code] = [:], listVersion: String) {
        self.codes = codes
        self.listVersion = listVersion
    }
}
