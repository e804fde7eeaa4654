internal import AgeFormat
public import MeldpostCore

/// A record that is sealed and not in the chain yet.
public struct SealedRecord: Hashable, Sendable {
    /// The body of the entry: one age file.
    public let body: [UInt8]
    /// The SHA-256 of the body, for the header.
    public let bodyHash: Digest
    /// The SHA-256 of the proof inside, for the header.
    public let proofHash: Digest
}

/// Seals records so that the box itself cannot read them back (P2).
public enum RecordSealer {
    /// Seals a record.
    ///
    /// The kinds of ``PaddingClass/visit`` always get a source file, whether or not somebody is
    /// named. The plaintext is overwritten before this returns.
    ///
    /// - Parameters:
    ///   - request: the record.
    ///   - set: the recipients of the request's island and chapter, and of no other.
    ///   - proof: 32 random bytes that nobody keeps.
    /// - Returns: the sealed record.
    /// - Throws: ``FormatRefusal/scopeMismatch``, ``FormatRefusal/sourceMisplaced``,
    ///   ``FormatRefusal/sourceTooLong``, ``FormatRefusal/recordTooLong``,
    ///   ``FormatRefusal/payloadMalformed`` or ``FormatRefusal/notSealed``.
    public static func seal(
        _ request: StoreRequest,
        to set: RecipientSet,
        proof: [UInt8]
    ) throws(FormatRefusal) -> SealedRecord {
        guard set.scope == request.scope else { throw .scopeMismatch }
        let content = request.content
        var source: [UInt8] = []
        if PaddingClass.of(content.kind) == .small {
            guard request.source == nil else { throw .sourceMisplaced }
        } else {
            source = try SourceBlock.seal(request.source, to: set.sourceRecipients)
        }
        let payload = try Payload(
            content: content,
            source: source,
            told: request.told,
            trace: request.trace,
            proof: proof
        )
        var plaintext = try payload.encoded()
        defer { plaintext.wipe() }
        let body: [UInt8]
        do {
            body = try AgeFile.seal(plaintext, to: set.caseRecipients)
        } catch {
            throw .notSealed
        }
        return SealedRecord(
            body: body,
            bodyHash: .sha256(of: body),
            proofHash: .sha256(of: proof)
        )
    }

    /// The length of the body of every record of one kind, in bytes, unless it overflows.
    ///
    /// - Parameters:
    ///   - kind: the kind of record.
    ///   - set: the recipients, of which only the types and the number matter.
    /// - Returns: the length of the sealed body.
    public static func bodyLength(of kind: RecordKind, sealedTo set: RecipientSet) -> Int {
        AgeFile.sealedLength(
            plaintextLength: PaddingClass.of(kind).length,
            recipients: set.caseRecipients
        )
    }
}
