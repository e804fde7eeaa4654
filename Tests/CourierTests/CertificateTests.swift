import CentreLink
import Foundation
import MeldpostCore
import Testing

/// F50: which certificates are taken for the centre's, over real TLS.
@Suite(.timeLimit(.minutes(1))) struct CertificateTests {
    private let bench = CentreBench()

    @Test func `the right certificate is taken`() async throws {
        #expect(try await bench.refusal(of: bench.authority.issue()) == nil)
        #expect(try await bench.refusal(of: bench.authority.issue(use: .none)) == nil)
    }

    @Test func `a certificate under an intermediate authority is taken`() async throws {
        #expect(try await bench.refusal(of: bench.authority.intermediate().issue()) == nil)
    }

    @Test func `F50 a certificate of another authority is refused`() async throws {
        let other = TestAuthority("centre")
        #expect(try await bench.refusal(of: other.issue()) == .certificateAuthority)
        #expect(CentreLinkError(.certificateAuthority).fault == .certificateRefused)
    }

    @Test func `F50 a certificate signed by itself is refused`() async throws {
        let own = TestAuthority("inbox.example").identity
        #expect(try await bench.refusal(of: own) == .certificateAuthority)
    }

    @Test func `F50 a certificate of another name is refused, always`() async throws {
        let wrong = bench.authority.issue(name: "inbox.example.org")
        for isConfirmed in [true, false] {
            let time = CentreBench.time(isConfirmed: isConfirmed)
            #expect(try await bench.refusal(of: wrong, at: time) == .certificateName)
        }
    }

    @Test func `F50 a certificate of a station does not stand for the centre`() async throws {
        let client = bench.authority.issue(use: .client)
        #expect(try await bench.refusal(of: client) == .certificateUse)
    }

    @Test func `F50 an expired certificate is refused, confirmed time or not`() async throws {
        let expired = bench.authority.issue(
            from: TestAuthority.now - 100 * TestAuthority.day,
            until: TestAuthority.now - TestAuthority.day
        )
        for isConfirmed in [true, false] {
            let time = CentreBench.time(isConfirmed: isConfirmed)
            #expect(try await bench.refusal(of: expired, at: time) == .certificateDates)
        }
    }

    @Test func `F50 a certificate that is not valid yet is refused against a confirmed time`()
        async throws
    {
        let early = bench.authority.issue(from: TestAuthority.now + TestAuthority.day)
        #expect(
            try await bench.refusal(of: early, at: CentreBench.time()) == .certificateDates
        )
    }

    @Test func `F50 a certificate that is not valid yet is taken while no time is confirmed`()
        async throws
    {
        let early = bench.authority.issue(from: TestAuthority.now + TestAuthority.day)
        let unconfirmed = CentreBench.time(isConfirmed: false)
        #expect(try await bench.refusal(of: early, at: unconfirmed) == nil)
        #expect(try await bench.refusal(of: early, at: .unknown) == nil)
    }

    @Test func `F50 a dead clock does not make an expired chain good`() async throws {
        // The certificate had expired before the authority began: no moment is good for both.
        let authority = TestAuthority(
            "centre",
            from: TestAuthority.now,
            until: TestAuthority.now + 100 * TestAuthority.day
        )
        let leaf = authority.issue(
            from: TestAuthority.now - 20 * TestAuthority.day,
            until: TestAuthority.now - 10 * TestAuthority.day
        )
        let refusal = try await bench.refusal(of: leaf, authorities: authority.pem, at: .unknown)
        #expect(refusal == .certificateDates)
    }

    @Test func `a newer authority beside the old one does not make the old one look expired`()
        async throws
    {
        let newer = TestAuthority("centre 2", from: TestAuthority.now + 2_000 * TestAuthority.day)
        let both = bench.authority.pem + newer.pem
        let leaf = bench.authority.issue()
        #expect(try await bench.refusal(of: leaf, authorities: both, at: .unknown) == nil)
        let time = CentreBench.time()
        #expect(try await bench.refusal(of: leaf, authorities: both, at: time) == nil)
    }

    @Test func `F50 a server that speaks TLS 1.2 only is refused`() async throws {
        let server = try await ScriptedServer(
            bench.authority.issue(),
            clients: bench.stations,
            version: .tlsv12,
            script: { _ in [.answer()] }
        )
        let result = try await bench.post(bench.endpoint(port: server.port))
        #expect(result == .failure(CentreLinkError(.tlsRefused)))
        #expect(server.log.requests.isEmpty)
        await server.stop()
    }

    @Test func `F50 a server that refuses our certificate is told from one that is silent`()
        async throws
    {
        let server = try await ScriptedServer(
            bench.authority.issue(),
            clients: TestAuthority("others"),
            script: { _ in [.answer()] }
        )
        let result = try await bench.post(bench.endpoint(port: server.port))
        #expect(result == .failure(CentreLinkError(.tlsRefused)))
        #expect(CentreLinkError(.tlsRefused).fault == .tlsFailed)
        #expect(server.log.requests.isEmpty)
        await server.stop()
    }

    @Test func `a connection made while no time was known is looked at again with the time`()
        async throws
    {
        let early = bench.authority.issue(from: TestAuthority.now + TestAuthority.day)
        let server = try await bench.server(early)
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        let first = try await client.post(path: "/", body: bench.cell, checkedAt: .unknown)
        #expect(first.status == 200)
        await #expect(throws: CentreLinkError(.certificateDates)) {
            try await client.post(path: "/", body: bench.cell, checkedAt: CentreBench.time())
        }
        #expect(server.log.requests.count == 1)
        await client.close()
        await server.stop()
    }

    @Test func `a connection does not outlive its certificate`() async throws {
        let short = bench.authority.issue(until: TestAuthority.now + TestAuthority.day)
        let server = try await bench.server(short)
        let client = try CentreClient(
            endpoint: bench.endpoint(port: server.port),
            limits: CentreBench.quick
        )
        let now = CentreBench.time()
        _ = try await client.post(path: "/", body: bench.cell, checkedAt: now)
        let later = CentreBench.time(days: 2)
        await #expect(throws: CentreLinkError(.certificateDates)) {
            try await client.post(path: "/", body: bench.cell, checkedAt: later)
        }
        #expect(server.log.requests.count == 1)
        await client.close()
        await server.stop()
    }

    @Test func `what cannot be used is named before anything is connected`() {
        let other = bench.stations.issue(use: .client)
        var endpoint = bench.endpoint(port: 1)
        endpoint.caCertificates = Array("no certificate".utf8)
        #expect(throws: EndpointRefusal.caCertificates) { try endpoint.check() }
        endpoint.caCertificates = []
        #expect(throws: EndpointRefusal.caCertificates) { try endpoint.check() }
        endpoint = bench.endpoint(port: 1)
        endpoint.certificateChain = []
        #expect(throws: EndpointRefusal.certificateChain) { try endpoint.check() }
        endpoint = bench.endpoint(port: 1)
        endpoint.privateKey = endpoint.certificateChain
        #expect(throws: EndpointRefusal.privateKey) { try endpoint.check() }
        endpoint = bench.endpoint(port: 1)
        endpoint.privateKey = other.keyPEM
        #expect(throws: EndpointRefusal.pair) { try endpoint.check() }
    }
}
