import CentreLink
import Foundation
import MeldpostCore

/// One authority, one client certificate, and clients of it with short limits.
struct CentreBench: Sendable {
    let authority = TestAuthority("centre")
    let stations = TestAuthority("stations")
    let cell = (0..<1_024).map { UInt8(truncatingIfNeeded: $0) }

    static let quick = CentreLimits(
        answerBytes: 262_144,
        timeout: .milliseconds(700),
        handshakeTimeout: .milliseconds(700),
        connectTimeout: .seconds(2)
    )

    /// `days` after what the tests call now.
    static func time(days: Double = 0, isConfirmed: Bool = true) -> ConfirmedTime {
        let date = TestAuthority.now.addingTimeInterval(days * TestAuthority.day)
        return ConfirmedTime(
            lowerBound: UnixTime(milliseconds: Int64(date.timeIntervalSince1970 * 1_000)),
            isConfirmed: isConfirmed
        )
    }

    func endpoint(
        port: Int,
        host: String = "127.0.0.1",
        name: String = "inbox.example",
        authorities: [UInt8]? = nil,
        client: TestIdentity? = nil
    ) -> CentreEndpoint {
        let client = client ?? stations.issue(name: "station", use: .client)
        return CentreEndpoint(
            host: host,
            port: port,
            serverName: name,
            caCertificates: authorities ?? authority.pem,
            certificateChain: client.chainPEM,
            privateKey: client.keyPEM
        )
    }

    func server(
        _ identity: TestIdentity? = nil,
        _ script: @escaping ScriptedServer.Script = { _ in [.answer()] }
    ) async throws -> ScriptedServer {
        try await ScriptedServer(identity ?? authority.issue(), clients: stations, script: script)
    }

    /// Posts a cell over a new connection and gives what came of it.
    func post(
        _ endpoint: CentreEndpoint,
        at time: ConfirmedTime = CentreBench.time(),
        limits: CentreLimits = CentreBench.quick
    ) async throws -> Result<CentreAnswer, CentreLinkError> {
        let client = try CentreClient(endpoint: endpoint, limits: limits)
        let result: Result<CentreAnswer, CentreLinkError>
        do throws(CentreLinkError) {
            result = .success(
                try await client.post(path: "/v1/exchange", body: cell, checkedAt: time)
            )
        } catch {
            result = .failure(error)
        }
        await client.close()
        return result
    }

    /// Why a cell is not answered when a server of `identity` is there.
    func refusal(
        of identity: TestIdentity,
        name: String = "inbox.example",
        authorities: [UInt8]? = nil,
        at time: ConfirmedTime = CentreBench.time()
    ) async throws -> CentreLinkError.Reason? {
        let server = try await server(identity)
        let endpoint = endpoint(port: server.port, name: name, authorities: authorities)
        let result = try await post(endpoint, at: time)
        let wasAsked = !server.log.requests.isEmpty
        await server.stop()
        guard case .failure(let error) = result else { return nil }
        // Nothing of a cell may reach a server that was refused.
        precondition(!wasAsked, "a refused server was given a cell")
        return error.reason
    }
}
