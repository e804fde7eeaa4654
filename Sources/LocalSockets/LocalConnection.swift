internal import Glibc

/// A conversation over a local socket: one packet is one frame.
///
/// Calls block and belong on a thread of their own; ``close()`` wakes them from any thread. One
/// thread may receive while another sends.
public final class LocalConnection: Sendable {
    /// Who is on the other side.
    public let peer: PeerCredentials

    /// The largest packet, in bytes; a status report is the largest there is.
    public static let packetLength = 65_536

    /// How long a packet may wait for the other side to take it.
    public static let sendTime: Duration = .seconds(5)

    private let socket: SocketDescriptor

    init(socket: SocketDescriptor, peer: PeerCredentials) {
        self.socket = socket
        self.peer = peer
    }

    /// Connects to the socket at `path`.
    ///
    /// - Parameters:
    ///   - path: where the socket is.
    ///   - limit: how long the other side may leave us waiting to be accepted.
    /// - Returns: the conversation.
    /// - Throws: `notAnswered` where nobody listens.
    public static func connect(
        path: String,
        limit: Duration = LocalConnection.sendTime
    ) throws(LocalSocketError) -> LocalConnection {
        guard let address = SocketAddress(path: path) else {
            throw LocalSocketError(operation: .connect, reason: .path)
        }
        let socket = try SocketDescriptor(.connect)
        // connect(2) waits for a place in the backlog no longer than this; sends use poll(2).
        let (seconds, attoseconds) = limit.components
        var time = timeval(
            tv_sec: Int(seconds),
            tv_usec: max(seconds > 0 ? 0 : 1, Int(attoseconds / 1_000_000_000_000))
        )
        let length = socklen_t(MemoryLayout<timeval>.size)
        guard setsockopt(socket.number, SOL_SOCKET, SO_SNDTIMEO, &time, length) == 0 else {
            throw .system(.connect, errno)
        }
        while address.withPointer({ Glibc.connect(socket.number, $0, $1) }) != 0 {
            guard errno == EINTR else { throw .system(.connect, errno) }
        }
        return LocalConnection(socket: socket, peer: try PeerCredentials(of: socket, .connect))
    }

    /// Waits for the next packet.
    ///
    /// - Parameter limit: how long to wait; without it, for ever.
    /// - Returns: the packet, or `nil` when the conversation has ended.
    /// - Throws: `packetTooLarge` for one that is longer than ``packetLength``, `timedOut`.
    public func receive(limit: Duration? = nil) throws(LocalSocketError) -> [UInt8]? {
        var packet = [UInt8](repeating: 0, count: Self.packetLength)
        while true {
            if let limit, try !socket.wait(for: POLLIN, limit: limit, .receive) {
                throw LocalSocketError(operation: .receive, reason: .timedOut)
            }
            // With MSG_TRUNC the whole length comes back, also of a packet that was cut.
            let flags = Int32(MSG_TRUNC)
            let count = recv(socket.number, &packet, packet.count, flags)
            guard count >= 0 else {
                switch errno {
                case EINTR: continue
                case ECONNRESET: return nil
                default: throw .system(.receive, errno)
                }
            }
            guard count > 0 else { return nil }
            guard count <= packet.count else {
                throw LocalSocketError(operation: .receive, reason: .packetTooLarge)
            }
            packet.removeLast(packet.count - count)
            return packet
        }
    }

    /// Sends one packet.
    ///
    /// - Parameters:
    ///   - packet: one byte at least, ``packetLength`` at most.
    ///   - limit: how long the other side may leave it lying; with zero the call never waits.
    /// - Throws: `closed`, or `timedOut` when the other side takes nothing for `limit`.
    public func send(
        _ packet: [UInt8],
        limit: Duration = LocalConnection.sendTime
    ) throws(LocalSocketError) {
        precondition(!packet.isEmpty, "an empty packet reads as the end of the conversation")
        guard packet.count <= Self.packetLength else {
            throw LocalSocketError(operation: .send, reason: .packetTooLarge)
        }
        let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
        while Glibc.send(socket.number, packet, packet.count, flags) < 0 {
            switch errno {
            case EINTR: continue
            case EAGAIN:
                guard try socket.wait(for: POLLOUT, limit: limit, .send) else {
                    throw LocalSocketError(operation: .send, reason: .timedOut)
                }
            default: throw .system(.send, errno)
            }
        }
    }

    /// Ends the conversation and wakes whoever waits on it; once is enough.
    public func close() {
        socket.shutDown()
    }
}
