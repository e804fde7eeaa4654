internal import Crypto
internal import FoundationEssentials

/// The 128-bit key of one file, and what is derived from it.
///
/// Its memory is zeroed when the last copy goes (`SymmetricKey`), so keep it inside one call.
/// Source: C2SP age.md, "File key", "Header MAC" and "Payload".
struct FileKey {
    /// The length of a file key, in bytes.
    static let length = 16
    /// The length of the header's MAC, in bytes.
    static let macLength = 32

    private let key: SymmetricKey

    /// A fresh key from the system's random source.
    init() {
        key = SymmetricKey(size: SymmetricKeySize(bitCount: Self.length * 8))
    }

    /// Takes an unwrapped key; nil when it has another length.
    init?(_ bytes: Data) {
        guard bytes.count == Self.length else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The MAC of a header, from its first byte up to and including `---`.
    func headerMAC(of header: some Sequence<UInt8>) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(header), using: headerKey))
    }

    /// Whether a MAC fits a header, compared in constant time.
    func isHeaderMAC(_ mac: [UInt8], of header: some Sequence<UInt8>) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(mac, authenticating: Array(header), using: headerKey)
    }

    /// The key of the payload with this nonce.
    func payloadKey(nonce: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            salt: nonce,
            info: Array("payload".utf8),
            outputByteCount: 32
        )
    }

    /// Calls a function with the bytes of the key, which must not outlive the call.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try key.withUnsafeBytes(body)
    }

    private var headerKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            info: Array("header".utf8),
            outputByteCount: 32
        )
    }
}
