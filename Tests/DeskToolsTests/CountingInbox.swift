import Synchronization

@testable import DeskTools

/// Counts what a desk asks of an inbox, and how many bytes come down.
final class CountingInbox: InboxRoutes {
    struct Traffic {
        var paths: [String] = []
        var bytes = 0
    }

    private let inbox: any InboxRoutes
    private let traffic = Mutex(Traffic())

    init(_ inbox: any InboxRoutes) {
        self.inbox = inbox
    }

    /// What was asked since the last look.
    func takeTraffic() -> Traffic {
        traffic.withLock { traffic in
            defer { traffic = Traffic() }
            return traffic
        }
    }

    func get(_ path: String) async throws(DeskRefusal) -> [UInt8] {
        let body = try await inbox.get(path)
        traffic.withLock { traffic in
            traffic.paths.append(path)
            traffic.bytes += body.count
        }
        return body
    }

    func post(_ path: String, _ body: [UInt8]) async throws(DeskRefusal) -> [UInt8] {
        let answer = try await inbox.post(path, body)
        traffic.withLock { $0.paths.append(path) }
        return answer
    }
}
