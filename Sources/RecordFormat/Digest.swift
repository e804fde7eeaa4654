internal import Crypto

/// A SHA-256 hash.
public struct Digest: Hashable, Sendable {
    /// The number of bytes.
    public static let length = 32

    /// The bytes.
    public let bytes: [UInt8]

    /// Takes a hash, or gives `nil` where there are not exactly 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// The hash of `bytes`.
    public static func sha256(of bytes: [UInt8]) -> Digest {
        Digest(hash: Array(SHA256.hash(data: bytes)))
    }

    /// The hash that stands where there is nothing to hash: all bytes zero.
    public static var zero: Digest {
        Digest(hash: [UInt8](repeating: 0, count: length))
    }

    private init(hash: [UInt8]) {
        bytes = hash
    }
}
