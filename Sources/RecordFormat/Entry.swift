internal import MeldpostCore

/// A sealed record in the chain of a journal.
public struct Entry: Hashable, Sendable {
    /// Where the body begins: after the header, the signature and the three bytes of the length.
    public static let bodyOffset = EntryHeader.length + Signature.length + 3

    /// The longest body, in bytes.
    public static let bodyLimit = (1 << 24) - 1

    /// The longest entry, in bytes.
    public static let lengthLimit = bodyOffset + bodyLimit

    /// What is not sealed.
    public let header: EntryHeader
    /// The station's signature over the header, and through its hash over the body.
    public let signature: Signature
    /// The sealed record: one age file.
    public let body: [UInt8]

    private init(header: EntryHeader, signature: Signature, body: [UInt8]) {
        self.header = header
        self.signature = signature
        self.body = body
    }

    /// Makes and signs an entry.
    ///
    /// - Parameters:
    ///   - header: the header, whose body hash must be that of `body`.
    ///   - body: the sealed record.
    ///   - key: the station's key.
    /// - Returns: the entry.
    public static func make(header: EntryHeader, body: [UInt8], key: SigningKey) -> Entry {
        precondition(body.count <= bodyLimit, "The body is longer than an entry can hold.")
        precondition(
            Digest.sha256(of: body) == header.bodyHash,
            "The header was made for another body."
        )
        let signature = key.sign(domain: .entry, header.encoded())
        return Entry(header: header, signature: signature, body: body)
    }

    /// Reads an entry.
    ///
    /// - Parameter bytes: the whole entry and nothing else.
    /// - Throws: any refusal that concerns the wire.
    public init(decoding bytes: [UInt8]) throws(FormatRefusal) {
        let prefix = try Self.decodePrefix(bytes)
        guard bytes.count >= Self.bodyOffset + prefix.bodyLength else { throw .truncated }
        guard bytes.count == Self.bodyOffset + prefix.bodyLength else { throw .trailingBytes }
        header = prefix.header
        signature = prefix.signature
        body = Array(bytes[Self.bodyOffset...])
    }

    /// Reads what the first piece of an entry says, before the rest is here.
    ///
    /// - Parameter bytes: at least the first ``bodyOffset`` bytes of the entry.
    /// - Returns: the header, its signature and the length of the body, in bytes.
    /// - Throws: any refusal that concerns the wire.
    public static func decodePrefix(
        _ bytes: some Collection<UInt8>
    ) throws(FormatRefusal) -> (header: EntryHeader, signature: Signature, bodyLength: Int) {
        var reader = WireReader(Array(bytes.prefix(bodyOffset)))
        let header = try EntryHeader(from: &reader)
        let signature = try reader.signature()
        let bodyLength = Int(try reader.uint24())
        return (header, signature, bodyLength)
    }

    /// The bytes of the entry.
    public func encoded() -> [UInt8] {
        var writer = WireWriter(capacity: Self.bodyOffset + body.count)
        writer.opaque(header.encoded())
        writer.opaque(signature.bytes)
        writer.uint24(UInt32(body.count))
        writer.opaque(body)
        return writer.bytes
    }

    /// Checks the signature and that the body is the one that was signed for.
    ///
    /// - Parameter key: the station's public key.
    /// - Throws: ``FormatRefusal/signatureInvalid`` or ``FormatRefusal/bodyMismatch``.
    public func verify(with key: VerifyingKey) throws(FormatRefusal) {
        try header.verify(signature, with: key)
        guard Digest.sha256(of: body) == header.bodyHash else { throw .bodyMismatch }
    }
}
