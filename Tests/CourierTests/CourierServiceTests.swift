import CentreLink
import ControlProtocol
import CourierAssembly
import Foundation
import LocalSockets
import Logging
import MeldpostCore
import Testing

/// The courier as a whole, between a station socket and a real TLS server.
@Suite(.timeLimit(.minutes(1))) struct CourierServiceTests {
    private let courier = CourierBench()

    private var bench: CentreBench { courier.bench }

    @Test func `a cell is sent, answered, and the next one too, over one connection`() async throws
    {
        let server = try await bench.server()
        try await courier.run(port: server.port) { listener in
            let station = try await courier.attached(listener)
            for number in 1...5 as ClosedRange<UInt64> {
                try station.order(number, bench.cell)
                #expect(try await station.next() == .sent(number: number))
                let answer = CourierFrame.answered(number: number, cell: ScriptedServer.cell)
                #expect(try await station.next() == answer)
            }
        }
        #expect(server.log.connections == 1)
        await server.stop()
    }

    @Test func `P6 a panic cell does not wait for a cell that hangs`() async throws {
        // The first connection says nothing; whoever comes second is answered.
        let server = try await bench.server(nil) { number in number == 0 ? [] : [.answer()] }
        let limits = CentreLimits(timeout: .seconds(15), connectTimeout: .seconds(5))
        try await courier.run(port: server.port, limits: limits) { listener in
            let station = try await courier.attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .sent(number: 1))
            let start = ContinuousClock().now
            try station.order(2, bench.cell, lane: .panic)
            #expect(try await station.next() == .sent(number: 2))
            let answer = CourierFrame.answered(number: 2, cell: ScriptedServer.cell)
            #expect(try await station.next() == answer)
            #expect(ContinuousClock().now - start < .seconds(10))
        }
        #expect(server.log.connections == 2)
        await server.stop()
    }

    @Test func `an order for a busy lane is refused, and the one under way goes on`() async throws {
        let server = try await bench.server(nil) { _ in
            [
                .drip(Array("HTTP/1.1 200 X".utf8), pause: .milliseconds(10)), .text("\r\n"),
                .text("Content-Length: 1024\r\n\r\n"), .send(ScriptedServer.cell),
            ]
        }
        try await courier.run(port: server.port) { listener in
            let station = try await courier.attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .sent(number: 1))
            try station.order(2, bench.cell)
            #expect(try await station.next() == .failed(number: 2, .timedOut))
            let answer = CourierFrame.answered(number: 1, cell: ScriptedServer.cell)
            #expect(try await station.next() == answer)
            try station.order(3, bench.cell)
            #expect(try await station.next() == .sent(number: 3))
        }
        #expect(server.log.requests.count == 2)
        await server.stop()
    }

    @Test(
        arguments: [
            ServerStep.answer(302), .answer(204, []), .answer(503),
            .answer(200, Array("<html>".utf8)),
            .answer(200, ScriptedServer.cell + [0]),
            .answer(200, Array(ScriptedServer.cell.dropLast())),
            .text("nonsense\r\n\r\n"),
        ]
    )
    func `F49 F52 whatever is not a cell with status 200 is a failure`(
        step: ServerStep
    ) async throws {
        let server = try await bench.server(nil) { _ in [step] }
        try await courier.run(port: server.port) { listener in
            let station = try await courier.attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .sent(number: 1))
            #expect(try await station.next() == .failed(number: 1, .answerRefused))
        }
        await server.stop()
    }

    @Test func `F50 a server that is not the centre is given nothing`() async throws {
        let server = try await bench.server(TestAuthority("rogue").issue())
        try await courier.run(port: server.port) { listener in
            let station = try await courier.attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .failed(number: 1, .certificateRefused))
        }
        #expect(server.log.requests.isEmpty)
        await server.stop()
    }

    @Test func `F55 after a failure the next connection waits a second at least`() async throws {
        let server = try await ScissorsServer(after: 0)
        try await courier.run(port: server.port) { listener in
            let station = try await courier.attached(listener)
            let start = ContinuousClock().now
            for number in 1...2 as ClosedRange<UInt64> {
                try station.order(number, bench.cell)
                #expect(try await station.next() == .failed(number: number, .connectionLost))
            }
            #expect(ContinuousClock().now - start >= .seconds(1))
        }
        #expect(server.log.connections == 2)
        await server.stop()
    }

    @Test func `the courier comes back when the station has gone`() async throws {
        let server = try await bench.server()
        try await courier.run(port: server.port) { listener in
            let first = try await courier.attached(listener)
            first.connection.close()
            let second = try await courier.attached(listener)
            try second.order(1, bench.cell)
            #expect(try await second.next() == .sent(number: 1))
        }
        await server.stop()
    }

    @Test(
        arguments: [
            [0xFF], [1, 2, 3], CourierFrame.sent(number: 1).encoded(),
            CourierFrame.attached(version: 1).encoded(),
        ] as [[UInt8]]
    )
    func `a frame that is not the station's ends the conversation`(packet: [UInt8]) async throws {
        let server = try await bench.server()
        try await courier.run(port: server.port) { listener in
            let station = try await courier.attached(listener)
            try station.connection.send(packet)
            #expect(try await station.next() == nil)
        }
        await server.stop()
    }

    @Test func `stopping does not wait for a cell that hangs`() async throws {
        let server = try await bench.server(nil) { _ in [] }
        let limits = CentreLimits(timeout: .seconds(30), connectTimeout: .seconds(5))
        let start = ContinuousClock().now
        try await courier.run(port: server.port, limits: limits) { listener in
            let station = try await courier.attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .sent(number: 1))
        }
        #expect(ContinuousClock().now - start < .seconds(20))
        await server.stop()
    }
}
