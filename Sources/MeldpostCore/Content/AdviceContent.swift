/// What is recorded of a request for advice.
///
/// There is no place here for a client, for special data or for a notice to persons concerned:
/// advice talks are held on anonymous client data and start no clock (R18, R31, R40; Art. 3.2(1)).
/// A test proves that code which tries does not compile.
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

/// Yes, no, or not known: the answers to a screening question (R5).
public enum TriState: String, Hashable, Sendable, CaseIterable, Codable {
    case yes
    case no
    case unknown
}
