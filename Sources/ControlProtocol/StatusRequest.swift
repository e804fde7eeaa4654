/// What `meldpostctl` asks over the control socket.
public struct StatusRequest: Codable, Hashable, Sendable {
    /// The version of the conversation.
    public let version: Int

    /// What is asked for.
    public let command: Command

    /// What can be asked for: there is nothing that would answer with a record (P8).
    public enum Command: String, Codable, Hashable, Sendable, CaseIterable {
        /// A ``StatusReport``.
        case status
    }

    /// The version that this code speaks.
    public static let version = 1

    /// Asks for `command`.
    public init(_ command: Command) {
        version = Self.version
        self.command = command
    }

    /// Reads a request.
    public init(decoding bytes: [UInt8]) throws(ControlRefusal) {
        self = try ControlJSON.decode(Self.self, version: Self.version, from: bytes)
    }

    /// The bytes of the request.
    public func encoded() throws(ControlRefusal) -> [UInt8] {
        try ControlJSON.encode(self)
    }
}
