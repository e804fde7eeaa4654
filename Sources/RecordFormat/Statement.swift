/// Something that the centre says and signs.
///
/// The body is read only after the signature was checked: ``verify(with:)`` gives it.
///
/// Source: DESIGN 2 and 11; the layout is in Formats.md.
public struct Statement: Hashable, Sendable {
    /// The longest body, in bytes.
    public static let bodyLimit = 65_535

    /// The longest statement, in bytes.
    public static let lengthLimit = overhead + bodyLimit

    static let version: UInt8 = 1
    static let overhead = 1 + 1 + VerifyingKey.idLength + 2 + Signature.length

    /// What the statement says; never ``StatementKind/time``, which is a ``DownCell``.
    public let kind: StatementKind
    /// Which key signed (``VerifyingKey/id``).
    public let keyID: [UInt8]
    /// The body, not looked at yet.
    public let body: [UInt8]
    /// The signature.
    public private(set) var signature: Signature

    private init(kind: StatementKind, keyID: [UInt8], body: [UInt8]) {
        self.kind = kind
        self.keyID = keyID
        self.body = body
        signature = .unsigned
    }

    /// Makes and signs a statement.
    ///
    /// - Parameters:
    ///   - body: what is said.
    ///   - key: the key of the role that may say it (``StatementKind/signer``).
    /// - Returns: the statement.
    public static func make(_ body: StatementBody, key: SigningKey) -> Statement {
        var statement = Statement(kind: body.kind, keyID: key.publicKey.id, body: body.encoded())
        precondition(statement.body.count <= bodyLimit, "A body fits into a statement.")
        statement.signature = key.sign(domain: .statement, statement.encodedBeforeSignature())
        return statement
    }

    /// Reads a statement without looking at its body.
    ///
    /// - Parameter bytes: the whole statement and nothing else.
    /// - Throws: any refusal that concerns the wire.
    public init(decoding bytes: [UInt8]) throws(FormatRefusal) {
        var reader = WireReader(bytes)
        try reader.version(Self.version)
        guard let kind = StatementKind(rawValue: try reader.uint8()), kind != .time else {
            throw .kindUnknown
        }
        self.kind = kind
        keyID = try reader.opaque(VerifyingKey.idLength)
        body = try reader.opaque(Int(try reader.uint16()))
        signature = try reader.signature()
        try reader.end()
    }

    /// The bytes of the statement.
    public func encoded() -> [UInt8] {
        encodedBeforeSignature() + signature.bytes
    }

    /// Checks the signature and reads the body.
    ///
    /// The caller chooses the key by the role that may make this kind of statement, so that a desk
    /// key, for example, never makes a receipt.
    ///
    /// - Parameter key: a public key of the role ``StatementKind/signer``.
    /// - Returns: what the statement says.
    /// - Throws: ``FormatRefusal/keyMismatch``, ``FormatRefusal/signatureInvalid``, or any refusal
    ///   that concerns the body.
    public func verify(with key: VerifyingKey) throws(FormatRefusal) -> StatementBody {
        guard keyID == key.id else { throw .keyMismatch }
        guard key.accepts(signature, domain: .statement, encodedBeforeSignature()) else {
            throw .signatureInvalid
        }
        return try StatementBody(decoding: body, kind: kind)
    }

    private func encodedBeforeSignature() -> [UInt8] {
        var writer = WireWriter(capacity: Self.overhead + body.count)
        writer.uint8(Self.version)
        writer.uint8(kind.rawValue)
        writer.opaque(keyID)
        writer.uint16(UInt16(body.count))
        writer.opaque(body)
        return writer.bytes
    }
}
