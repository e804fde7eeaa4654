import CentreLink
import Foundation
import MeldpostCore
import NIOCore
import Synchronization
import Testing

/// A client of the centre over real TLS: one connection, one request at a time.
@Suite(.timeLimit(.minutes(1))) struct CentreClientTests {
    private let bench = CentreBench()

    private static let cell = ScriptedServer.cell

    @Test func `a cell goes up as it is and one comes down as it is`() async throws {
        let server = try await bench.server()
        let result = try await bench.post(bench.endpoint(port: server.port))
        #expect(result == .success(CentreAnswer(status: 200, body: Self.cell)))
        let head =
            "POST /v1/exchange HTTP/1.1\r\nHost: inbox.example:\(server.port)\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Length: 1024\r\n\r\n"
        #expect(server.log.requests == [Array(head.utf8) + bench.cell])
        await server.stop()
    }

    @Test func `a get carries nothing`() async throws {
        let server = try await bench.server()
        let client = try CentreClient(endpoint: bench.endpoint(port: server.port))
        let answer = try await client.get(path: "/v1/desk/entries?after=7", checkedAt: .unknown)
        #expect(answer.status == 200)
        let head =
            "GET /v1/desk/entries?after=7 HTTP/1.1\r\nHost: inbox.example:\(server.port)\r\n\r\n"
        #expect(server.log.requests == [Array(head.utf8)])
        await client.close()
        await server.stop()
    }

    @Test func `one connection serves many cells`() async throws {
        let server = try await bench.server()
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        #expect(await !client.isConnected)
        for _ in 0..<20 {
            _ = try await client.post(path: "/", body: bench.cell, checkedAt: CentreBench.time())
        }
        #expect(await client.isConnected)
        #expect(server.log.connections == 1)
        #expect(server.log.requests.count == 20)
        await client.close()
        await server.stop()
    }

    @Test func `sent is told once, before the answer, and not when nothing was sent`() async throws
    {
        let server = try await bench.server()
        let told = Mutex(0)
        let note = { @Sendable in told.withLock { $0 += 1 } }
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        let time = CentreBench.time()
        _ = try await client.post(path: "/", body: bench.cell, checkedAt: time, sent: note)
        #expect(told.withLock { $0 } == 1)
        await client.close()
        await server.stop()
        let nobody = try CentreClient(
            endpoint: bench.endpoint(port: 1),
            limits: CentreBench.quick
        )
        _ = try? await nobody.post(path: "/", body: bench.cell, checkedAt: time, sent: note)
        #expect(told.withLock { $0 } == 1)
        await nobody.close()
    }

    @Test func `a second request at the same time is refused and harms nothing`() async throws {
        let server = try await bench.server(nil) { number in
            [
                .drip(Array("HTTP/1.1 200".utf8), pause: .milliseconds(5)),
                .text(" X\r\nContent-Length: 0\r\n\r\n"),
            ]
        }
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        let time = CentreBench.time()
        let results = await withTaskGroup(of: CentreLinkError.Reason?.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    do throws(CentreLinkError) {
                        _ = try await client.post(path: "/", body: [], checkedAt: time)
                        return nil
                    } catch { return error.reason }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(results) == [nil, .busy])
        #expect(server.log.requests.count == 1)
        await client.close()
        await server.stop()
    }

    @Test func `closing ends a request under way`() async throws {
        let server = try await bench.server(nil) { _ in [] }
        let client = try CentreClient(endpoint: bench.endpoint(port: server.port))
        let time = CentreBench.time()
        let waiting = Task { try await client.post(path: "/", body: [], checkedAt: time) }
        try await server.log.wait { !$0.requests.isEmpty }
        await client.close()
        await #expect(throws: CentreLinkError(.closed)) { try await waiting.value }
        await #expect(throws: CentreLinkError(.closed)) {
            try await client.post(path: "/", body: [], checkedAt: time)
        }
        await server.stop()
    }

    @Test func `cancelling ends a request under way`() async throws {
        let server = try await bench.server(nil) { _ in [] }
        let client = try CentreClient(endpoint: bench.endpoint(port: server.port))
        let bench = bench
        let task = Task { try await client.post(path: "/", body: bench.cell, checkedAt: .unknown) }
        try await server.log.wait { !$0.requests.isEmpty }
        task.cancel()
        await #expect(throws: CentreLinkError.self) { try await task.value }
        await client.close()
        await server.stop()
    }

    @Test func `on the wire a cell with a piece and one with filler have the same size`()
        async throws
    {
        let server = try await bench.server()
        let proxy = try await CountingProxy(to: server.port)
        let client = try CentreClient(
            endpoint: bench.endpoint(port: proxy.port),
            limits: CentreBench.quick
        )
        let time = CentreBench.time()
        let cells: [[UInt8]] = [
            [UInt8](repeating: 0, count: 1_024), (0..<1_024).map { _ in .random(in: 0...255) },
            Array(String(repeating: "report ", count: 147).utf8.prefix(1_024)),
        ]
        // The handshake and its tickets go before.
        _ = try await client.post(path: "/v1/exchange", body: cells[0], checkedAt: time)
        var sizes: [CountingProxy.Count] = []
        for cell in cells + cells {
            #expect(cell.count == 1_024)
            let before = proxy.count
            _ = try await client.post(path: "/v1/exchange", body: cell, checkedAt: time)
            sizes.append(proxy.count - before)
        }
        #expect(Set(sizes).count == 1)
        #expect(sizes[0].up > 1_024 && sizes[0].down > 1_024)
        #expect(server.log.connections == 1)
        await client.close()
        await proxy.stop()
        await server.stop()
    }
}
