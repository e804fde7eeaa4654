internal import Crypto
internal import FoundationEssentials

/// The payload: ChaCha20-Poly1305 over chunks of 64 KiB, each bound to its place and to the end.
///
/// The nonce of a chunk is its number in eleven bytes, big-endian, and one byte that is 1 for the
/// last chunk. The last chunk may be full, and is empty only when the whole payload is.
/// Source: C2SP age.md, "Payload" (a variant of STREAM).
enum PayloadStream {
    /// The length of a full chunk's plaintext, in bytes.
    static let chunkLength = 65_536
    /// The length of the payload's own nonce, in bytes.
    static let nonceLength = 16

    private static let tagLength = 16
    private static let sealedChunkLength = chunkLength + tagLength

    /// The length of the chunks of a plaintext, without the payload's nonce.
    static func sealedLength(of plaintextLength: Int) -> Int {
        let chunks = max(1, (plaintextLength + chunkLength - 1) / chunkLength)
        return plaintextLength + chunks * tagLength
    }

    /// Appends the chunks of a plaintext to a file.
    static func seal(
        _ plaintext: [UInt8],
        key: SymmetricKey,
        appendingTo file: inout [UInt8]
    ) {
        var chunk: UInt64 = 0
        var rest = plaintext[...]
        repeat {
            let part = rest.prefix(chunkLength)
            rest = rest.dropFirst(chunkLength)
            guard
                let nonce = nonce(chunk: chunk, isLast: rest.isEmpty),
                let box = try? ChaChaPoly.seal(part, using: key, nonce: nonce)
            else {
                preconditionFailure("A chunk of 64 KiB under a key of 32 bytes always seals.")
            }
            append(box.ciphertext, to: &file)
            append(box.tag, to: &file)
            chunk += 1
        } while !rest.isEmpty
    }

    /// Opens chunks: all of them, or nothing.
    static func open(_ sealed: ArraySlice<UInt8>, key: SymmetricKey) throws(AgeRefusal) -> [UInt8] {
        var plaintext: [UInt8] = []
        plaintext.reserveCapacity(sealed.count)
        var chunk: UInt64 = 0
        var rest = sealed
        repeat {
            let part = rest.prefix(sealedChunkLength)
            rest = rest.dropFirst(sealedChunkLength)
            guard
                part.count > tagLength || (part.count == tagLength && chunk == 0),
                let nonce = nonce(chunk: chunk, isLast: rest.isEmpty),
                let box = try? ChaChaPoly.SealedBox(
                    nonce: nonce,
                    ciphertext: part.dropLast(tagLength),
                    tag: part.suffix(tagLength)
                ),
                let opened = try? ChaChaPoly.open(box, using: key)
            else {
                plaintext.wipe()
                throw .payloadDamaged
            }
            append(opened, to: &plaintext)
            chunk += 1
        } while !rest.isEmpty
        return plaintext
    }

    private static func append(_ data: Data, to bytes: inout [UInt8]) {
        data.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    private static func nonce(chunk: UInt64, isLast: Bool) -> ChaChaPoly.Nonce? {
        var bytes: [UInt8] = [0, 0, 0]
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: chunk >> shift))
        }
        bytes.append(isLast ? 1 : 0)
        return try? ChaChaPoly.Nonce(data: bytes)
    }
}
