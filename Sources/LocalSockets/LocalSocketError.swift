/// Why a local socket did not do what was asked.
public struct LocalSocketError: Error, Hashable, Sendable {
    /// What was being done.
    public enum Operation: String, Hashable, Sendable {
        case listen
        case accept
        case connect
        case receive
        case send
    }

    /// What stood in the way.
    public enum Reason: Hashable, Sendable {
        /// The path is empty, holds a zero byte, or does not fit a socket address.
        case path
        /// Another process answers on this path.
        case inUse
        /// Something that is not a socket lies at this path.
        case notSocket
        /// We may not make or reach the socket.
        case notAllowed
        /// Nobody answers on this path.
        case notAnswered
        /// The packet is larger than either side may send.
        case packetTooLarge
        /// The other side did not take or give a packet in time.
        case timedOut
        /// The socket was closed, by us or by the other side.
        case closed
        /// The system refused, for a reason that errno(3) names.
        case system(Int32)
    }

    /// What was being done.
    public let operation: Operation

    /// What stood in the way.
    public let reason: Reason

    /// Makes an error.
    public init(operation: Operation, reason: Reason) {
        self.operation = operation
        self.reason = reason
    }

    /// Fixed words for the log, such as `socket.listen.in-use`.
    public var faultCode: String { "socket.\(operation.rawValue).\(reason.faultCode)" }
}

extension LocalSocketError.Reason {
    /// Fixed words for the log.
    var faultCode: String {
        switch self {
        case .path: "path"
        case .inUse: "in-use"
        case .notSocket: "not-socket"
        case .notAllowed: "not-allowed"
        case .notAnswered: "not-answered"
        case .packetTooLarge: "packet-too-large"
        case .timedOut: "timed-out"
        case .closed: "closed"
        case .system(let number): "errno-\(number)"
        }
    }
}
