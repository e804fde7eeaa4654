internal import Crypto
internal import FoundationEssentials

/// The file key wrapped for an X25519 recipient.
///
/// Source: C2SP age.md, "The X25519 recipient type".
struct X25519Stanza {
    /// The first argument of such a stanza.
    static let type = "X25519"
    /// The length of a public key and of an ephemeral share, in bytes.
    static let keyLength = 32

    private static let info = Array("age-encryption.org/v1/X25519".utf8)

    private let share: [UInt8]
    private let body: [UInt8]

    /// Checks a stanza: two arguments, a share and a body of 32 bytes.
    init(parsing stanza: Stanza) throws(AgeRefusal) {
        guard
            stanza.arguments.count == 2,
            let share = RawBase64.decode(stanza.arguments[1].utf8),
            share.count == Self.keyLength,
            stanza.body.count == KeyWrap.length
        else {
            throw .stanzaMalformed
        }
        self.share = share
        self.body = stanza.body
    }

    /// Wraps a file key for a public key with a fresh ephemeral key.
    ///
    /// - Throws: ``AgeRefusal/recipientUnusable`` for a point of low order.
    static func wrap(_ fileKey: FileKey, for publicKey: [UInt8]) throws(AgeRefusal) -> Stanza {
        let ephemeral = Curve25519.KeyAgreement.PrivateKey()
        let share = Array(ephemeral.publicKey.rawRepresentation)
        guard let secret = agree(ephemeral, publicKey) else { throw .recipientUnusable }
        let wrapKey = wrapKey(from: secret, salt: share + publicKey)
        return Stanza(
            arguments: [type, String(decoding: RawBase64.encode(share), as: UTF8.self)],
            body: try KeyWrap.wrap(fileKey, under: wrapKey)
        )
    }

    /// Unwraps the file key; nil when the stanza is for somebody else.
    ///
    /// - Throws: ``AgeRefusal/stanzaMalformed`` when the share is a point of low order.
    func unwrap(
        with identity: Curve25519.KeyAgreement.PrivateKey
    ) throws(AgeRefusal) -> FileKey? {
        guard let secret = Self.agree(identity, share) else { throw .stanzaMalformed }
        let recipient = Array(identity.publicKey.rawRepresentation)
        let wrapKey = Self.wrapKey(from: secret, salt: share + recipient)
        return KeyWrap.unwrap(body, under: wrapKey)
    }

    /// Agrees on a secret; nil when it comes out as zero.
    ///
    /// `Crypto` hands out the zero secret of a point of low order without complaint (RFC 7748
    /// section 6.1 leaves the check to the caller), so the check is here.
    private static func agree(
        _ privateKey: Curve25519.KeyAgreement.PrivateKey,
        _ publicKey: [UInt8]
    ) -> SharedSecret? {
        guard
            let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey),
            let secret = try? privateKey.sharedSecretFromKeyAgreement(with: point)
        else {
            return nil
        }
        let isZero = secret.withUnsafeBytes { bytes in bytes.reduce(0, |) == 0 }
        return isZero ? nil : secret
    }

    private static func wrapKey(from secret: SharedSecret, salt: [UInt8]) -> SymmetricKey {
        secret.hkdfDerivedSymmetricKey(
            using: SHA256.self,
            salt: salt,
            sharedInfo: info,
            outputByteCount: 32
        )
    }
}
