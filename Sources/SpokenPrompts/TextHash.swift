internal import Crypto

/// SHA-256 in hexadecimal digits, as it stands in a manifest.
public enum TextHash {
    /// The hash of `bytes`.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).reduce(into: "") { text, byte in
            let digits = String(byte, radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
    }

    /// The hash of `text` in UTF-8.
    public static func sha256(_ text: String) -> String {
        sha256(Array(text.utf8))
    }
}
