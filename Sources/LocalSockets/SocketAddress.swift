internal import Glibc

/// The address of a local socket.
struct SocketAddress {
    private let path: [UInt8]

    /// The most bytes of a path, without its final zero.
    ///
    /// Source: unix(7), `sun_path` (108 bytes).
    static let pathLength = 107

    /// Makes the address of `path`, or nothing where it does not fit.
    init?(path: String) {
        let bytes = Array(path.utf8)
        guard (1...Self.pathLength).contains(bytes.count), !bytes.contains(0) else { return nil }
        self.path = bytes
    }

    /// Hands the address to a system call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { rebound in
                body(rebound, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

extension LocalSocketError {
    /// The error for what the system said, sorted once for all calls.
    static func system(_ operation: Operation, _ number: Int32) -> LocalSocketError {
        switch number {
        case EBADF, EFAULT, ENOTSOCK:
            preconditionFailure("a socket was used after it was released")
        case EPIPE, ECONNRESET, ENOTCONN, ESHUTDOWN:
            LocalSocketError(operation: operation, reason: .closed)
        case EACCES, EPERM, EROFS:
            LocalSocketError(operation: operation, reason: .notAllowed)
        case ECONNREFUSED, ENOENT, ENOTDIR:
            LocalSocketError(operation: operation, reason: .notAnswered)
        case EADDRINUSE:
            LocalSocketError(operation: operation, reason: .inUse)
        case EPROTOTYPE:
            LocalSocketError(operation: operation, reason: .notSocket)
        case EMSGSIZE:
            LocalSocketError(operation: operation, reason: .packetTooLarge)
        case EAGAIN, ETIMEDOUT:
            LocalSocketError(operation: operation, reason: .timedOut)
        default:
            LocalSocketError(operation: operation, reason: .system(number))
        }
    }
}
