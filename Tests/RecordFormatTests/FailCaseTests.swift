import ProgramKit
import Testing

@testable import RecordFormat

/// Inputs that break, or once broke, a careless parser: none may trap.
///
/// What decodes encodes to the same bytes. `Tests/FuzzTesting` finds new ones and puts them into its
/// `FailCases`.
@Suite struct FailCaseTests {
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
        "supervisor-credential": { bytes in
            SupervisorCredential.decode(bytes).map { SupervisorCredential.encode($0) } ?? bytes
        },
        "json": { try JSONTree(canonical: $0).encoded() },
        "statement-body": { bytes in
            guard let first = bytes.first, let kind = StatementKind(rawValue: first) else {
                return bytes
            }
            let body = Array(bytes.dropFirst())
            return [first] + (try StatementBody(decoding: body, kind: kind).encoded())
        },
        "source-block": { text in
            let filling = [UInt8](
                repeating: 0x20,
                count: max(0, SourceBlock.plaintextLength - text.count)
            )
            let bytes = try SourceBlock.encode(try SourceBlock.decode(text + filling))
            return Array(bytes.prefix(text.count))
        },
    ]

    @Test func `no fail case breaks its parser`() throws {
        for (target, rewrite) in Self.rewriters {
            let cases = try FailCases.of(target)
            #expect(!cases.isEmpty, "\(target)")
            for (name, bytes) in cases {
                if let rewritten = try? rewrite(bytes) { #expect(rewritten == bytes, "\(name)") }
            }
        }
    }
}
