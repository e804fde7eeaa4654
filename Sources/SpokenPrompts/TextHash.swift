internal import Crypto
internal import MeldpostCore

/// SHA-256 in hexadecimal digits, as it stands in a manifest.
public enum TextHash {
    /// The hash of `bytes`.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).hexadecimal
    }

    /// The hash of `text` in UTF-8.
    public static func sha256(_ text: String) -> String {
        sha256(Array(text.utf8))
    }
}
