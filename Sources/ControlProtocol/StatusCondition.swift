/// A lasting bad condition, with the words that the technician reads.
public struct StatusCondition: Codable, Hashable, Sendable {
    /// How soon something must be done.
    public enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
        /// Good to know; nothing is lost by waiting.
        case notice
        /// Something will go wrong if nothing is done.
        case warning
        /// Something does not work as it should.
        case fault
        /// Somebody may not get help.
        case alarm
    }

    /// The code, such as `centre.unreachable`, as in the log.
    public let code: String

    /// How soon something must be done.
    public let severity: Severity

    /// For how long it has been so.
    public let standing: HourBucket

    /// What is wrong, as a sentence.
    public let words: String

    /// What the technician does about it, as a sentence.
    public let whatToDo: String

    /// Makes a condition.
    public init(
        code: String,
        severity: Severity,
        standing: HourBucket,
        words: String,
        whatToDo: String
    ) {
        self.code = code
        self.severity = severity
        self.standing = standing
        self.words = words
        self.whatToDo = whatToDo
    }
}
