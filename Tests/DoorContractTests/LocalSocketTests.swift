import Foundation
import LocalSockets
import ProgramKit
import Synchronization
import Testing

/// The contract of the local sockets, against the real kernel.
@Suite struct LocalSocketTests {
    private let folder = TemporaryFolder()

    private var path: String { "\(folder.path)/s" }

    private func listener(
        mode: UInt16 = 0o660,
        rule: PeerRule = .anyone
    ) throws -> LocalListener {
        try LocalListener(path: path, mode: mode, backlog: 4, rule: rule)
    }

    /// Both ends of one conversation.
    private func pair() throws -> (
        listener: LocalListener, near: LocalConnection, far: LocalConnection
    ) {
        let listener = try listener()
        let near = try LocalConnection.connect(path: path)
        return (listener, near, try listener.accept())
    }

    @Test func `a packet arrives whole, both ways, and packets do not melt together`() throws {
        let (listener, near, far) = try pair()
        defer { listener.close() }
        try near.send([1])
        try near.send([2, 3])
        #expect(try far.receive() == [1])
        #expect(try far.receive() == [2, 3])
        let large = (0..<LocalConnection.packetLength).map { UInt8(truncatingIfNeeded: $0) }
        try far.send(large)
        #expect(try near.receive() == large)
    }

    @Test func `a packet that is too large is refused on both sides`() throws {
        let (listener, near, far) = try pair()
        defer { listener.close() }
        let large = [UInt8](repeating: 7, count: LocalConnection.packetLength + 1)
        #expect(throws: LocalSocketError(operation: .send, reason: .packetTooLarge)) {
            try near.send(large)
        }
        // A sender that does not hold to our bound.
        let raw = RawSocket.connected(to: path)
        defer { close(raw) }
        let strange = try listener.accept()
        #expect(send(raw, large, large.count, 0) == large.count)
        #expect(throws: LocalSocketError(operation: .receive, reason: .packetTooLarge)) {
            try strange.receive()
        }
        try near.send([1])
        #expect(try far.receive() == [1])
    }

    @Test func `the kernel says who is on the other side`() throws {
        let (listener, near, far) = try pair()
        defer { listener.close() }
        for peer in [near.peer, far.peer] {
            #expect(peer.processID == getpid())
            #expect(peer.userID == geteuid())
            #expect(peer.groupIDs.contains(getegid()))
        }
    }

    @Test func `a peer that the rule does not allow is turned away, the next one is served`() throws
    {
        let strangers = PeerRule(userIDs: [4_242], groupIDs: [])
        #expect(!strangers.allows(PeerCredentials(processID: 1, userID: 0, groupIDs: [0])))
        #expect(
            PeerRule(userIDs: [], groupIDs: [7])
                .allows(PeerCredentials(processID: 1, userID: 5, groupIDs: [3, 7]))
        )
        let listener = try listener(rule: strangers)
        let near = try LocalConnection.connect(path: path)
        let accepting = Thread { _ = try? listener.accept() }
        accepting.start()
        #expect(try near.receive(limit: .seconds(5)) == nil)
        #expect(listener.refusedPeers == 1)
        listener.close()
        let ours = try LocalListener(path: path, mode: 0o600, backlog: 1, rule: .ourselves)
        defer { ours.close() }
        let welcome = try LocalConnection.connect(path: path)
        try welcome.send([1])
        #expect(try ours.accept().receive() == [1])
    }

    @Test func `the end of the other side is seen`() throws {
        let (listener, near, far) = try pair()
        defer { listener.close() }
        try near.send([9])
        near.close()
        #expect(try far.receive() == [9])
        #expect(try far.receive() == nil)
        #expect(throws: LocalSocketError(operation: .send, reason: .closed)) { try far.send([1]) }
    }

    @Test func `waiting has a limit where one is wanted`() throws {
        let (listener, near, far) = try pair()
        defer { listener.close() }
        #expect(throws: LocalSocketError(operation: .receive, reason: .timedOut)) {
            try near.receive(limit: .milliseconds(20))
        }
        try far.send([1])
        #expect(try near.receive(limit: .milliseconds(20)) == [1])
    }

    /// Runs `blocked` on a thread of its own, then `close`, and gives what `blocked` gave.
    private func waking<Value: Sendable>(
        _ blocked: @escaping @Sendable () -> Value,
        close: @escaping @Sendable () -> Void
    ) async -> Value {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await OwnThread.run { blocked() } }
            group.addTask {
                // Long enough for the other thread to be inside the system call; the test holds
                // too when it is not.
                try? await Task.sleep(for: .milliseconds(50))
                close()
                return nil
            }
            var given: Value?
            for await value in group where value != nil { given = value }
            return given!
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `closing wakes a blocked accept`() async throws {
        let listener = try listener()
        let reason = await waking(
            { () -> LocalSocketError.Reason? in
                do throws(LocalSocketError) {
                    _ = try listener.accept()
                    return nil
                } catch { return error.reason }
            },
            close: { listener.close() }
        )
        #expect(reason == .closed)
    }

    @Test(.timeLimit(.minutes(1)))
    func `closing wakes a blocked receive`() async throws {
        let (listener, near, far) = try pair()
        defer { listener.close() }
        let isEnded = await waking(
            { (try? near.receive()) == .some(nil) },
            close: { near.close() }
        )
        #expect(isEnded)
        _ = far
    }

    @Test(.timeLimit(.minutes(1)))
    func `closing wakes a blocked send`() async throws {
        let (listener, near, far) = try pair()
        defer { listener.close() }
        let packet = [UInt8](repeating: 1, count: 1_024)
        let reason = await waking(
            { () -> LocalSocketError.Reason? in
                do throws(LocalSocketError) {
                    while true { try near.send(packet) }
                } catch { return error.reason }
            },
            close: { near.close() }
        )
        #expect(reason == .closed)
        _ = far
    }

    @Test func `many connections come and go without leaving descriptors behind`() throws {
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        let listener = try listener()
        for _ in 0..<200 {
            let near = try LocalConnection.connect(path: path)
            let far = try listener.accept()
            near.close()
            #expect(try far.receive() == nil)
        }
        listener.close()
        let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        // Other suites run beside this one; two hundred would stand out.
        #expect(after - before < 100)
    }
}
