internal import Crypto
internal import FoundationEssentials

/// A private key that opens what was sealed to its ``recipient``.
///
/// Printing, dumping or reflecting an identity shows its type and nothing of the secret; only
/// ``encoded`` does.
public struct AgeIdentity: Sendable {
    private enum Secret: Sendable {
        case x25519(Curve25519.KeyAgreement.PrivateKey)
        case hybrid(XWingMLKEM768X25519.PrivateKey)
    }

    private static let x25519Prefix = "AGE-SECRET-KEY-"
    private static let hybridPrefix = "AGE-SECRET-KEY-PQ-"
    private static let secretLength = 32

    private let secret: Secret

    private init(_ secret: Secret) {
        self.secret = secret
    }

    /// Makes a new hybrid identity, the kind to use unless another program must open the file.
    public static func makeHybrid() -> Self {
        guard let privateKey = try? XWingMLKEM768X25519.PrivateKey.generate() else {
            preconditionFailure("The random source of the system does not answer.")
        }
        return Self(.hybrid(privateKey))
    }

    /// Makes a new X25519 identity, for programs that do not know hybrid keys.
    public static func makeX25519() -> Self {
        Self(.x25519(Curve25519.KeyAgreement.PrivateKey()))
    }

    /// Reads an identity as `age-keygen` prints it: `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`.
    ///
    /// - Parameter text: the identity, in upper case, without space around it.
    /// - Throws: ``AgeRefusal/identityMalformed``.
    public init(parsing text: String) throws(AgeRefusal) {
        guard var decoded = Bech32.decode(text) else { throw .identityMalformed }
        defer { decoded.bytes.wipe() }
        guard decoded.bytes.count == Self.secretLength else { throw .identityMalformed }
        switch decoded.humanReadable {
        case Self.x25519Prefix:
            guard
                let privateKey = try? Curve25519.KeyAgreement.PrivateKey(
                    rawRepresentation: decoded.bytes
                )
            else {
                throw .identityMalformed
            }
            secret = .x25519(privateKey)
        case Self.hybridPrefix:
            guard
                let privateKey = try? XWingMLKEM768X25519.PrivateKey(
                    seedRepresentation: decoded.bytes,
                    publicKey: nil
                )
            else {
                throw .identityMalformed
            }
            secret = .hybrid(privateKey)
        default:
            throw .identityMalformed
        }
    }

    /// The public key of this identity.
    public var recipient: AgeRecipient {
        switch secret {
        case .x25519(let privateKey):
            .x25519(publicKey: Array(privateKey.publicKey.rawRepresentation))
        case .hybrid(let privateKey):
            .hybrid(publicKey: Array(privateKey.publicKey.rawRepresentation))
        }
    }

    /// The secret itself, as `age-keygen` prints it.
    public var encoded: String {
        var (prefix, bytes) =
            switch secret {
            case .x25519(let privateKey): (Self.x25519Prefix, Array(privateKey.rawRepresentation))
            case .hybrid(let privateKey): (Self.hybridPrefix, Array(privateKey.seedRepresentation))
            }
        defer { bytes.wipe() }
        return Bech32.encode(humanReadable: prefix.lowercased(), bytes: bytes).uppercased()
    }

    /// Unwraps the file key from a stanza; nil when the stanza is for somebody else.
    func unwrap(_ stanza: KnownStanza) throws(AgeRefusal) -> FileKey? {
        switch (secret, stanza) {
        case (.x25519(let privateKey), .x25519(let stanza)): try stanza.unwrap(with: privateKey)
        case (.hybrid(let privateKey), .hybrid(let stanza)): try stanza.unwrap(with: privateKey)
        case (.x25519, _), (.hybrid, _): nil
        }
    }
}

extension AgeIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name of the type.
    public var description: String { "AgeIdentity" }

    /// The name of the type.
    public var debugDescription: String { "AgeIdentity" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
