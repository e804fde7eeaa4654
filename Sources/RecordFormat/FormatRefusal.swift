/// Why bytes, a key or a record were refused.
///
/// No case carries a value, so that printing a refusal never shows a piece of what was refused.
public enum FormatRefusal: Error, Hashable, Sendable, CaseIterable {
    // The wire.
    /// The bytes end before the structure does, or a cell has not its one length.
    case truncated
    /// There are bytes after the structure.
    case trailingBytes
    /// The structure is of a version that this software does not know.
    case versionUnknown
    /// The kind of statement, load or record is not known.
    case kindUnknown
    /// A number or a length is outside its range, or fields contradict each other.
    case valueOutOfRange
    /// Bytes that must be zero are not.
    case paddingNotZero

    // Signatures and keys.
    /// A key is not written in its one canonical form.
    case keyMalformed
    /// A key is a point of low order: anybody could sign for it.
    case keyUnusable
    /// The structure names another key than the one it is checked with.
    case keyMismatch
    /// The signature does not fit.
    case signatureInvalid
    /// The hash of the body is not the one in the header.
    case bodyMismatch
    /// The answer is not one to this question: its nonce is another.
    case nonceMismatch
    /// The proof is not the one whose hash is in the header.
    case proofMismatch

    // Key lists.
    /// A list of keys, or of sets, is empty or too long.
    case keyCount
    /// A key stands twice where each must be another.
    case keyRepeated
    /// Two sets are for the same island and chapter.
    case scopeRepeated
    /// Hybrid and X25519 keys in one list: the weaker would undo the stronger.
    case keyTypesMixed
    /// A recipient fails the trial: what is sealed to it would be open to everybody or to nobody.
    case recipientUnusable

    // Payloads.
    /// The payload is not the JSON of its kind and version.
    case payloadMalformed
    /// The payload has not the length of its padding class.
    case paddingClassWrong
    /// The record is too long for the largest padding class.
    case recordTooLong
    /// The source does not fit into the length that every source has.
    case sourceTooLong
    /// A record of this kind has no source.
    case sourceMisplaced
    /// The set of recipients is for another island or chapter.
    case scopeMismatch
    /// The recipients were refused when sealing.
    case notSealed
    /// None of the identities opens the body.
    case noIdentity
    /// The body is damaged, or is not an age file.
    case sealDamaged

    /// The fixed words by which logs and programs name this refusal.
    public var faultCode: String {
        switch self {
        case .truncated: "format.truncated"
        case .trailingBytes: "format.trailing-bytes"
        case .versionUnknown: "format.version-unknown"
        case .kindUnknown: "format.kind-unknown"
        case .valueOutOfRange: "format.value-out-of-range"
        case .paddingNotZero: "format.padding-not-zero"
        case .keyMalformed: "format.key-malformed"
        case .keyUnusable: "format.key-unusable"
        case .keyMismatch: "format.key-mismatch"
        case .signatureInvalid: "format.signature-invalid"
        case .bodyMismatch: "format.body-mismatch"
        case .nonceMismatch: "format.nonce-mismatch"
        case .proofMismatch: "format.proof-mismatch"
        case .keyCount: "format.key-count"
        case .keyRepeated: "format.key-repeated"
        case .scopeRepeated: "format.scope-repeated"
        case .keyTypesMixed: "format.key-types-mixed"
        case .recipientUnusable: "format.recipient-unusable"
        case .payloadMalformed: "format.payload-malformed"
        case .paddingClassWrong: "format.padding-class-wrong"
        case .recordTooLong: "format.record-too-long"
        case .sourceTooLong: "format.source-too-long"
        case .sourceMisplaced: "format.source-misplaced"
        case .scopeMismatch: "format.scope-mismatch"
        case .notSealed: "format.not-sealed"
        case .noIdentity: "format.no-identity"
        case .sealDamaged: "format.seal-damaged"
        }
    }
}
