import CentreLink
import Foundation
import MeldpostCore
import NIOCore
import Synchronization
import Testing

/// F52: what a centre, or whoever stands for it, may answer, over real TLS.
@Suite(.timeLimit(.minutes(1))) struct CentreAnswerTests {
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

    @Test(arguments: [204, 302, 401, 403, 408, 409, 413, 429, 500, 503])
    func `F52 every status is handed over and none is acted upon`(status: Int) async throws {
        let headers = "Location: https://127.0.0.1:1/elsewhere\r\nWWW-Authenticate: Basic\r\n"
        let body = status == 204 ? [] : Array("<html>no</html>".utf8)
        let answer: ServerStep =
            status == 204
            ? .text("HTTP/1.1 204 X\r\n\(headers)\r\n") : .answer(status, body, headers: headers)
        let result = try await result([answer])
        #expect(result == .success(CentreAnswer(status: status, body: body)))
    }

    @Test(arguments: ["1000000000", "-1", "Wed, 21 Oct 2037 07:28:00 GMT", "soon", ""])
    func `F52 what Retry-After says has no effect`(value: String) async throws {
        let answer = ServerStep.answer(429, [], headers: "Retry-After: \(value)\r\n")
        let server = try await bench.server(nil) { number in number == 0 ? [answer] : [.answer()] }
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        let time = CentreBench.time()
        #expect(try await client.post(path: "/", body: [], checkedAt: time).status == 429)
        #expect(try await client.post(path: "/", body: [], checkedAt: time).status == 200)
        await client.close()
        await server.stop()
    }

    @Test func `F52 gzip is not undone`() async throws {
        let bomb = [0x1F, 0x8B, 0x08] + [UInt8](repeating: 0, count: 97)
        let headers = "Content-Encoding: gzip\r\n"
        let result = try await result([.answer(200, bomb, headers: headers)])
        #expect(result == .success(CentreAnswer(status: 200, body: bomb)))
    }

    @Test func `F52 a few interim answers are passed over`() async throws {
        let interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        let result = try await result([.text(interim), .answer()])
        #expect(result == .success(CentreAnswer(status: 200, body: Self.cell)))
    }

    @Test func `a chunked answer is put together`() async throws {
        let text =
            "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        let result = try await result([.text(text)])
        #expect(result == .success(CentreAnswer(status: 200, body: Array("abcde".utf8))))
    }

    @Test func `after an answer that closes, the next cell connects again`() async throws {
        let server = try await bench.server(nil) { number in
            number == 0 ? [.answer(headers: "Connection: close\r\n"), .close] : [.answer()]
        }
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        for _ in 0..<2 {
            let time = CentreBench.time()
            #expect(try await client.post(path: "/", body: [], checkedAt: time).status == 200)
        }
        #expect(server.log.connections == 2)
        await client.close()
        await server.stop()
    }

    @Test func `F52 a flood of interim answers is cut off`() async throws {
        let interim = Array(String(repeating: "HTTP/1.1 100 Go on\r\n\r\n", count: 500).utf8)
        #expect(try await reason([.flood(interim)]) == .answerTooLarge)
    }

    @Test(arguments: ["1000000000", "262145", "99999999999999999999999"])
    func `F52 a body that is too large is refused by its length alone`(length: String) async throws
    {
        let head = "HTTP/1.1 200 X\r\nContent-Length: \(length)\r\n\r\n"
        let reason = try await reason([.text(head)])
        #expect(reason == .answerTooLarge || reason == .answerMalformed)
    }

    @Test func `F52 a body of exactly the bound is taken, one byte more is not`() async throws {
        let limits = CentreLimits(answerBytes: 2_000, timeout: .seconds(2))
        let fits = [UInt8](repeating: 1, count: 2_000)
        #expect(
            try await result([.answer(200, fits)], limits: limits)
                == .success(CentreAnswer(status: 200, body: fits))
        )
        #expect(try await reason([.answer(200, fits + [1])], limits: limits) == .answerTooLarge)
    }

    @Test func `F52 a chunked body without end is cut off`() async throws {
        let chunk = "1000\r\n" + String(repeating: "x", count: 4_096) + "\r\n"
        let head = "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(
            try await reason([.text(head), .flood(Array(chunk.utf8))]) == .answerTooLarge
        )
    }

    @Test(arguments: [
        "HTTP/1.1 200 X\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "HTTP/1.1 200 X\r\nContent-Length: 3, 4\r\n\r\nabcd",
        "HTTP/1.1 200 X\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 X\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 X\r\nContent-Length: four\r\n\r\nabcd",
        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc",
        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n",
        "HTTP/1.1 200 X\r\nX: a\u{0}b\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 X\r\nX y: a\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 X\r\nX: a\rContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 X\r\n: a\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 20 X\r\nContent-Length: 0\r\n\r\n",
        "HTTP/9.9 200 X\r\nContent-Length: 0\r\n\r\n",
        "<html><body>Welcome to the hotel</body></html>",
        "\r\n\r\n\r\nnothing\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
    ])
    func `F52 an answer without sense is refused`(text: String) async throws {
        let reason = try await reason([.text(text), .close])
        #expect(reason == .answerMalformed)
    }

    @Test func `F52 an answer whose end is the end of the connection is refused`() async throws {
        let text = "HTTP/1.1 200 X\r\n\r\n" + String(repeating: "x", count: 1_024)
        #expect(try await reason([.text(text), .close]) == .answerMalformed)
    }

    @Test func `F52 a header of a megabyte is refused`() async throws {
        let long = "HTTP/1.1 200 X\r\nX: " + String(repeating: "a", count: 1_000_000)
        #expect(try await reason([.text(long)]) == .answerMalformed)
    }

    @Test func `F52 headers without end are refused`() async throws {
        let head = ServerStep.text("HTTP/1.1 200 X\r\n")
        #expect(try await reason([head, .flood(Array("a: b\r\n".utf8))]) == .answerMalformed)
    }

    @Test func `an answer that nobody asked for ends the connection`() async throws {
        // Both come in one piece: what comes later than that is for the nonce in the cell to refuse.
        let head = "HTTP/1.1 200 X\r\nContent-Length: 1024\r\n\r\n"
        let one = Array(head.utf8) + ScriptedServer.cell
        let server = try await bench.server(nil) { number in
            number == 0 ? [.send(one + one)] : [.answer(201)]
        }
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        let time = CentreBench.time()
        let first = try await client.post(path: "/", body: [], checkedAt: time)
        #expect(first.status == 200)
        // The second answer must never be taken for the answer to the second cell.
        // A cell that is sent just as the connection ends fails, and the next one is answered.
        var second = try? await client.post(path: "/second", body: [], checkedAt: time)
        if second == nil {
            second = try await client.post(path: "/second", body: [], checkedAt: time)
        }
        #expect(second?.status == 201)
        #expect(server.log.connections == 2)
        await client.close()
        await server.stop()
    }
}
