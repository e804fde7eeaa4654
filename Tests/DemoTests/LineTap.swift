import Foundation
import Synchronization

@testable import DemoAssembly

/// What somebody sees who sits on the line between box and centre: connections, and on each how
/// many bytes go which way before the other side speaks.
final class LineTap: Sendable {
    /// All bytes of one side until the other speaks.
    struct Turn: Hashable, Sendable {
        var isUp: Bool
        var bytes: Int
        /// When its first byte came.
        var begin: ContinuousClock.Instant
    }

    let port: UInt16
    private let listener: Int32
    private let target: UInt16
    private let connections = Mutex<[[Turn]]>([])

    /// Listens; ``start()`` begins to pass bytes on to `target`.
    init(to target: UInt16) throws {
        (listener, port) = try LoopbackPort.listen()
        self.target = target
    }

    /// The turns of each connection so far.
    var seen: [[Turn]] { connections.withLock { $0 } }

    /// Passes bytes on until the process ends.
    func start() {
        Thread.detachNewThread { [self] in
            while true {
                var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, -1) >= 0 else { continue }
                let near = accept(listener, nil, nil)
                guard near >= 0, let far = LoopbackPort.connect(to: target) else { continue }
                let number = connections.withLock {
                    $0.append([])
                    return $0.count - 1
                }
                Thread.detachNewThread { [self] in pass(near, far, connection: number) }
            }
        }
    }

    private func pass(_ near: Int32, _ far: Int32, connection: Int) {
        var both = [near, far].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&both, 2, -1) >= 0 {
            for (index, other) in [(0, far), (1, near)] where both[index].revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = read(both[index].fd, &buffer, buffer.count)
                if count < 0, errno == EAGAIN { continue }
                guard count > 0 else {
                    close(near)
                    close(far)
                    return
                }
                note(isUp: index == 0, bytes: count, connection)
                var sent = 0
                while sent < count {
                    let more = buffer[sent..<count].withUnsafeBytes {
                        write(other, $0.baseAddress, $0.count)
                    }
                    if more > 0 { sent += more } else if errno != EAGAIN { break }
                }
            }
        }
    }

    private func note(isUp: Bool, bytes: Int, _ connection: Int) {
        connections.withLock { connections in
            if let last = connections[connection].indices.last,
                connections[connection][last].isUp == isUp
            {
                connections[connection][last].bytes += bytes
            } else {
                connections[connection].append(Turn(isUp: isUp, bytes: bytes, begin: .now))
            }
        }
    }
}
