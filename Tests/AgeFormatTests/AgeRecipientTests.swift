import AgeFormat
import Testing

@Suite struct AgeRecipientTests {
    /// Every point of low order on Curve25519 and its twist, and other ways of writing them.
    ///
    /// Source: cr.yp.to/ecdh.html, "How do I validate Curve25519 public keys?".
    static let lowOrder: [[UInt8]] = {
        let orderEight: [UInt8] = [
            0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f,
            0xc4, 0x6a, 0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16,
            0x5f, 0x49, 0xb8, 0x00,
        ]
        let orderEightOther: [UInt8] = [
            0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83,
            0xef, 0x5b, 0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd,
            0xd0, 0x9f, 0x11, 0x57,
        ]
        let zero = [UInt8](repeating: 0, count: 32)
        let one = [1] + [UInt8](repeating: 0, count: 31)
        let nearPrime = [0xec, 0xed, 0xee].map { first in
            [UInt8(first)] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
        }
        let points = [zero, one, orderEight, orderEightOther] + nearPrime
        return points + points.map { $0.dropLast() + [$0[31] | 0x80] }
    }()

    @Test(arguments: lowOrder)
    func `a point of low order is refused as a recipient`(point: [UInt8]) {
        let expected: [AgeRefusal] = [.recipientUnusable, .recipientMalformed]
        let parsed = #expect(throws: AgeRefusal.self) { try AgeRecipient(validating: point) }
        #expect(expected.contains { $0 == parsed })
        let text = AgeRecipient.x25519(publicKey: point).encoded
        #expect(throws: AgeRefusal.self) { try AgeRecipient(parsing: text) }
        #expect(throws: AgeRefusal.self) {
            try AgeFile.seal([1], to: [.x25519(publicKey: point)])
        }
    }

    @Test(arguments: lowOrder)
    func `a hybrid key with an X25519 part of low order is refused`(point: [UInt8]) {
        guard case .hybrid(let key) = AgeIdentity.makeHybrid().recipient else {
            Issue.record("not a hybrid key")
            return
        }
        #expect(throws: AgeRefusal.self) { try AgeRecipient(validating: key.dropLast(32) + point) }
    }

    @Test func `the all-zero key is refused as unusable, and not only as badly written`() {
        #expect(throws: AgeRefusal.recipientUnusable) {
            try AgeRecipient(validating: [UInt8](repeating: 0, count: 32))
        }
    }

    @Test func `a hybrid key of ones only is refused`() {
        #expect(throws: AgeRefusal.recipientMalformed) {
            try AgeRecipient(validating: [UInt8](repeating: 0xff, count: 1216))
        }
        // With a good X25519 part, it is the coefficients of ML-KEM that are out of range.
        guard case .x25519(let good) = AgeIdentity.makeX25519().recipient else { return }
        #expect(throws: AgeRefusal.recipientUnusable) {
            try AgeRecipient(validating: [UInt8](repeating: 0xff, count: 1184) + good)
        }
    }

    @Test func `another way of writing a good key is refused, since its owner could not open`() {
        guard case .x25519(let key) = AgeIdentity.makeX25519().recipient else { return }
        #expect(throws: AgeRefusal.recipientMalformed) {
            try AgeRecipient(validating: key.dropLast() + [key[31] | 0x80])
        }
        // 2^255 - 19 + 9, the base point.
        let base = [0xf6] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
        #expect(throws: AgeRefusal.recipientMalformed) { try AgeRecipient(validating: base) }
    }

    @Test(arguments: [0, 1, 31, 33, 1215, 1217, 1249])
    func `a key of another length is refused`(length: Int) {
        #expect(throws: AgeRefusal.recipientMalformed) {
            try AgeRecipient(validating: [UInt8](repeating: 9, count: length))
        }
    }

    @Test func `recipients are written and read as the specification's examples`() throws {
        let text = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
        let identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
        #expect(try AgeRecipient(parsing: text).encoded == text)
        #expect(try AgeIdentity(parsing: identity).recipient.encoded == text)
        #expect(try AgeIdentity(parsing: identity).encoded == identity)
        let hybrid = AgeIdentity.makeHybrid().recipient
        #expect(hybrid.encoded.hasPrefix("age1pq1"))
        #expect(hybrid.encoded.utf8.count == 1959)
        #expect(try AgeRecipient(parsing: hybrid.encoded) == hybrid)
    }

    @Test(arguments: [
        "", "1", "age", "age1",
        // Upper case, and mixed case.
        "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwJ",
        // A wrong checksum, a character of no meaning, space around it.
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq",
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwb",
        " age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj\n",
        // An identity, and a recipient of a hardware key.
        "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX",
        "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e",
    ])
    func `a text that is no recipient is refused`(text: String) {
        #expect(throws: AgeRefusal.recipientMalformed) { try AgeRecipient(parsing: text) }
    }
}
