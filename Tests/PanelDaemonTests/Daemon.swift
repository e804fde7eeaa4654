import AgeFormat
import ControlProtocol
import Foundation
import LocalSockets
import MeldpostCore
import ProgramKit
import RecordFormat

/// The real `meldpostd` with a panel on a serial line, and what the outside sees of it.
final class Daemon {
    /// The program, beside the running tests.
    static let program: String = {
        let bundle =
            CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        let end = bundle.range(of: ".xctest")?.upperBound ?? bundle.endIndex
        return URL(filePath: String(bundle[..<end])).deletingLastPathComponent().path
            + "/meldpostd"
    }()

    private let base = TemporaryFolder()
    private var folder: String { base.path }
    private var process = Process()

    init(device: String) throws {
        for name in ["/run", "/credentials"] {
            try FileManager.default.createDirectory(
                atPath: folder + name,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        let (root, station) = (SigningKey(), SigningKey())
        let list = try KeyList(
            number: 1,
            issued: UnixHour(rawValue: UInt32(Date.now.timeIntervalSince1970 / 3_600)),
            recipientSets: [
                RecipientSet(
                    scope: RecipientScope(island: .bonaire, chapter: .adviceAndReporting),
                    caseRecipients: [AgeIdentity.makeX25519().recipient],
                    sourceRecipients: [AgeIdentity.makeX25519().recipient]
                )
            ],
            inboxKey: SigningKey().publicKey,
            deskKeys: [SigningKey().publicKey]
        )
        let statement = Statement.make(.keyList(list), key: root).encoded()
        try Data(statement).write(to: URL(filePath: folder + "/key-list"))
        let seed = Data(station.seed.value).base64EncodedString()
        let credential = folder + "/credentials/station-key"
        try Data((seed + "\n").utf8).write(to: URL(filePath: credential))
        chmod(credential, 0o400)
        let configuration = """
            [station]
            id = "00112233445566778899aabbccddeeff"
            island = "bonaire"
            state_directory = "\(folder)/state"

            [trust]
            root_key = "\(Data(root.publicKey.bytes).base64EncodedString())"
            key_list = "\(folder)/key-list"

            [panel]
            kind = "serial"
            device = "\(device)"

            [sockets]
            courier = "\(folder)/run/courier.sock"
            control = "\(folder)/run/control.sock"
            """
        try Data(configuration.utf8).write(to: URL(filePath: folder + "/station.toml"))
        try start()
    }

    func start() throws {
        process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = [
            "--config", folder + "/station.toml", "--credentials", folder + "/credentials",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Ends it as a crash does.
    func crash() {
        signal(SIGKILL)
        process.waitUntilExit()
    }

    func stop() {
        signal(SIGCONT)
        signal(SIGTERM)
        process.waitUntilExit(atMost: .seconds(30))
    }

    var exitCode: Int32? { process.isRunning ? nil : process.terminationStatus }

    /// What it tells a technician.
    var status: StatusReport? {
        guard let connection = try? LocalConnection.connect(path: folder + "/run/control.sock")
        else { return nil }
        guard let request = try? StatusRequest(.status).encoded(),
            (try? connection.send(request)) != nil,
            let answer = try? connection.receive(limit: .seconds(10))
        else { return nil }
        return try? StatusReport(decoding: answer)
    }

    func has(_ condition: Condition) -> Bool {
        status?.conditions.contains { $0.code == condition.rawValue } == true
    }

    /// Waits for a panic signal that leaves by the courier's socket.
    func sendsPanic() throws -> Bool {
        let connection = try LocalConnection.connect(path: folder + "/run/courier.sock")
        try connection.send(CourierFrame.attached(version: CourierFrame.version).encoded())
        for _ in 0..<20 {
            guard let packet = try connection.receive(limit: .seconds(30)) else { return false }
            guard case .order(_, _, _, _, let cell) = try CourierFrame(decoding: packet) else {
                continue
            }
            if case .panic(let signal) = try UpCell(decoding: cell).load {
                return !signal.notice.isTest
            }
        }
        return false
    }
}
