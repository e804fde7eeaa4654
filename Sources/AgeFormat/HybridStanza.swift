internal import Crypto
internal import FoundationEssentials

/// The file key wrapped for a hybrid recipient, which a quantum computer does not open either.
///
/// HPKE (RFC 9180) in base mode over X-Wing, that is ML-KEM-768 and X25519 together.
/// Source: C2SP age.md, "The MLKEM768-X25519 hybrid post-quantum recipient type".
struct HybridStanza {
    /// The first argument of such a stanza.
    static let type = "mlkem768x25519"
    /// The length of a public key, in bytes: 1,184 of ML-KEM-768 and 32 of X25519.
    static let keyLength = 1216
    /// The length of the encapsulated key, in bytes.
    static let shareLength = 1120

    private static let info = Data("age-encryption.org/mlkem768x25519".utf8)
    private static let ciphersuite = HPKE.Ciphersuite(
        kem: .XWingMLKEM768X25519,
        kdf: .HKDF_SHA256,
        aead: .chaChaPoly
    )

    private let share: [UInt8]
    private let body: [UInt8]

    /// Checks a stanza: two arguments, a share of 1,120 and a body of 32 bytes.
    init(parsing stanza: Stanza) throws(AgeRefusal) {
        guard
            stanza.arguments.count == 2,
            let share = RawBase64.decode(stanza.arguments[1].utf8),
            share.count == Self.shareLength,
            stanza.body.count == KeyWrap.length
        else {
            throw .stanzaMalformed
        }
        self.share = share
        self.body = stanza.body
    }

    /// Wraps a file key for a public key.
    ///
    /// - Throws: ``AgeRefusal/recipientUnusable`` for a key with coefficients out of range or an
    ///   X25519 part of low order, both of which show only now.
    static func wrap(_ fileKey: FileKey, for publicKey: [UInt8]) throws(AgeRefusal) -> Stanza {
        do {
            var sender = try HPKE.Sender(
                recipientKey: try XWingMLKEM768X25519.PublicKey(rawRepresentation: publicKey),
                ciphersuite: ciphersuite,
                info: info
            )
            let body = try fileKey.withBytes { bytes in try sender.seal(bytes) }
            let share = RawBase64.encode(sender.encapsulatedKey)
            return Stanza(
                arguments: [type, String(decoding: share, as: UTF8.self)],
                // A copy from the start: what HPKE returns is a slice whose indices begin at 12.
                body: Array(body)
            )
        } catch {
            throw .recipientUnusable
        }
    }

    /// Unwraps the file key; nil when the stanza is for somebody else.
    ///
    /// - Throws: ``AgeRefusal/stanzaMalformed`` when the X25519 part of the share is a point of low
    ///   order.
    func unwrap(with identity: XWingMLKEM768X25519.PrivateKey) throws(AgeRefusal) -> FileKey? {
        guard
            var opener = try? HPKE.Recipient(
                privateKey: identity,
                ciphersuite: Self.ciphersuite,
                info: Self.info,
                encapsulatedKey: Data(share)
            )
        else {
            throw .stanzaMalformed
        }
        guard let bytes = try? opener.open(body) else { return nil }
        return FileKey(bytes)
    }
}
