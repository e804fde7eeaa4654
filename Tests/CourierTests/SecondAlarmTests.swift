import CentreLink
import ControlProtocol
import Foundation
import LocalSockets
import MeldpostCore
import Testing

/// P6: an alarm takes the place of the one before it, wherever that one hangs, again and again.
///
/// Broken once: without the cancelling of a connection that is being made, nothing frees the lane
/// before the network gives up.
@Suite(.timeLimit(.minutes(1))) struct SecondAlarmTests {
    private let courier = CourierBench()
    /// So long that whoever waits for one of them fails.
    private let limits = CentreLimits(
        timeout: .seconds(40),
        handshakeTimeout: .seconds(40),
        connectTimeout: .seconds(40)
    )

    /// Orders a panic cell, then two that take its place, and expects both to give it up.
    ///
    /// Each hangs before the next one comes: the station sends that after a press, not in the same moment.
    private func replaceTwice(
        _ station: CourierBench.StationEnd,
        waitUntilHanging: (_ number: Int) async throws -> Void
    ) async throws {
        let start = ContinuousClock.now
        try station.order(1, courier.bench.cell, lane: .panic)
        try await waitUntilHanging(1)
        for number in 2...3 as ClosedRange<UInt64> {
            try station.order(number, courier.bench.cell, lane: .panic)
            var frames: [CourierFrame?] = []
            repeat {
                frames.append(try await station.next())
            } while frames.last == .sent(number: 1)
                || frames.last == .sent(number: 2)
            #expect(frames.last == .failed(number: number - 1, .connectionLost))
            if number < 3 { try await waitUntilHanging(Int(number)) }
        }
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `P6 F56 an alarm does not wait for one that hangs in connecting`() async throws {
        let listener = try FullListener()
        try await courier.run(port: listener.port, limits: limits) { stationListener in
            let station = try await courier.attached(stationListener)
            try await replaceTwice(station) { number in
                // Nobody sees an attempt to connect. The second one waits for the courier's pace, which
                // is a second.
                try await Task.sleep(for: .milliseconds(number == 1 ? 200 : 1_200))
            }
            #expect(listener.waitForConnection())
        }
    }

    @Test func `P6 F56 an alarm does not wait for one that hangs in the handshake`() async throws {
        let server = try await ScissorsServer(after: nil)
        try await courier.run(port: server.port, limits: limits) { listener in
            let station = try await courier.attached(listener)
            try await replaceTwice(station) { number in
                try await server.log.wait { $0.connections >= number }
            }
            try await server.log.wait { $0.connections >= 3 }
        }
        await server.stop()
    }

    @Test func `P6 F56 an alarm does not wait for one whose answer does not come`() async throws {
        let server = try await courier.bench.server(nil) { $0 < 2 ? [] : [.answer()] }
        try await courier.run(port: server.port, limits: limits) { listener in
            let station = try await courier.attached(listener)
            try await replaceTwice(station) { number in
                try await server.log.wait { $0.requests.count >= number }
            }
            #expect(try await station.next() == .sent(number: 3))
            let answer = CourierFrame.answered(number: 3, cell: ScriptedServer.cell)
            #expect(try await station.next() == answer)
        }
        await server.stop()
    }
}

/// A listener whose queue is full: whoever connects hangs, until somebody takes one out of it.
///
/// Source: listen(2), `backlog`; tcp(7): a full queue drops the SYN, which is sent again.
private final class FullListener: Sendable {
    let port: Int
    private let listener: Int32
    private let fillers: [Int32]

    init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 0) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(isBound)
        let target = address
        port = Int(UInt16(bigEndian: address.sin_port))
        fillers = (0..<4).map { _ in
            let filler = socket(
                AF_INET,
                Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue),
                0
            )
            withUnsafePointer(to: target) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = connect(filler, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            return filler
        }
    }

    deinit {
        close(listener)
    }

    /// Empties the queue; whether somebody says something then, which none of the fillers does.
    func waitForConnection() -> Bool {
        for filler in fillers { close(filler) }
        for _ in 0..<200 {
            var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 100) > 0 else { continue }
            let near = accept(listener, nil, nil)
            defer { close(near) }
            var spoken = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
            var byte: UInt8 = 0
            if poll(&spoken, 1, 500) > 0, read(near, &byte, 1) == 1 { return true }
        }
        return false
    }
}
