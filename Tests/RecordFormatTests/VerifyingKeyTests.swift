import Crypto
import MeldpostCore
import Testing

@testable import RecordFormat

@Suite struct VerifyingKeyTests {
    /// The eight points whose order divides eight, as they are written; where x is zero only the
    /// form without a sign is canonical.
    static let lowOrder: [String] = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    @Test(arguments: lowOrder)
    func `a key of low order is refused`(hex: String) throws {
        let bytes = try #require([UInt8](hex: hex))
        #expect(throws: FormatRefusal.keyUnusable) { try VerifyingKey(validating: bytes) }
    }

    /// Why: R = S·B, S = anything, fits every text when the key is the neutral point.
    @Test func `the library alone accepts a forgery under the neutral point`() throws {
        let neutral = try #require([UInt8](hex: Self.lowOrder[0]))
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: neutral)
        let forgery = neutral + [UInt8](repeating: 0, count: 32)
        #expect(key.isValidSignature(forgery, for: Array("anything".utf8)))
    }

    @Test func `a coordinate that is not reduced is refused`() {
        for low in UInt8(0xed)...0xff {
            for high: UInt8 in [0x7f, 0xff] {
                let bytes = [low] + [UInt8](repeating: 0xff, count: 30) + [high]
                #expect(throws: FormatRefusal.keyMalformed) { try VerifyingKey(validating: bytes) }
            }
        }
        #expect(throws: FormatRefusal.keyUnusable) {
            try VerifyingKey(validating: [0xec] + [UInt8](repeating: 0xff, count: 31))
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a key of another length is refused`(length: Int) {
        #expect(throws: FormatRefusal.keyMalformed) {
            try VerifyingKey(validating: [UInt8](repeating: 9, count: length))
        }
        #expect(throws: FormatRefusal.keyMalformed) {
            try SigningKey(seed: [UInt8](repeating: 9, count: length))
        }
    }

    /// Source of the numbers: RFC 8032, 7.1, test 1.
    @Test func `a key made from a seed has the public half of RFC 8032`() throws {
        let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
        let publicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        let key = try SigningKey(seed: try #require([UInt8](hex: seed)))
        #expect(key.publicKey.bytes.hex == publicKey)
        #expect(key.seed.value.hex == seed)
        #expect(try VerifyingKey(validating: key.publicKey.bytes) == key.publicKey)
    }

    @Test func `a signature fits its domain, its bytes and its key alone`() {
        let bytes: [UInt8] = [1, 2, 3]
        for domain in SignatureDomain.allCases {
            let signature = Samples.stationKey.sign(domain: domain, bytes)
            for other in SignatureDomain.allCases {
                let isAccepted = Samples.stationKey.publicKey
                    .accepts(signature, domain: other, bytes)
                #expect(isAccepted == (other == domain))
            }
            #expect(!Samples.inboxKey.publicKey.accepts(signature, domain: domain, bytes))
            #expect(!Samples.stationKey.publicKey.accepts(signature, domain: domain, [1, 2]))
        }
    }

    /// Ed25519 of BoringSSL is not randomised, so vectors can freeze signatures.
    @Test func `the same bytes get the same signature`() {
        let first = Samples.stationKey.sign(domain: .entry, [1])
        #expect(first == Samples.stationKey.sign(domain: .entry, [1]))
    }

    @Test func `a signing key shows nothing of its secret`() {
        var dumped = ""
        dump(Samples.stationKey, to: &dumped)
        #expect("\(Samples.stationKey)" == "SigningKey")
        #expect(String(reflecting: Samples.stationKey) == "SigningKey")
        #expect(dumped == "- SigningKey\n")
    }
}
