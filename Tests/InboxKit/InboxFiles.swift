import Foundation
import InboxServer
import Logging
import MeldpostCore
import ProgramKit
import RecordFormat

/// All files that an inbox and a desk need, in a temporary folder.
package final class InboxFiles: Sendable {
    package let folder = TemporaryFolder()
    package let keys = CentreKeys()
    package let stationAuthority = TestAuthority("station authority")
    package let deskAuthority = TestAuthority("desk authority")
    package let serverAuthority = TestAuthority("server authority")
    package let boxes: [VirtualBox]
    package let box: TestIdentity
    package let desk: TestIdentity

    /// Writes the files; the stations' certificate is pinned where `isPinned`.
    package init(_ boxes: [VirtualBox], isPinned: Bool = false) {
        self.boxes = boxes
        box = stationAuthority.issue("box")
        desk = deskAuthority.issue("desk")
        let server = serverAuthority.issue("inbox.example", isServer: true)
        folder.write(Data(keys.inbox.seed.value).base64EncodedData(), to: "inbox-key")
        folder.write(server.certificate, to: "inbox-certificate")
        folder.write(server.key, to: "inbox-tls-key")
        folder.write(stationAuthority.pem, to: "station-ca.pem")
        folder.write(deskAuthority.pem, to: "desk-ca.pem")
        folder.write(serverAuthority.pem, to: "server-ca.pem")
        folder.write(desk.certificate, to: "desk.pem")
        folder.write(desk.key, to: "desk-key.pem")
        folder.write(Data(keys.desk.seed.value).base64EncodedData(), to: "desk-key")
        folder.write(keys.keyList(), to: "keylist")
        folder.write(Array(keys.caseIdentity.encoded.utf8), to: "case")
        folder.write(Array(keys.sourceIdentity.encoded.utf8), to: "source")
        write(isPinned: isPinned)
    }

    package var configuration: String { folder.path + "/inbox.toml" }

    /// The text of `inbox.toml`.
    package func text(stationPort: Int = 0, deskPort: Int = 0, isPinned: Bool = false) -> String {
        let pin = Digest.sha256(of: box.der).bytes.map { String(format: "%02x", $0) }.joined()
        let stations = boxes.map { box in
            """
            [[station]]
            id = "\(box.id.bytes.map { String(format: "%02x", $0) }.joined())"
            key = "\(Data(box.key.publicKey.bytes).base64EncodedString())"
            island = "\(box.island.code)"
            \(isPinned ? "certificate_sha256 = \"\(pin)\"" : "")
            """
        }
        return """
            [listen]
            host = "127.0.0.1"
            station_port = \(stationPort)
            desk_port = \(deskPort)
            [trust]
            station_ca = "\(folder.path)/station-ca.pem"
            desk_ca = "\(folder.path)/desk-ca.pem"
            root_key = "\(Data(keys.root.publicKey.bytes).base64EncodedString())"
            key_list = "\(folder.path)/keylist"
            [store]
            directory = "\(folder.path)/store"
            \(stations.joined(separator: "\n"))
            """
    }

    package func write(stationPort: Int = 0, deskPort: Int = 0, isPinned: Bool = false) {
        let text = text(stationPort: stationPort, deskPort: deskPort, isPinned: isPinned)
        folder.write(text.utf8, to: "inbox.toml")
    }

    /// Writes `desk.toml` for a port and gives its path.
    package func writeDesk(port: Int, hasSource: Bool = true) -> String {
        folder.write(
            """
            [inbox]
            host = "127.0.0.1"
            port = \(port)
            name = "inbox.example"
            ca = "\(folder.path)/server-ca.pem"
            certificate = "\(folder.path)/desk.pem"
            key = "\(folder.path)/desk-key.pem"
            [keys]
            root_key = "\(Data(keys.root.publicKey.bytes).base64EncodedString())"
            key_list = "\(folder.path)/keylist"
            desk_key = "\(folder.path)/desk-key"
            case_identities = "\(folder.path)/case"
            \(hasSource ? "source_identities = \"\(folder.path)/source\"" : "")
            """,
            to: "desk.toml"
        )
    }

    /// Opens the ledger of the folder while no server runs.
    package func withLedger<Value>(
        _ body: (borrowing InboxLedger) throws -> Value
    ) throws -> Value {
        let ledger = try VirtualCentre.open(folder.path, boxes.map(\.known), keys, number: 1)
        return try body(ledger)
    }

    /// Runs the inbox as long as `body` runs.
    package func serve<Value: Sendable>(
        _ body: @escaping @Sendable (InboxPorts) async throws -> Value
    ) async throws -> Value {
        let (ready, continuation) = AsyncStream<InboxPorts>.makeStream()
        let service = try InboxService(
            settings: InboxSettings(path: configuration, credentials: folder.path),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onReady: { continuation.yield($0) }
        )
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await service.run()
                return nil
            }
            group.addTask {
                for await ports in ready { return try await body(ports) }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CellNotTaken()
        }
    }
}
