internal import Crypto

/// A public Ed25519 key.
public struct VerifyingKey: Hashable, Sendable {
    /// The number of bytes.
    public static let length = 32

    /// The number of bytes of an ``id``.
    public static let idLength = 8

    /// The bytes.
    public let bytes: [UInt8]

    /// Takes a public key.
    ///
    /// A point of low order is refused because anybody can make a signature that fits it: with the
    /// neutral point as the key, for example, S·B = R holds for every message at once. BoringSSL
    /// does not refuse it.
    ///
    /// - Parameter bytes: 32 bytes (RFC 8032, 5.1.2).
    /// - Throws: ``FormatRefusal/keyMalformed`` for another length or a coordinate that is not
    ///   below 2^255 - 19, ``FormatRefusal/keyUnusable`` for a point of low order.
    public init(validating bytes: [UInt8]) throws(FormatRefusal) {
        guard bytes.count == Self.length else { throw .keyMalformed }
        var coordinate = bytes
        coordinate[Self.length - 1] &= 0x7f
        guard Self.isBelowFieldSize(coordinate) else { throw .keyMalformed }
        guard !Self.lowOrderCoordinates.contains(coordinate) else { throw .keyUnusable }
        guard (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil else {
            throw .keyMalformed
        }
        self.bytes = bytes
    }

    /// Takes the public half of a private key, which is never of low order (RFC 8032, 5.1.5: the
    /// scalar is a multiple of eight and not of the group's order).
    init(derived bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// By which statements name the key: the first eight bytes of its SHA-256.
    public var id: [UInt8] {
        Array(Digest.sha256(of: bytes).bytes.prefix(Self.idLength))
    }

    /// Whether `signature` was made with the private half, for `domain` and over `bytes`.
    public func accepts(
        _ signature: Signature,
        domain: SignatureDomain,
        _ bytes: [UInt8]
    ) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else {
            return false
        }
        return key.isValidSignature(signature.bytes, for: domain.prefixed(bytes))
    }

    private static func isBelowFieldSize(_ coordinate: [UInt8]) -> Bool {
        let isHigh = coordinate[31] == 0x7f && coordinate[1..<31].allSatisfy { $0 == 0xff }
        return !(isHigh && coordinate[0] >= 0xed)
    }

    /// The y coordinates, little-endian, of the eight points whose order divides eight.
    ///
    /// 0 (order four), 1 (neutral), -1 (order two), and the two of order eight, which are the
    /// square roots of the roots of d·t² + 2·t - 1 = 0, each with its negative.
    private static let lowOrderCoordinates: Set<[UInt8]> = [
        [UInt8](repeating: 0, count: length),
        [1] + [UInt8](repeating: 0, count: length - 1),
        [0xec] + [UInt8](repeating: 0xff, count: length - 2) + [0x7f],
        [
            0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef,
            0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88,
            0x6d, 0x53, 0xfc, 0x05,
        ],
        [
            0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10,
            0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77,
            0x92, 0xac, 0x03, 0x7a,
        ],
    ]
}
