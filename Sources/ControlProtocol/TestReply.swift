/// What the technician answers in a self-test.
///
/// Only the very bytes that ``encoded()`` makes are taken.
public struct TestReply: Codable, Hashable, Sendable {
    /// What can be answered.
    public enum Answer: String, Codable, Hashable, Sendable, CaseIterable {
        /// It works, or it may be done.
        case yes
        /// It does not, or it may not.
        case no
        /// Once more.
        case again
        /// Go on without it.
        case skip
        /// End the self-test.
        case stop
    }

    /// The version of the conversation.
    public let version: Int

    /// What was answered.
    public let answer: Answer

    /// Makes a reply.
    public init(_ answer: Answer) {
        version = ServiceRequest.version
        self.answer = answer
    }

    /// Reads a reply.
    public init(decoding bytes: [UInt8]) throws(ControlRefusal) {
        self = try ControlJSON.decode(Self.self, version: ServiceRequest.version, from: bytes)
        guard try encoded() == bytes else { throw .malformed }
    }

    /// The bytes of the reply.
    public func encoded() throws(ControlRefusal) -> [UInt8] {
        try ControlJSON.encode(self)
    }
}
