import CentreLink
import ControlProtocol
import CourierAssembly
import Foundation
import LocalSockets
import Logging
import MeldpostCore
import ProgramKit
import Testing

/// A courier as a whole, with a station's socket before it.
struct CourierBench: Sendable {
    let bench = CentreBench()
    private let base = TemporaryFolder()
    private var folder: String { base.path }

    private var path: String { "\(folder)/courier.sock" }

    /// The station's end of the socket.
    struct StationEnd: Sendable {
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
            let frame = try packet.map { try CourierFrame(decoding: $0) }
            // Whom it talks with has a test of its own.
            if case .identity? = frame { return try await next() }
            return frame
        }
    }

    /// Runs a courier against `port` and hands its station's listener over; then stops it.
    func run(
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
    }

    func attached(_ listener: LocalListener) async throws -> StationEnd {
        let connection = await OwnThread.run { try? listener.accept() }
        let end = StationEnd(connection: try #require(connection))
        #expect(try await end.next() == .attached(version: CourierFrame.version))
        return end
    }
}
