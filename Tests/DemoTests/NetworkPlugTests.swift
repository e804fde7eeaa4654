import Glibc
import Testing

@testable import DemoAssembly

@Suite(.timeLimit(.minutes(1))) struct NetworkPlugTests {
    private let far: (listener: Int32, port: UInt16)

    init() throws {
        far = try LoopbackPort.listen()
    }

    /// Lets the plug work until nothing has happened for a moment.
    private func settle(_ plug: inout NetworkPlug, within milliseconds: Int32 = 30) {
        while true {
            var requests = plug.requests
            guard poll(&requests, nfds_t(requests.count), milliseconds) > 0 else { return }
            plug.serve(requests)
        }
    }

    private func connect(_ plug: inout NetworkPlug) throws -> Int32 {
        let near = try #require(LoopbackPort.connect(to: plug.port))
        settle(&plug)
        return near
    }

    /// Whether the other end has broken the connection.
    private func isBroken(_ descriptor: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT)) < 0 && errno == ECONNRESET
    }

    private func receive(_ descriptor: Int32) -> [UInt8]? { Descriptor.read(descriptor) }

    @Test func `what goes in at one end comes out at the other, both ways`() throws {
        var plug = try NetworkPlug(to: far.port)
        let near = try connect(&plug)
        let peer = accept(far.listener, nil, nil)
        Descriptor.setNonBlocking(peer)
        defer { for end in [near, peer] { close(end) } }
        Descriptor.write(Array("up".utf8), to: near)
        settle(&plug)
        #expect(receive(peer) == Array("up".utf8))
        Descriptor.write(Array("down".utf8), to: peer)
        settle(&plug)
        #expect(receive(near) == Array("down".utf8))
        #expect(plug.takenCount == 1)
    }

    @Test func `pulling breaks what is there at once, and nothing new comes about`() throws {
        var plug = try NetworkPlug(to: far.port)
        let near = try connect(&plug)
        let peer = accept(far.listener, nil, nil)
        Descriptor.setNonBlocking(peer)
        plug.set(isPlugged: false)
        #expect(isBroken(near))
        #expect(isBroken(peer))
        let next = try connect(&plug)
        #expect(isBroken(next))
        #expect(accept(far.listener, nil, nil) < 0)
        plug.set(isPlugged: true)
        let again = try connect(&plug)
        #expect(receive(again) == [])
        #expect(plug.takenCount == 2)
        for end in [near, peer, next, again] { close(end) }
    }

    @Test func `the end of one side ends the other, after all that was under way`() throws {
        var plug = try NetworkPlug(to: far.port)
        let near = try connect(&plug)
        let peer = accept(far.listener, nil, nil)
        Descriptor.setNonBlocking(peer)
        Descriptor.write(Array("last words".utf8), to: near)
        close(near)
        settle(&plug)
        #expect(receive(peer) == Array("last words".utf8))
        #expect(receive(peer) == nil)
        close(peer)
        #expect(plug.requests.count == 1)
    }

    @Test func `a reader that does not read holds up the writer, not the plug`() throws {
        var plug = try NetworkPlug(to: far.port)
        let near = try connect(&plug)
        let peer = accept(far.listener, nil, nil)
        Descriptor.setNonBlocking(peer)
        defer { for end in [near, peer] { close(end) } }
        let flood = [UInt8](repeating: 7, count: 1 << 16)
        var sent = 0
        var pauses = 0
        while sent < 64 << 20, pauses < 3 {
            let count = send(near, flood, flood.count, Int32(MSG_DONTWAIT))
            sent += max(0, count)
            pauses = count > 0 ? 0 : pauses + 1
            settle(&plug, within: 1)
        }
        // Two sockets' buffers and the plug's own: far less than 64 MiB.
        #expect(sent < 32 << 20)
        var received = 0
        while received < sent, let bytes = receive(peer) {
            received += bytes.count
            settle(&plug, within: 1)
        }
        #expect(received == sent)
    }

    @Test func `with nobody at the other end a connection breaks`() throws {
        close(far.listener)
        var plug = try NetworkPlug(to: far.port)
        let near = try connect(&plug)
        settle(&plug)
        var byte: UInt8 = 0
        #expect(recv(near, &byte, 1, Int32(MSG_DONTWAIT)) < 0 && errno != EAGAIN)
        close(near)
    }

    @Test func `more connections than there can be are refused`() throws {
        var plug = try NetworkPlug(to: far.port)
        let all = try (0..<NetworkPlug.connections + 1).map { _ in try connect(&plug) }
        #expect(isBroken(all[NetworkPlug.connections]))
        #expect(!isBroken(all[0]))
        for end in all { close(end) }
    }
}
