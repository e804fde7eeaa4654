import Testing

@testable import AgeFormat

@Suite struct AgeFileTests {
    /// Lengths around the ends of chunks.
    static let lengths = [0, 1, 15, 16, 65_535, 65_536, 65_537, 131_072, 131_073, 200_000]

    @Test(arguments: lengths)
    func `what is sealed opens again, and has exactly the length foretold`(length: Int) throws {
        let plaintext = randomBytes(length)
        for identities in [
            [AgeIdentity.makeX25519()],
            [.makeHybrid()],
            [.makeX25519(), .makeX25519(), .makeX25519()],
            [.makeHybrid(), .makeHybrid(), .makeHybrid(), .makeHybrid()],
        ] {
            let recipients = identities.map(\.recipient)
            let file = try AgeFile.seal(plaintext, to: recipients)
            #expect(
                file.count
                    == AgeFile.sealedLength(plaintextLength: length, recipients: recipients)
            )
            for identity in identities {
                #expect(try AgeFile.open(file, with: [.makeHybrid(), identity]) == plaintext)
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `plaintexts of random lengths open again`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let length = Int.random(in: 0...300_000, using: &random)
        let plaintext = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let identity = seed.isMultiple(of: 2) ? AgeIdentity.makeX25519() : .makeHybrid()
        let file = try AgeFile.seal(plaintext, to: [identity.recipient])
        #expect(try AgeFile.open(file, with: [identity]) == plaintext)
    }

    @Test func `a sealed file of four hybrid recipients and 16 KiB has the documented length`() {
        let recipient = AgeIdentity.makeHybrid().recipient
        let lengths = [1, 2, 4].map { count in
            AgeFile.sealedLength(
                plaintextLength: 16_384,
                recipients: Array(repeating: recipient, count: count)
            )
        }
        // 22 of the version line, 1,557 a stanza, 48 of the MAC line, 16 of nonce, 16 of tag.
        #expect(lengths == [18_043, 19_600, 22_714])
    }

    @Test func `sealing the same twice gives different files`() throws {
        let recipient = AgeIdentity.makeX25519().recipient
        let first = try AgeFile.seal([1, 2, 3], to: [recipient])
        #expect(try AgeFile.seal([1, 2, 3], to: [recipient]) != first)
    }

    @Test func `nobody to seal to, or two kinds of recipient, is refused`() throws {
        let hybrid = AgeIdentity.makeHybrid().recipient
        let plain = AgeIdentity.makeX25519().recipient
        #expect(throws: AgeRefusal.noRecipients) { try AgeFile.seal([1], to: []) }
        #expect(throws: AgeRefusal.recipientsMixed) { try AgeFile.seal([1], to: [hybrid, plain]) }
        #expect(throws: AgeRefusal.recipientsMixed) { try AgeFile.seal([1], to: [plain, hybrid]) }
    }

    @Test func `more stanzas than the limit are neither written nor read`() throws {
        let identity = AgeIdentity.makeX25519()
        let recipients = Array(repeating: identity.recipient, count: AgeLimits.stanzas + 1)
        #expect(throws: AgeRefusal.tooManyStanzas) { try AgeFile.seal([1], to: recipients) }
        let line = Array("-> x\n\n".utf8)
        let header = Header.versionLine + (0...AgeLimits.stanzas).flatMap { _ in line }
        #expect(throws: AgeRefusal.tooManyStanzas) { try AgeFile.open(header, with: [identity]) }
    }

    @Test func `keys of the wrong length are refused at sealing, however they were made`() {
        for recipient in [
            AgeRecipient.x25519(publicKey: [1, 2, 3]), .x25519(publicKey: []),
            .hybrid(publicKey: [UInt8](repeating: 1, count: 32)), .hybrid(publicKey: []),
        ] {
            #expect(throws: AgeRefusal.recipientMalformed) {
                try AgeFile.seal([1], to: [recipient])
            }
        }
    }

    @Test func `another identity, no identity and a passphrase open nothing`() throws {
        let file = try AgeFile.seal([1, 2, 3], to: [AgeIdentity.makeHybrid().recipient])
        #expect(throws: AgeRefusal.noMatch) {
            try AgeFile.open(file, with: [.makeHybrid(), .makeX25519()])
        }
        #expect(throws: AgeRefusal.noMatch) { try AgeFile.open(file, with: []) }
        #expect(throws: AgeRefusal.noMatch) { try AgeFile.open(file, passphrase: [1]) }
    }

    @Test func `an armoured file and a file of another version are told apart`() {
        let identity = AgeIdentity.makeX25519()
        let armored = Array("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n".utf8)
        #expect(throws: AgeRefusal.armored) { try AgeFile.open(armored, with: [identity]) }
        let later = Array("age-encryption.org/v2\n-> x\n\n--- x\n".utf8)
        #expect(throws: AgeRefusal.versionUnsupported) { try AgeFile.open(later, with: [identity]) }
        #expect(AgeFile.isAgeFile(later))
        #expect(!AgeFile.isAgeFile(armored))
        #expect(!AgeFile.isAgeFile(Array("age-encryption".utf8)))
        #expect(!AgeFile.isAgeFile([]))
    }
}

/// Random bytes that need no seed.
func randomBytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max) }
}

/// A small generator with a seed (SplitMix64), so that a failing world can be named.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
