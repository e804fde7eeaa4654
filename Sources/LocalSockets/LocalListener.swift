internal import CLinux
internal import Glibc
internal import Synchronization

/// A local socket that others connect to, in whole packets.
///
/// `accept` blocks and belongs on a thread of its own; ``close()`` wakes it from any thread.
///
/// Source: unix(7), `SOCK_SEQPACKET`.
public final class LocalListener: Sendable {
    private let socket: SocketDescriptor
    private let path: String
    private let identity: FileIdentity?
    private let rule: PeerRule
    private let refused = Atomic<Int>(0)

    /// Makes the socket at `path`.
    ///
    /// A socket file on which nobody answers is what a killed process left, and is removed; one on
    /// which somebody answers is refused. Two processes that start together are kept apart by a
    /// lock on the directory.
    ///
    /// - Parameters:
    ///   - path: where the socket is; at most 107 bytes.
    ///   - mode: who may connect, such as 0o660; the umask does not change it.
    ///   - backlog: how many may wait to be accepted.
    ///   - rule: who may talk.
    /// - Throws: an error of ``LocalSocketError/Operation/listen``.
    public init(
        path: String,
        mode: UInt16,
        backlog: Int32,
        rule: PeerRule = .anyone
    ) throws(LocalSocketError) {
        guard let address = SocketAddress(path: path) else {
            throw LocalSocketError(operation: .listen, reason: .path)
        }
        let lock = try DirectoryLock(parentOf: path)
        defer { lock.release() }
        try Self.removeStale(path: path, address: address)
        let socket = try SocketDescriptor(.listen)
        guard address.withPointer({ bind(socket.number, $0, $1) }) == 0 else {
            throw .system(.listen, errno)
        }
        // Nobody can connect before listen(2), so the mode is never wider than wanted.
        guard chmod(path, mode_t(mode)) == 0, listen(socket.number, backlog) == 0 else {
            let number = errno
            unlink(path)
            throw .system(.listen, number)
        }
        self.socket = socket
        self.path = path
        self.rule = rule
        identity = FileIdentity(path: path)
    }

    /// How many were turned away by the rule.
    public var refusedPeers: Int { refused.load(ordering: .relaxed) }

    /// Waits for the next one who connects and may talk.
    ///
    /// - Throws: `closed` after ``close()``, and what the system says otherwise.
    public func accept() throws(LocalSocketError) -> LocalConnection {
        while true {
            let number = clinux_accept(socket.number)
            guard number >= 0 else {
                switch errno {
                case EINTR, ECONNABORTED: continue
                // What accept(2) says of a socket that was shut down.
                case EINVAL: throw LocalSocketError(operation: .accept, reason: .closed)
                default: throw .system(.accept, errno)
                }
            }
            let accepted = SocketDescriptor(adopting: number)
            let peer = try PeerCredentials(of: accepted, .accept)
            guard rule.allows(peer) else {
                refused.add(1, ordering: .relaxed)
                continue
            }
            return LocalConnection(socket: accepted, peer: peer)
        }
    }

    /// Removes the socket file and wakes a blocked ``accept()``; once is enough.
    public func close() {
        if identity != nil, FileIdentity(path: path) == identity { unlink(path) }
        socket.shutDown()
    }

    private static func removeStale(
        path: String,
        address: SocketAddress
    ) throws(LocalSocketError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .system(.listen, errno) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw LocalSocketError(operation: .listen, reason: .notSocket)
        }
        let probe = try SocketDescriptor(.listen)
        _ = fcntl(probe.number, F_SETFL, O_NONBLOCK)
        // Only ECONNREFUSED says that nobody listens; a full backlog (EAGAIN) and another type of
        // socket (EPROTOTYPE) have somebody behind them. Source: connect(2), unix(7).
        guard address.withPointer({ connect(probe.number, $0, $1) }) != 0, errno == ECONNREFUSED
        else { throw LocalSocketError(operation: .listen, reason: .inUse) }
        guard unlink(path) == 0 else { throw .system(.listen, errno) }
    }
}
