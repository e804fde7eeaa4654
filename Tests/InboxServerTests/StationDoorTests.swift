import CentreLink
import DeskProtocol
import Foundation
import InboxKit
import MeldpostCore
import NIOSSL
import RecordFormat
import Testing

@testable import InboxServer

@Suite struct StationDoorTests {
    private func endpoint(
        _ files: InboxFiles,
        _ identity: TestIdentity,
        port: Int
    ) -> CentreEndpoint {
        CentreEndpoint(
            host: "127.0.0.1",
            port: port,
            serverName: "inbox.example",
            caCertificates: files.serverAuthority.pem,
            certificateChain: identity.certificate,
            privateKey: identity.key
        )
    }

    private func withClient<Value: Sendable>(
        _ files: InboxFiles,
        _ identity: TestIdentity,
        port: Int,
        _ body: (CentreClient) async throws -> Value
    ) async throws -> Value {
        let client = try CentreClient(endpoint: endpoint(files, identity, port: port))
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(client))
        } catch {
            result = .failure(error)
        }
        await client.close()
        return try result.get()
    }

    private let time = ConfirmedTime(
        lowerBound: UnixTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)),
        isConfirmed: true
    )

    @Test func `a cell over real TLS is answered with 1,024 signed bytes that answer its nonce`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let cell = box.cell()
        let answer = try await files.serve { [time] ports in
            try await withClient(files, files.box, port: ports.station) { client in
                try await client.post(path: "/v1/exchange", body: cell.encoded(), checkedAt: time)
            }
        }
        #expect(answer.status == 200)
        let down = try DownCell(decoding: answer.body)
        try down.verify(with: files.keys.inbox.publicKey, nonce: cell.nonce)
    }

    @Test func `unknown stations, bad signatures and bad lengths get a status and nothing else`()
        async throws
    {
        var box = VirtualBox()
        var stranger = VirtualBox()
        let files = InboxFiles([box])
        var forged = box.cell().encoded()
        forged[1_023] ^= 1
        let bodies: [([UInt8], Int)] = [
            (stranger.cell().encoded(), 403), (forged, 403),
            (Array(box.cell().encoded().dropLast()), 400), (box.cell().encoded() + [0], 400),
            ([], 400), ([UInt8](repeating: 0, count: 1_024), 400),
        ]
        let answers = try await files.serve { [time] ports in
            var answers: [CentreAnswer] = []
            for (body, _) in bodies {
                // Each on a connection of its own: the server may hang up after a refusal.
                answers.append(
                    try await withClient(files, files.box, port: ports.station) { client in
                        try await client.post(path: "/v1/exchange", body: body, checkedAt: time)
                    }
                )
            }
            return answers
        }
        #expect(answers.map(\.status) == bodies.map(\.1))
        #expect(answers.map(\.body) == bodies.map { _ in [] })
    }

    @Test
    func `F50 no certificate, an unknown one, an expired one and the other port's are refused`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let stranger = TestAuthority("stranger").issue("box")
        let expired = files.stationAuthority.issue("box", isExpired: true)
        let request = RawClient.post(box.cell().encoded())
        let (station, desk, old) = try await files.serve { ports in
            func status(_ port: Int, _ identity: TestIdentity?, _ version: TLSVersion) async -> Int?
            {
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.certificateVerification = .none
                tls.minimumTLSVersion = .tlsv12
                tls.maximumTLSVersion = version
                if let identity {
                    tls.certificateChain = try! NIOSSLCertificate.fromPEMBytes(identity.certificate)
                        .map { .certificate($0) }
                    let key = try! NIOSSLPrivateKey(bytes: identity.key, format: .pem)
                    tls.privateKey = .privateKey(key)
                }
                let answer = try? await RawClient.converse(
                    port: port,
                    tls: tls,
                    send: request
                ) { $0.count > 12 }
                return answer.flatMap { RawClient.status(of: $0) }
            }
            let identities = [files.box, files.desk, stranger, expired, nil]
            var station: [Int?] = []
            var desk: [Int?] = []
            for identity in identities {
                station.append(await status(ports.station, identity, .tlsv13))
                desk.append(await status(ports.desk, identity, .tlsv13))
            }
            return (station, desk, await status(ports.station, files.box, .tlsv12))
        }
        #expect(station == [200, nil, nil, nil, nil])
        // The desk's port has no exchange, so its own certificate gets 404.
        #expect(desk == [nil, 404, nil, nil, nil])
        #expect(old == nil)
    }

    @Test func `a pinned certificate is the only one with which its station is answered`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box], isPinned: true)
        let other = files.stationAuthority.issue("another box")
        let cells = [box.cell().encoded(), box.cell().encoded()]
        let statuses = try await files.serve { [time] ports in
            var statuses: [Int] = []
            for (cell, identity) in zip(cells, [files.box, other]) {
                let answer = try await withClient(files, identity, port: ports.station) { client in
                    try await client.post(path: "/v1/exchange", body: cell, checkedAt: time)
                }
                statuses.append(answer.status)
            }
            return statuses
        }
        #expect(statuses == [200, 403])
    }

    @Test func `F52 a large body and large headers are cut off`() async throws {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let cell = box.cell().encoded()
        let answers = try await files.serve { ports in
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.certificateVerification = .none
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(files.box.certificate)
                .map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: files.box.key, format: .pem))
            let header = "x-long: \(String(repeating: "a", count: 100_000))\r\n"
            let requests = [
                Array(
                    "POST /v1/exchange HTTP/1.1\r\nhost: a\r\ncontent-length: 1073741824\r\n\r\n"
                        .utf8
                )
                    + [UInt8](repeating: 0, count: 100_000),
                Array(
                    "POST /v1/exchange HTTP/1.1\r\nhost: a\r\n\(header)content-length: 1024\r\n\r\n"
                        .utf8
                )
                    + cell,
            ]
            var statuses: [Int?] = []
            for request in requests {
                let answer = try? await RawClient.converse(
                    port: ports.station,
                    tls: tls,
                    send: request
                ) {
                    $0.count > 12
                }
                statuses.append(answer.flatMap { RawClient.status(of: $0) })
            }
            return statuses
        }
        #expect(answers.allSatisfy { $0 != 200 })
    }

    @Test func `the desk's routes answer over TLS, and refuse a body that is not of the protocol`()
        async throws
    {
        var box = VirtualBox()
        let files = InboxFiles([box])
        let entry = box.append(length: 800)
        try files.withLedger { ledger in
            for load in box.pieces(of: entry) {
                _ = try ledger.exchange(box.cell(load), at: UnixTime(milliseconds: 1))
            }
        }
        let (page, bad, missing) = try await files.serve { [time] ports in
            try await withClient(files, files.desk, port: ports.desk) { client in
                let page = try await client.get(
                    path: "\(DeskRoute.entries)?after=0",
                    checkedAt: time
                )
                let bad = try await client.post(
                    path: DeskRoute.statements,
                    body: Array("{}".utf8),
                    checkedAt: time
                )
                let missing = try await client.get(path: "/v1/desk/secrets", checkedAt: time)
                for query in ["entries?after=0&digest=x", "entries?from=1", "steps?entry=3f2a"] {
                    let answer = try await client.get(path: "/v1/desk/\(query)", checkedAt: time)
                    #expect(answer.status == 400 && answer.body.isEmpty)
                }
                return (page, bad, missing)
            }
        }
        let entries = try DeskJSON.decoded(EntriesPage.self, from: page.body).entries
        #expect(entries.map(\.entry.bytes) == [entry.encoded()])
        #expect(bad.status == 400 && missing.status == 404)
        #expect(bad.body.isEmpty && missing.body.isEmpty)
    }
}
