/// Bech32 texts: a human-readable part, the separator `1`, data, and a checksum.
///
/// Source: BIP 173, without its limit of 90 characters (C2SP age.md, "Conventions"). The checksum
/// is computed over the lower-case text; a text is all upper or all lower case.
enum Bech32 {
    private static let alphabet = [UInt8]("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generators: [UInt32] = [
        0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
    ]
    private static let checksumLength = 6

    /// A decoded text.
    struct Decoded {
        /// The human-readable part, in the case in which it was written.
        var humanReadable: String
        /// The data, in whole bytes.
        var bytes: [UInt8]
    }

    /// Encodes bytes in lower case.
    static func encode(humanReadable: String, bytes: [UInt8]) -> String {
        let prefix = [UInt8](humanReadable.utf8)
        precondition(!prefix.contains { $0 >= 0x41 && $0 <= 0x5a }, "The prefix is lower case.")
        let data = fiveBitGroups(of: bytes)
        let checksum = polymod(expanded(prefix) + data + [0, 0, 0, 0, 0, 0]) ^ 1
        var text = prefix + [UInt8(ascii: "1")]
        text += data.map { alphabet[Int($0)] }
        for position in 0..<checksumLength {
            text.append(alphabet[Int(checksum >> (5 * UInt32(5 - position)) & 0x1f)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Decodes a text; nil for mixed case, a wrong checksum, a foreign character or leftover bits.
    static func decode(_ text: String) -> Decoded? {
        let written = [UInt8](text.utf8)
        guard written.count <= AgeLimits.keyText else { return nil }
        guard written.allSatisfy({ $0 >= 0x21 && $0 <= 0x7e }) else { return nil }
        let hasUpper = written.contains { $0 >= 0x41 && $0 <= 0x5a }
        let hasLower = written.contains { $0 >= 0x61 && $0 <= 0x7a }
        guard !(hasUpper && hasLower) else { return nil }
        let lower = hasUpper ? written.map { $0 >= 0x41 && $0 <= 0x5a ? $0 + 0x20 : $0 } : written

        guard let separator = lower.lastIndex(of: UInt8(ascii: "1")), separator > 0 else {
            return nil
        }
        var groups: [UInt8] = []
        groups.reserveCapacity(lower.count - separator)
        for character in lower[(separator + 1)...] {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            groups.append(UInt8(value))
        }
        guard groups.count >= checksumLength else { return nil }
        guard polymod(expanded(Array(lower[..<separator])) + groups) == 1 else { return nil }
        guard let bytes = wholeBytes(of: groups.dropLast(checksumLength)) else { return nil }
        return Decoded(
            humanReadable: String(decoding: written[..<separator], as: UTF8.self),
            bytes: bytes
        )
    }

    private static func polymod(_ values: [UInt8]) -> UInt32 {
        var checksum: UInt32 = 1
        for value in values {
            let top = checksum >> 25
            checksum = (checksum & 0x1ff_ffff) << 5 ^ UInt32(value)
            for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
                checksum ^= generator
            }
        }
        return checksum
    }

    private static func expanded(_ prefix: [UInt8]) -> [UInt8] {
        prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 0x1f }
    }

    private static func fiveBitGroups(of bytes: [UInt8]) -> [UInt8] {
        var groups: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                groups.append(UInt8(bits >> bitCount & 0x1f))
            }
        }
        if bitCount > 0 {
            groups.append(UInt8(bits << (5 - bitCount) & 0x1f))
        }
        return groups
    }

    private static func wholeBytes(of groups: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for group in groups {
            bits = bits << 5 | UInt32(group)
            bitCount += 5
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
            }
        }
        guard bitCount < 5, bits & (1 << bitCount - 1) == 0 else { return nil }
        return bytes
    }
}
