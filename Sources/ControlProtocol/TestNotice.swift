/// What the station tells the technician in a self-test.
///
/// No content type can be in it (P8): words are fixed ones, with numbers of disk, clock and way to the
/// centre. A key stands in it only in the words about a key that was asked for.
public struct TestNotice: Codable, Hashable, Sendable {
    /// What a notice is.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// The technician is to do something at the box.
        case wanted
        /// The technician is to answer with yes or no.
        case asked
        /// What came of a check.
        case found
        /// There is no self-test; nothing follows.
        case refused
        /// The self-test is over; nothing follows.
        case ended
    }

    /// What came of a check.
    public enum Verdict: String, Codable, Hashable, Sendable, CaseIterable {
        /// It is in order.
        case passed
        /// It is not.
        case failed
        /// It was not done, or nobody said.
        case notDone = "not-done"
        /// This box does not have it: it counts for nothing.
        case absent
    }

    /// The version of the conversation.
    public let version: Int

    /// What it is.
    public let kind: Kind

    /// The check, such as `keys.5`; why, where there is no self-test or it is over.
    public let code: String

    /// What is looked at, such as `Key 5`, or nothing where it is about all of it.
    public let name: String?

    /// What to do, what is asked, or what was found.
    public let words: String

    /// What came of it, where something did.
    public let verdict: Verdict?

    /// For how long it has been so, where that is known.
    public let standing: HourBucket?

    /// What to do about it, where something is to be done.
    public let whatToDo: String?

    /// How many checks passed, failed and were not done, at the end.
    public let counts: Counts?

    /// How many checks came to what.
    public struct Counts: Codable, Hashable, Sendable {
        /// How many are in order.
        public let passed: Int
        /// How many are not.
        public let failed: Int
        /// How many were not done, or not answered.
        public let notDone: Int

        /// Makes counts.
        public init(passed: Int, failed: Int, notDone: Int) {
            self.passed = passed
            self.failed = failed
            self.notDone = notDone
        }
    }

    /// Makes a notice.
    public init(
        _ kind: Kind,
        code: String,
        name: String? = nil,
        words: String,
        verdict: Verdict? = nil,
        standing: HourBucket? = nil,
        whatToDo: String? = nil,
        counts: Counts? = nil
    ) {
        version = ServiceRequest.version
        self.kind = kind
        self.code = code
        self.name = name
        self.words = words
        self.verdict = verdict
        self.standing = standing
        self.whatToDo = whatToDo
        self.counts = counts
    }

    /// Whether nothing follows.
    public var isLast: Bool { kind == .refused || kind == .ended }

    /// Reads a notice.
    public init(decoding bytes: [UInt8]) throws(ControlRefusal) {
        self = try ControlJSON.decode(Self.self, version: ServiceRequest.version, from: bytes)
        switch kind {
        case .found where verdict == nil, .ended where counts == nil: throw .malformed
        default: break
        }
        guard try encoded() == bytes else { throw .malformed }
    }

    /// The bytes of the notice.
    public func encoded() throws(ControlRefusal) -> [UInt8] {
        try ControlJSON.encode(self)
    }
}
