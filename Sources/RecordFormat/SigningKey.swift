internal import Crypto
public import MeldpostCore

/// A private Ed25519 key.
///
/// Printing or reflecting it shows nothing of the secret; only ``seed`` does.
public struct SigningKey: Sendable {
    /// The number of bytes of a seed.
    public static let seedLength = 32

    private let key: Curve25519.Signing.PrivateKey

    /// The public half.
    public let publicKey: VerifyingKey

    /// Makes a new key.
    public init() {
        self.init(Curve25519.Signing.PrivateKey())
    }

    /// Makes the key of a seed.
    ///
    /// - Parameter seed: 32 bytes (RFC 8032, 5.1.5: the private key).
    /// - Throws: ``FormatRefusal/keyMalformed`` for another number of bytes.
    public init(seed: [UInt8]) throws(FormatRefusal) {
        guard
            seed.count == Self.seedLength,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else {
            throw .keyMalformed
        }
        self.init(key)
    }

    /// The 32 bytes from which the key can be made again.
    public var seed: Redacted<[UInt8]> {
        Redacted(Array(key.rawRepresentation))
    }

    /// Signs bytes.
    ///
    /// - Parameters:
    ///   - domain: what the signature is for.
    ///   - bytes: the exact bytes of the structure before its signature.
    /// - Returns: the signature.
    public func sign(domain: SignatureDomain, _ bytes: [UInt8]) -> Signature {
        guard
            let raw = try? key.signature(for: domain.prefixed(bytes)),
            let signature = Signature(bytes: Array(raw))
        else {
            preconditionFailure("Ed25519 signs every input.")
        }
        return signature
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        publicKey = VerifyingKey(derived: Array(key.publicKey.rawRepresentation))
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name of the type.
    public var description: String { "SigningKey" }

    /// The name of the type.
    public var debugDescription: String { "SigningKey" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
