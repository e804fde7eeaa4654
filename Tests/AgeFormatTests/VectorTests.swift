import AgeFormat
import Crypto
import Testing

@Suite struct VectorTests {
    @Test func `all ninety vectors are there, each with a class that we know`() {
        #expect(Vector.all.count == 90)
        #expect(Vector.all.count { $0.expectation == "success" } == 18)
        #expect(Vector.all.allSatisfy { Self.classes.contains($0.expectation) })
    }

    @Test(arguments: Vector.all)
    func `a vector gives its expected class and its expected plaintext`(vector: Vector) throws {
        do {
            let plaintext = try open(vector)
            #expect(vector.expectation == "success")
            #expect(hex(SHA256.hash(data: plaintext)) == vector.payloadHash)
        } catch let refusal as AgeRefusal {
            #expect(Self.className(of: refusal) == vector.expectation)
        }
    }

    /// Opens a vector; one that names no identity is opened with any.
    private func open(_ vector: Vector) throws -> [UInt8] {
        if let passphrase = vector.passphrase {
            return try AgeFile.open(vector.file, passphrase: Array(passphrase.utf8))
        }
        let identities = try vector.identities.map { try AgeIdentity(parsing: $0) }
        return try AgeFile.open(
            vector.file,
            with: identities.isEmpty ? [.makeX25519()] : identities
        )
    }

    private static let classes = [
        "success", "no match", "HMAC failure", "header failure", "payload failure",
    ]

    /// The class of the vectors that a refusal belongs to; nil for one that no file can cause.
    private static func className(of refusal: AgeRefusal) -> String? {
        switch refusal {
        case .noMatch, .passphraseNeeded: "no match"
        case .headerForged: "HMAC failure"
        case .payloadDamaged: "payload failure"
        case .armored, .versionUnsupported, .headerMalformed, .stanzaMalformed, .scryptNotAlone,
            .workFactorRefused, .tooManyStanzas:
            "header failure"
        case .recipientMalformed, .recipientUnusable, .identityMalformed, .identityFileMalformed,
            .identityFileEmpty, .noRecipients, .recipientsMixed, .passphraseEmpty:
            nil
        }
    }

    private func hex(_ digest: SHA256.Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
