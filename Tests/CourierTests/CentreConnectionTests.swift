import CentreLink
import Foundation
import MeldpostCore
import NIOCore
import Synchronization
import Testing

/// F49: a centre that is slow, cut off, or not there, over real TLS.
@Suite(.timeLimit(.minutes(1))) struct CentreConnectionTests {
    private let bench = CentreBench()

    private static let cell = ScriptedServer.cell

    /// What comes of one cell when the server plays `steps`.
    private func result(
        _ steps: [ServerStep],
        limits: CentreLimits = CentreBench.quick
    ) async throws -> Result<CentreAnswer, CentreLinkError> {
        let server = try await bench.server(nil) { _ in steps }
        let result = try await bench.post(bench.endpoint(port: server.port), limits: limits)
        #expect(server.log.connections == 1)
        #expect(server.log.requests.count == 1)
        // No answer of any kind costs more memory than the bound: the server could not even give
        // more to the network than that and what the sockets hold.
        #expect(server.log.bytesWritten < 16_000_000)
        await server.stop()
        return result
    }

    private func reason(
        _ steps: [ServerStep],
        limits: CentreLimits = CentreBench.quick
    ) async throws -> CentreLinkError.Reason? {
        guard case .failure(let error) = try await result(steps, limits: limits) else { return nil }
        return error.reason
    }

    @Test func `a server that says nothing is given up in time`() async throws {
        #expect(try await reason([]) == .timedOut)
    }

    @Test func `a server that speaks one byte at a time is given up in time`() async throws {
        let slow = ServerStep.drip(
            Array("HTTP/1.1 200 X\r\nContent-Length: 1024".utf8),
            pause: .milliseconds(150)
        )
        let server = try await bench.server(nil) { _ in [slow] }
        let endpoint = bench.endpoint(port: server.port)
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try await bench.post(endpoint) == .failure(CentreLinkError(.timedOut)))
        // A new connection has the time of a handshake and the time of an exchange; the rest is for
        // a machine that is busy. The bytes alone would take six seconds.
        #expect(
            clock.now - start < CentreBench.quick.timeout + CentreBench.quick.handshakeTimeout
                + .seconds(3)
        )
        await server.stop()
    }

    @Test func `a listener that never shakes hands is given up in time`() async throws {
        let server = try await ScissorsServer(after: nil)
        let result = try await bench.post(bench.endpoint(port: server.port))
        #expect(result == .failure(CentreLinkError(.timedOut)))
        await server.stop()
    }

    @Test func `an idle connection is closed where that is wanted`() async throws {
        var limits = CentreBench.quick
        limits.idleTime = .milliseconds(50)
        let server = try await bench.server()
        let client = try CentreClient(endpoint: bench.endpoint(port: server.port), limits: limits)
        let time = CentreBench.time()
        _ = try await client.post(path: "/", body: [], checkedAt: time)
        for _ in 0..<100 where await client.isConnected {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(await !client.isConnected)
        #expect(try await client.post(path: "/", body: [], checkedAt: time).status == 200)
        #expect(server.log.connections == 2)
        await client.close()
        await server.stop()
    }

    @Test(arguments: [0, 1, 50])
    func `a connection cut before or during the handshake is lost`(count: Int) async throws {
        let server = try await ScissorsServer(after: count)
        let result = try await bench.post(bench.endpoint(port: server.port))
        #expect(result == .failure(CentreLinkError(.connectionLost)))
        await server.stop()
    }

    @Test(arguments: [1, 90, 200, 1_000, 1_500])
    func `a connection cut while the server shakes hands is lost`(count: Int) async throws {
        let server = try await bench.server()
        let proxy = try await CountingProxy(to: server.port, cutAfterDown: count)
        let result = try await bench.post(bench.endpoint(port: proxy.port))
        #expect(result == .failure(CentreLinkError(.connectionLost)))
        await proxy.stop()
        await server.stop()
    }

    @Test(arguments: [
        "", "HTTP/1.1 20", "HTTP/1.1 200 X\r\nContent-Le",
        "HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n",
        "HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\nabc",
        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ])
    func `a connection cut within the answer is lost`(text: String) async throws {
        #expect(try await reason([.text(text), .close]) == .connectionLost)
    }

    @Test func `F49 a captive portal is not the centre`() async throws {
        let portal =
            "HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n" + String(repeating: "x", count: 1_024)
        let server = try await ScissorsServer(after: 1, saying: portal)
        let result = try await bench.post(bench.endpoint(port: server.port))
        #expect(result == .failure(CentreLinkError(.tlsRefused)))
        await server.stop()
    }

    @Test func `F49 a name that does not exist, and a port that nobody serves, are told apart`()
        async throws
    {
        let unknown = bench.endpoint(port: 8_443, host: "no-such-host.invalid")
        let limits = CentreLimits(timeout: .seconds(1), connectTimeout: .seconds(4))
        #expect(
            try await bench.post(unknown, limits: limits)
                == .failure(CentreLinkError(.nameNotResolved))
        )
        let server = try await ScissorsServer(after: 0)
        let port = server.port
        await server.stop()
        #expect(
            try await bench.post(bench.endpoint(port: port))
                == .failure(CentreLinkError(.notConnected))
        )
    }
}
