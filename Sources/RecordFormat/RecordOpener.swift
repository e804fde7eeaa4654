public import AgeFormat
public import MeldpostCore

/// Opens records at the centre.
public enum RecordOpener {
    /// Opens the body of an entry.
    ///
    /// - Parameters:
    ///   - body: one age file.
    ///   - identities: the identities to try, in order.
    /// - Returns: the payload.
    /// - Throws: ``FormatRefusal/noIdentity``, ``FormatRefusal/sealDamaged``, or any refusal that
    ///   concerns a payload.
    public static func open(
        _ body: [UInt8],
        identities: [AgeIdentity]
    ) throws(FormatRefusal) -> Payload {
        var plaintext = try SealedBytes.open(body, identities: identities)
        defer { plaintext.wipe() }
        return try Payload(decoding: plaintext)
    }

    /// Opens an entry, and makes sure that its proof is the one that the header was signed with.
    ///
    /// The signature is not checked here: see ``Entry/verify(with:)``.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - identities: the identities to try, in order.
    /// - Returns: the payload.
    /// - Throws: as ``open(_:identities:)-([UInt8],_)``, or ``FormatRefusal/proofMismatch``.
    public static func open(
        _ entry: Entry,
        identities: [AgeIdentity]
    ) throws(FormatRefusal) -> Payload {
        let payload = try open(entry.body, identities: identities)
        guard Digest.sha256(of: payload.proof) == entry.header.proofHash else {
            throw .proofMismatch
        }
        return payload
    }

    /// Opens the block `source` of a payload.
    ///
    /// - Parameters:
    ///   - payload: the payload.
    ///   - identities: the source identities to try, in order.
    /// - Returns: who reported, or nothing where nobody is named or the kind has no source.
    /// - Throws: ``FormatRefusal/noIdentity``, ``FormatRefusal/sealDamaged``, or any refusal that
    ///   concerns a payload.
    public static func openSource(
        _ payload: Payload,
        identities: [AgeIdentity]
    ) throws(FormatRefusal) -> SourceContent? {
        if payload.source.isEmpty { return nil }
        return try SourceBlock.open(payload.source, identities: identities)
    }
}
