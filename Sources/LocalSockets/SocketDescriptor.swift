internal import CLinux
internal import Glibc

/// A socket that is released with its last owner.
///
/// `shutDown` wakes every call that waits on the socket; the number itself is given back only when
/// nobody can use it any more, so that it is never another file's number in a late call.
///
/// Source: unix(7); shutdown(2).
final class SocketDescriptor: Sendable {
    let number: Int32

    /// Makes a socket of whole packets that no child process inherits.
    init(_ operation: LocalSocketError.Operation) throws(LocalSocketError) {
        number = clinux_packet_socket()
        guard number >= 0 else { throw .system(operation, errno) }
    }

    /// Takes over a socket that was accepted.
    init(adopting number: Int32) {
        self.number = number
    }

    deinit {
        _ = Glibc.close(number)
    }

    /// Ends the conversation and wakes whoever waits.
    func shutDown() {
        _ = shutdown(number, Int32(SHUT_RDWR))
    }

    /// Waits until the socket is ready for `events`; nothing to wait for is not an error.
    ///
    /// - Returns: whether it is ready; `false` when `limit` passed first.
    func wait(
        for events: Int32,
        limit: Duration?,
        _ operation: LocalSocketError.Operation
    ) throws(LocalSocketError) -> Bool {
        let clock = ContinuousClock()
        let end = limit.map { clock.now + $0 }
        while true {
            var entry = pollfd(fd: number, events: Int16(events), revents: 0)
            let left = end.map { Self.milliseconds($0 - clock.now) } ?? -1
            let count = poll(&entry, 1, left)
            if count > 0 { return true }
            if count < 0, errno != EINTR { throw .system(operation, errno) }
            if count == 0, left == 0 { return false }
        }
    }

    /// A duration for poll(2): rounded up, so that a wait does not turn into a busy loop.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let part = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: min(seconds, 86_400) * 1_000 + part)
    }
}
