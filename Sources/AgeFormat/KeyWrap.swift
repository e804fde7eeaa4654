internal import Crypto
internal import FoundationEssentials

/// The file key encrypted under a key of its own: the body of X25519 and scrypt stanzas.
///
/// The nonce is twelve zero bytes, since a wrap key is used once. Source: C2SP age.md.
enum KeyWrap {
    /// The length of a wrapped file key: the key and the tag of Poly1305.
    static let length = FileKey.length + 16

    private static let nonceAndBodyLength = 12 + length

    /// Wraps a file key.
    static func wrap(_ fileKey: FileKey, under wrapKey: SymmetricKey) throws(AgeRefusal) -> [UInt8]
    {
        do {
            let nonce = try ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12))
            let box = try fileKey.withBytes { bytes in
                try ChaChaPoly.seal(bytes, using: wrapKey, nonce: nonce)
            }
            return Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw .recipientUnusable
        }
    }

    /// Unwraps a file key; nil when the wrap key is not the one that it was made with.
    static func unwrap(_ body: [UInt8], under wrapKey: SymmetricKey) -> FileKey? {
        precondition(body.count == length, "A stanza's body is checked when it is parsed.")
        let combined = [UInt8](repeating: 0, count: nonceAndBodyLength - body.count) + body
        guard
            let box = try? ChaChaPoly.SealedBox(combined: combined),
            let bytes = try? ChaChaPoly.open(box, using: wrapKey)
        else {
            return nil
        }
        return FileKey(bytes)
    }
}
