/// What a desk sends up: statements that it signed, and steps that close no term.
public struct DeskPost: Hashable, Sendable, Codable {
    /// Encoded statements.
    public var statements: [Base64Bytes]
    /// Steps that close no term; a step that closes one is in its statement.
    public var steps: [StepNote]

    /// The most statements and the most steps of one post.
    public static let countLimit = 64

    /// Makes a post.
    public init(statements: [Base64Bytes] = [], steps: [StepNote] = []) {
        self.statements = statements
        self.steps = steps
    }
}

/// A step on an entry.
public struct StepNote: Hashable, Sendable, Codable {
    /// The digest of the header of the entry, in hexadecimal digits.
    public var headerDigest: String
    /// The step, by its number.
    public var step: UInt8

    /// Makes a note of a step.
    public init(headerDigest: String, step: UInt8) {
        self.headerDigest = headerDigest
        self.step = step
    }
}

/// What became of a post, in its order: first the statements, then the steps.
public struct DeskPostAnswer: Hashable, Sendable, Codable {
    /// What became of one statement or step.
    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is on disk and on its way to the station.
        case taken
        /// It was taken before; nothing changed.
        case known
        /// It is not a statement that a desk can make, or cannot be decoded.
        case notAStatement = "not-a-statement"
        /// No desk key of the key list signed it.
        case keyNotListed = "key-not-listed"
        /// There is no such station, entry or incident.
        case subjectUnknown = "subject-unknown"
        /// The proof does not belong to the entry.
        case proofRefused = "proof-refused"
        /// The step is not one of the list.
        case stepUnknown = "step-unknown"
    }

    /// The outcomes.
    public var outcomes: [Outcome]

    /// Makes an answer.
    public init(outcomes: [Outcome]) {
        self.outcomes = outcomes
    }
}
