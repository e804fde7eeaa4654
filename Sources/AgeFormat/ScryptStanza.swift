internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// The file key wrapped with a passphrase.
///
/// Source: C2SP age.md, "The scrypt recipient type"; RFC 7914.
struct ScryptStanza {
    /// The first argument of such a stanza.
    static let type = "scrypt"

    private static let saltLength = 16
    private static let label = Array("age-encryption.org/v1/scrypt".utf8)

    private let salt: [UInt8]
    private let workFactor: Int
    private let body: [UInt8]

    /// Checks a stanza: three arguments, a salt of 16 and a body of 32 bytes, and a work factor in
    /// decimal without leading zeroes.
    ///
    /// - Throws: ``AgeRefusal/workFactorRefused`` for a work factor that would take too much memory,
    ///   before any is taken.
    init(parsing stanza: Stanza) throws(AgeRefusal) {
        guard
            stanza.arguments.count == 3,
            let salt = RawBase64.decode(stanza.arguments[1].utf8),
            salt.count == Self.saltLength,
            stanza.body.count == KeyWrap.length
        else {
            throw .stanzaMalformed
        }
        let digits = stanza.arguments[2].utf8
        guard
            digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else {
            throw .stanzaMalformed
        }
        // More digits than fit an integer are a number beyond the range, too.
        guard
            let workFactor = Int(stanza.arguments[2]),
            AgeLimits.workFactorsRead.contains(workFactor)
        else {
            throw .workFactorRefused
        }
        self.salt = salt
        self.workFactor = workFactor
        self.body = stanza.body
    }

    /// Wraps a file key with a passphrase and a fresh salt.
    static func wrap(
        _ fileKey: FileKey,
        passphrase: [UInt8],
        workFactor: Int
    ) throws(AgeRefusal) -> Stanza {
        guard AgeLimits.workFactorsWritten.contains(workFactor) else { throw .workFactorRefused }
        let salt = RandomBytes.make(saltLength)
        let wrapKey = try wrapKey(passphrase: passphrase, salt: salt, workFactor: workFactor)
        return Stanza(
            arguments: [
                type, String(decoding: RawBase64.encode(salt), as: UTF8.self), "\(workFactor)",
            ],
            body: try KeyWrap.wrap(fileKey, under: wrapKey)
        )
    }

    /// Unwraps the file key; nil when the passphrase is another one.
    func unwrap(passphrase: [UInt8]) throws(AgeRefusal) -> FileKey? {
        let wrapKey = try Self.wrapKey(passphrase: passphrase, salt: salt, workFactor: workFactor)
        return KeyWrap.unwrap(body, under: wrapKey)
    }

    private static func wrapKey(
        passphrase: [UInt8],
        salt: [UInt8],
        workFactor: Int
    ) throws(AgeRefusal) -> SymmetricKey {
        // `KDF.Scrypt` takes the address of the first byte without asking whether there is one.
        guard !passphrase.isEmpty else { throw .passphraseEmpty }
        do {
            return try KDF.Scrypt.deriveKey(
                from: passphrase,
                salt: label + salt,
                outputByteCount: 32,
                rounds: 1 << workFactor,
                blockSize: 8,
                parallelism: 1
            )
        } catch {
            // The lengths are right, so what failed is the allocation of the memory.
            throw .workFactorRefused
        }
    }
}
