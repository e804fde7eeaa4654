import CentreLink
import ControlProtocol
import CourierAssembly
import Foundation
import LocalSockets
import Logging
import MeldpostCore
import Testing

/// The courier as a whole, between a station socket and a real TLS server.
@Suite struct CourierServiceTests {
    private let bench = CentreBench()
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("meldpost-\(UUID().uuidString)").path

    private var path: String { "\(folder)/courier.sock" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// The station's end of the socket.
    private struct StationEnd: Sendable {
        let connection: LocalConnection

        func order(_ number: UInt64, _ cell: [UInt8], lane: ExchangeLane = .pace) throws {
            let time = CentreBench.time()
            let frame = CourierFrame.order(
                number: number,
                lane: lane,
                confirmedTimeMilliseconds: time.lowerBound.milliseconds,
                isTimeConfirmed: time.isConfirmed,
                cell: cell
            )
            try connection.send(frame.encoded())
        }

        func next() async throws -> CourierFrame? {
            let connection = connection
            let packet = await OwnThread.run {
                (try? connection.receive(limit: .seconds(20))) ?? nil
            }
            return try packet.map { try CourierFrame(decoding: $0) }
        }
    }

    /// Runs a courier against `port` and hands its station's listener over; then stops it.
    private func withCourier(
        port: Int,
        limits: CentreLimits = CentreBench.quick,
        _ body: (LocalListener) async throws -> Void
    ) async throws {
        let listener = try LocalListener(path: path, mode: 0o600, backlog: 2)
        var log = Logger(label: "test")
        log.logLevel = .critical
        let waiting = LoopThread()
        let service = try CourierService(
            configuration: CourierConfiguration(
                endpoint: bench.endpoint(port: port),
                socketPath: path
            ),
            limits: limits,
            waiting: waiting,
            log: log
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            // As the program runs it.
            tasks.addTask(executorPreference: waiting) { await service.run() }
            defer { tasks.cancelAll() }
            try await body(listener)
        }
        await waiting.close()
        listener.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func attached(_ listener: LocalListener) async throws -> StationEnd {
        let connection = await OwnThread.run { try? listener.accept() }
        let end = StationEnd(connection: try #require(connection))
        #expect(try await end.next() == .attached(version: 1))
        return end
    }

    @Test(.timeLimit(.minutes(1)))
    func `a cell is sent, answered, and the next one too, over one connection`() async throws {
        let server = try await bench.server()
        try await withCourier(port: server.port) { listener in
            let station = try await attached(listener)
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

    @Test(.timeLimit(.minutes(1)))
    func `P6 a panic cell does not wait for a cell that hangs`() async throws {
        // The first connection says nothing; whoever comes second is answered.
        let server = try await bench.server(nil) { number in number == 0 ? [] : [.answer()] }
        let limits = CentreLimits(timeout: .seconds(15), connectTimeout: .seconds(5))
        try await withCourier(port: server.port, limits: limits) { listener in
            let station = try await attached(listener)
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

    @Test(.timeLimit(.minutes(1)))
    func `an order for a busy lane is refused, and the one under way goes on`() async throws {
        let server = try await bench.server(nil) { _ in
            [
                .drip(Array("HTTP/1.1 200 X".utf8), pause: .milliseconds(10)), .text("\r\n"),
                .text("Content-Length: 1024\r\n\r\n"), .send(ScriptedServer.cell),
            ]
        }
        try await withCourier(port: server.port) { listener in
            let station = try await attached(listener)
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
        .timeLimit(.minutes(1)),
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
        try await withCourier(port: server.port) { listener in
            let station = try await attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .sent(number: 1))
            #expect(try await station.next() == .failed(number: 1, .answerRefused))
        }
        await server.stop()
    }

    @Test(.timeLimit(.minutes(1)))
    func `F50 a server that is not the centre is given nothing`() async throws {
        let server = try await bench.server(TestAuthority("rogue").issue())
        try await withCourier(port: server.port) { listener in
            let station = try await attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .failed(number: 1, .certificateRefused))
        }
        #expect(server.log.requests.isEmpty)
        await server.stop()
    }

    @Test(.timeLimit(.minutes(1)))
    func `F55 after a failure the next connection waits a second at least`() async throws {
        let server = try await ScissorsServer(after: 0)
        try await withCourier(port: server.port) { listener in
            let station = try await attached(listener)
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

    @Test(.timeLimit(.minutes(1)))
    func `the courier comes back when the station has gone`() async throws {
        let server = try await bench.server()
        try await withCourier(port: server.port) { listener in
            let first = try await attached(listener)
            first.connection.close()
            let second = try await attached(listener)
            try second.order(1, bench.cell)
            #expect(try await second.next() == .sent(number: 1))
        }
        await server.stop()
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            [0xFF], [1, 2, 3], CourierFrame.sent(number: 1).encoded(),
            CourierFrame.attached(version: 1).encoded(),
        ] as [[UInt8]]
    )
    func `a frame that is not the station's ends the conversation`(packet: [UInt8]) async throws {
        let server = try await bench.server()
        try await withCourier(port: server.port) { listener in
            let station = try await attached(listener)
            try station.connection.send(packet)
            #expect(try await station.next() == nil)
        }
        await server.stop()
    }

    @Test(.timeLimit(.minutes(1)))
    func `stopping does not wait for a cell that hangs`() async throws {
        let server = try await bench.server(nil) { _ in [] }
        let limits = CentreLimits(timeout: .seconds(30), connectTimeout: .seconds(5))
        let start = ContinuousClock().now
        try await withCourier(port: server.port, limits: limits) { listener in
            let station = try await attached(listener)
            try station.order(1, bench.cell)
            #expect(try await station.next() == .sent(number: 1))
        }
        #expect(ContinuousClock().now - start < .seconds(20))
        await server.stop()
    }
}
