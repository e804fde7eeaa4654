import Synchronization
import Testing

/// What a server of a test has seen.
final class ServerLog: Sendable {
    private struct Seen {
        var connections = 0
        var requests: [[UInt8]] = []
        var bytesWritten = 0
    }

    private let seen = Mutex(Seen())

    var connections: Int { seen.withLock { $0.connections } }
    var requests: [[UInt8]] { seen.withLock { $0.requests } }
    var bytesWritten: Int { seen.withLock { $0.bytesWritten } }

    func noteConnection() { seen.withLock { $0.connections += 1 } }
    func noteWritten(_ count: Int) { seen.withLock { $0.bytesWritten += count } }

    /// Waits until `isSo`, fifteen seconds at most.
    func wait(until isSo: (ServerLog) -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(15)
        while !isSo(self), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(5))
        }
        try #require(isSo(self))
    }

    /// Notes a request and gives its number, from zero.
    func note(_ request: [UInt8]) -> Int {
        seen.withLock { seen in
            seen.requests.append(request)
            return seen.requests.count - 1
        }
    }
}
