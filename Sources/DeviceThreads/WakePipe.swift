internal import Glibc

/// A pipe to oneself: what one thread writes ends the wait of another.
///
/// Source: pipe(7); the self-pipe of D. J. Bernstein.
public struct WakePipe: ~Copyable, Sendable {
    /// The descriptor to wait for.
    public let readEnd: Int32
    private let writeEnd: Int32

    /// Makes the pipe, or gives `nil` where the system has no more descriptors.
    public init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Ends the wait; a pipe that is full ends it already.
    public func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Forgets all calls of ``wake()`` until now.
    public func clear() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(readEnd, &bytes, bytes.count) == bytes.count {}
    }
}
