/// What is recorded of a need for social support (chapter 2; R84 to R91).
///
/// It goes to the island executive, not to the desk, and has nothing in common with a report but
/// the Dutch word for both (DOMAIN 1.1). Religion and health have no place here (R94).
public struct SupportNeedContent: Hashable, Sendable, Codable {
    /// The coded answers.
    public var answers: CodedAnswers<SupportNeedField>

    /// Whether somebody was said to be in danger now.
    public var dangerNow: TriState

    /// Whether shelter or other help is needed at once (R90; Article 2.10).
    public var isUrgent: Bool

    /// Whether only information on a general provision is asked: then nothing is investigated and
    /// no clock runs (R88; note, 2.5.1).
    public var isInformationOnly: Bool

    /// Whether the visit broke off before the visitor sent it.
    public var isInterrupted: Bool

    /// Makes the content of a notified need.
    public init(
        answers: CodedAnswers<SupportNeedField>,
        dangerNow: TriState,
        isUrgent: Bool,
        isInformationOnly: Bool = false,
        isInterrupted: Bool = false
    ) {
        self.answers = answers
        self.dangerNow = dangerNow
        self.isUrgent = isUrgent
        self.isInformationOnly = isInformationOnly
        self.isInterrupted = isInterrupted
    }
}

/// What can be asked of somebody who notifies a need for support.
public enum SupportNeedField: String, QuestionField {
    /// For what reason (5.13; R87, R88).
    case reason
    /// Whether a roof is needed at once, and against what (R90, R91).
    case shelter
    /// The age band of the person who needs support (5.11).
    case clientAge = "client-age"
}
