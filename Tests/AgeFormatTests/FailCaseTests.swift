import ProgramKit
import Testing

@testable import AgeFormat

/// Inputs that break, or once broke, a careless parser: none may trap.
@Suite struct FailCaseTests {
    @Test func `no fail case breaks the reader of age files`() throws {
        let cases = try FailCases.of("age-file")
        #expect(!cases.isEmpty)
        for (name, bytes) in cases {
            _ = try? AgeIdentity.parseFile(String(decoding: bytes, as: UTF8.self))
            _ = try? AgeFile.open(bytes, with: [.makeX25519()])
            var reader = HeaderReader(bytes)
            guard let header = try? reader.read() else { continue }
            #expect(bytes.starts(with: header.encoded), "\(name)")
        }
    }

    @Test func `no fail case breaks the reader of Bech32`() throws {
        let cases = try FailCases.of("bech32")
        #expect(!cases.isEmpty)
        for (name, bytes) in cases {
            let text = String(decoding: bytes, as: UTF8.self)
            guard let decoded = Bech32.decode(text) else { continue }
            let again = Bech32.encode(
                humanReadable: decoded.humanReadable.lowercased(),
                bytes: decoded.bytes
            )
            #expect(again == text || again.uppercased() == text, "\(name)")
        }
    }
}
