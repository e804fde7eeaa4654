/// What is recorded of a request for advice.
///
/// There is no place here for a client, for a telephone number, for special data or for a notice to
/// persons concerned: advice talks are held on anonymous client data and start no clock (R18, R19,
/// R31, R40; Art. 3.2(1)). A test proves that code which tries does not compile.
public struct AdviceContent: Hashable, Sendable, Codable {
    /// The coded answers.
    public var answers: CodedAnswers<AdviceField>

    /// Whether somebody was said to be in danger now.
    public var dangerNow: TriState

    /// Whether the visit broke off before the caller sent it.
    public var isInterrupted: Bool

    /// Makes the content of a request for advice.
    public init(
        answers: CodedAnswers<AdviceField>,
        dangerNow: TriState,
        isInterrupted: Bool = false
    ) {
        self.answers = answers
        self.dangerNow = dangerNow
        self.isInterrupted = isInterrupted
    }
}

/// What can be asked of somebody who asks advice.
///
/// Nothing here says who the persons concerned are, and nothing is special data (R18, R40; DOMAIN
/// 0.1, finding 1).
public enum AdviceField: String, QuestionField {
    /// Whether a citizen or a professional asks (5.2).
    case asker
    /// Where in the protective code a professional stands (5.6; R17).
    case step
    /// Why advice is asked (5.2, motive values).
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

/// Yes, no, or not known: the answers to a screening question (R5).
public enum TriState: String, Hashable, Sendable, CaseIterable, Codable {
    case yes
    case no
    case unknown
}
