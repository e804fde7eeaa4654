import Foundation
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

/// A reader in another language and with other cryptography reads the same out of the vectors (P10).
///
/// It runs where `python3` with `cryptography` 48 is installed.
@Suite struct IndependentReaderTests {
    private struct Record: Decodable {
        struct Payload: Decodable {
            let kind: String
            let trace: TraceContent
            let told: ToldContent?
        }

        struct Source: Decodable {
            let version: Int
            let source: SourceContent?
        }

        let sequence: UInt64
        let payload: Payload
        let source: Source?
    }

    @Test(.enabled(if: try canRun.isMet))
    func `P10 a reader in Python verifies the chain and opens the bodies`() throws {
        let (status, output) = try Self.python([
            Self.script, Samples.stationKey.publicKey.bytes.hex, Self.identities,
            VectorFile.path("sealed-entry-1").path(), VectorFile.path("sealed-entry-2").path(),
        ])
        try #require(status == 0)
        let records = try JSONDecoder().decode([Record].self, from: output)
        #expect(records.map(\.sequence) == [1, 2])
        #expect(records.map(\.payload.kind) == ["report", "drill"])
        #expect(records[0].payload.trace == Samples.trace)
        #expect(records[0].payload.told == Samples.told(in: .papiamentu))
        #expect(records[0].source?.source == Samples.source(in: .papiamentu))
        #expect(records[1].source == nil)
    }

    @Test(.enabled(if: try canRun.isMet))
    func `the reader in Python refuses another key and another order`() throws {
        let first = VectorFile.path("sealed-entry-1").path()
        let second = VectorFile.path("sealed-entry-2").path()
        let (wrongKey, _) = try Self.python([
            Self.script, Samples.inboxKey.publicKey.bytes.hex, Self.identities, first,
        ])
        let (wrongOrder, _) = try Self.python([
            Self.script, Samples.stationKey.publicKey.bytes.hex, Self.identities, second, first,
        ])
        #expect(wrongKey == 1)
        #expect(wrongOrder == 1)
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "read_entry.py").path()

    private static let identities = [
        Samples.caseIdentity, Samples.sourceIdentity, Samples.plainCaseIdentity,
    ].map(\.encoded).joined(separator: ",")

    private static let canRun = Need("python3 with cryptography 48") {
        let check = """
            import cryptography, sys
            sys.exit(int(cryptography.__version__.split(".")[0]) < 48)
            """
        return (try? python(["-c", check]).status) == 0
    }

    private static func python(_ arguments: [String]) throws -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let folder = TemporaryFolder()
        process.standardOutput = FileHandle(forWritingAtPath: folder.write("", to: "output"))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit(atMost: .seconds(60))
        return (process.terminationStatus, Data(folder.bytes("output") ?? []))
    }
}
