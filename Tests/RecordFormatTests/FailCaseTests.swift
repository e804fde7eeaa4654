import Foundation
import Testing

@testable import RecordFormat

/// Inputs that break, or once broke, a careless parser: none may trap.
///
/// What decodes encodes to the same bytes. `Tests/FuzzTesting` finds new ones and puts them into its
/// `FailCases`.
@Suite struct FailCaseTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "FuzzTesting/FailCases")

    private static let rewriters: [String: @Sendable ([UInt8]) throws -> [UInt8]] = [
        "entry": { try Entry(decoding: $0).encoded() },
        "panic-signal": { try PanicSignal(decoding: $0).encoded() },
        "up-cell": { try UpCell(decoding: $0).encoded() },
        "down-cell": { try DownCell(decoding: $0).encoded() },
        "statement": { bytes in
            let statement = try Statement(decoding: bytes)
            _ = try? StatementBody(decoding: statement.body, kind: statement.kind)
            return statement.encoded()
        },
        "key-list": { try KeyList(decoding: $0).encoded() },
        "payload": { try Payload(decoding: $0).encoded() },
        "json": { try JSONTree(canonical: $0).encoded() },
    ]

    @Test func `no fail case breaks its parser`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
        #expect(!files.isEmpty)
        // Lines to the panel are replayed where their reader is tested.
        for file in files where !file.hasPrefix(".") && !file.hasPrefix("panel-line.") {
            let target = try #require(Self.rewriters.keys.first { file.hasPrefix($0 + ".") })
            let rewrite = try #require(Self.rewriters[target])
            let bytes = Array(try Data(contentsOf: Self.folder.appending(path: file)))
            if let rewritten = try? rewrite(bytes) { #expect(rewritten == bytes, "\(file)") }
        }
    }
}
