/// A part of the log of steps, in the order in which they were taken.
public struct StepsPage: Hashable, Sendable, Codable {
    /// The steps.
    public var steps: [StepReport]
    /// What to ask for as `after` to get the next part.
    public var next: UInt64
    /// Whether there is nothing after this part.
    public var isLast: Bool

    /// Makes a part.
    public init(steps: [StepReport], next: UInt64, isLast: Bool) {
        self.steps = steps
        self.next = next
        self.isLast = isLast
    }
}

/// A step that a worker took on an entry.
public struct StepReport: Hashable, Sendable, Codable {
    /// The digest of the header of the entry, in hexadecimal digits.
    public var headerDigest: String
    /// The step, by its number; zero where a term was closed without one.
    public var step: UInt8
    /// The term that it closed, by its number, or nothing.
    public var closedTerm: UInt8?
    /// When the inbox took it, in hours of Unix time.
    public var hour: UInt32

    /// Makes a step.
    public init(headerDigest: String, step: UInt8, closedTerm: UInt8?, hour: UInt32) {
        self.headerDigest = headerDigest
        self.step = step
        self.closedTerm = closedTerm
        self.hour = hour
    }
}
