/// An Ed25519 signature.
///
/// Source: RFC 8032, section 5.1.
public struct Signature: Hashable, Sendable {
    /// The number of bytes.
    public static let length = 64

    /// The bytes.
    public let bytes: [UInt8]

    /// Takes a signature, or gives `nil` where there are not exactly 64 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// What stands in a structure that is not signed yet.
    static let unsigned = Signature(placeholder: [UInt8](repeating: 0, count: length))

    private init(placeholder: [UInt8]) {
        bytes = placeholder
    }
}

/// What a signature is for: its text stands before the signed bytes, so that a signature over one
/// structure never fits another.
public enum SignatureDomain: String, Hashable, Sendable, CaseIterable {
    case entry = "meldpost entry v1"
    case panic = "meldpost panic v1"
    case cellUp = "meldpost cell up v1"
    case statement = "meldpost statement v1"

    /// What is really signed: the ASCII text of the domain, then the bytes.
    func prefixed(_ bytes: [UInt8]) -> [UInt8] {
        Array(rawValue.utf8) + bytes
    }
}
