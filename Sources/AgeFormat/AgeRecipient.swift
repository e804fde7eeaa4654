internal import FoundationEssentials

/// A public key to which a file is sealed.
public enum AgeRecipient: Hashable, Sendable {
    /// An X25519 key of 32 bytes.
    case x25519(publicKey: [UInt8])
    /// A hybrid key (ML-KEM-768 and X25519) of 1,216 bytes.
    case hybrid(publicKey: [UInt8])

    private static let x25519Prefix = "age"
    private static let hybridPrefix = "age1pq"

    /// Reads a recipient as `age-keygen` prints it: `age1…`, or `age1pq1…` for a hybrid one.
    ///
    /// - Parameter text: the recipient, in lower case, without space around it.
    /// - Throws: ``AgeRefusal/recipientMalformed`` or ``AgeRefusal/recipientUnusable``.
    public init(parsing text: String) throws(AgeRefusal) {
        guard let decoded = Bech32.decode(text) else { throw .recipientMalformed }
        switch (decoded.humanReadable, decoded.bytes.count) {
        case (Self.x25519Prefix, X25519Stanza.keyLength),
            (Self.hybridPrefix, HybridStanza.keyLength):
            try self.init(validating: decoded.bytes)
        default:
            throw .recipientMalformed
        }
    }

    /// Takes the bytes of a public key, told apart by their number, and tries whether it seals.
    ///
    /// - Parameter publicKey: 32 bytes for X25519, 1,216 for a hybrid key.
    /// - Throws: ``AgeRefusal/recipientMalformed`` for another length or for an X25519 key that is
    ///   not written in its one canonical form, ``AgeRefusal/recipientUnusable`` when the trial
    ///   fails.
    public init(validating publicKey: [UInt8]) throws(AgeRefusal) {
        switch publicKey.count {
        case X25519Stanza.keyLength: self = .x25519(publicKey: publicKey)
        case HybridStanza.keyLength: self = .hybrid(publicKey: publicKey)
        default: throw .recipientMalformed
        }
        _ = try wrap(FileKey())
    }

    /// The recipient as `age-keygen` prints it.
    public var encoded: String {
        switch self {
        case .x25519(let publicKey):
            Bech32.encode(humanReadable: Self.x25519Prefix, bytes: publicKey)
        case .hybrid(let publicKey):
            Bech32.encode(humanReadable: Self.hybridPrefix, bytes: publicKey)
        }
    }

    /// Whether this is a hybrid key.
    var isHybrid: Bool {
        switch self {
        case .x25519: false
        case .hybrid: true
        }
    }

    /// The length of this recipient's stanza, in bytes.
    var stanzaLength: Int {
        let (type, shareLength) =
            switch self {
            case .x25519: (X25519Stanza.type, X25519Stanza.keyLength)
            case .hybrid: (HybridStanza.type, HybridStanza.shareLength)
            }
        let share = RawBase64.encodedLength(of: shareLength)
        let body = RawBase64.encodedLength(of: KeyWrap.length)
        return "-> ".utf8.count + type.utf8.count + 1 + share + 1 + body + 1
    }

    /// Wraps a file key for this recipient.
    func wrap(_ fileKey: FileKey) throws(AgeRefusal) -> Stanza {
        switch self {
        case .x25519(let publicKey):
            guard Self.isCanonicalPoint(publicKey[...]) else { throw .recipientMalformed }
            return try X25519Stanza.wrap(fileKey, for: publicKey)
        case .hybrid(let publicKey):
            guard
                publicKey.count == HybridStanza.keyLength,
                Self.isCanonicalPoint(publicKey.suffix(X25519Stanza.keyLength))
            else {
                throw .recipientMalformed
            }
            return try HybridStanza.wrap(fileKey, for: publicKey)
        }
    }

    /// Whether 32 bytes, little-endian, are below 2^255 - 19.
    ///
    /// X25519 would take other bytes for the same point, but both stanza types hash the key as it
    /// is written: what is sealed to another form of a key, the owner of the key cannot open.
    private static func isCanonicalPoint(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == X25519Stanza.keyLength, let top = bytes.last else { return false }
        guard top & 0x80 == 0 else { return false }
        let isAllOnes = top == 0x7f && bytes.dropFirst().dropLast().allSatisfy { $0 == 0xff }
        return !(isAllOnes && bytes.first.map { $0 >= 0xed } ?? false)
    }
}
