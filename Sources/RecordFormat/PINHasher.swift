internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials
public import MeldpostCore

/// Makes and compares what is kept of a PIN.
///
/// A PIN has a million values, so whoever has the verifier could try them all: scrypt makes that
/// slow, and the secret of the station, which is not in the journal, makes it impossible without
/// the station's key. Source: RFC 7914 (scrypt), RFC 5869 (HKDF).
public struct PINHasher: Sendable {
    /// N of scrypt: with r = 8 it takes 34 MB for a moment.
    private static let rounds = 1 << 15

    private static let label = Array("meldpost pin v1".utf8)

    private let secret: [UInt8]

    /// Makes a hasher of the station with this key.
    public init(key: SigningKey) {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key.seed.value),
            info: Self.label,
            outputByteCount: 32
        )
        secret = derived.withUnsafeBytes { Array($0) }
    }

    /// What is to be kept of `pin`, with a fresh salt, or nothing where there is no memory for it.
    public func verifier(of pin: KeyedPIN) -> PINVerifier? {
        let salt = (0..<PINVerifier.saltLength).map { _ in UInt8.random(in: .min ... .max) }
        return hash(pin, salt).flatMap { PINVerifier(salt: salt, hash: $0) }
    }

    /// Compares a PIN.
    ///
    /// There are always two hashes, whether or not there is an account, and whatever was keyed, so
    /// that time tells nothing.
    public func verdict(of check: PINCheck) -> PINVerdict {
        let salt =
            check.verifier?.salt ?? [UInt8](repeating: 0, count: PINVerifier.saltLength)
        guard let own = hash(check.pin, salt), let other = hash(check.pin.withoutDuress, salt)
        else { return .failed }
        let expected =
            check.verifier?.hash ?? [UInt8](repeating: 0, count: PINVerifier.hashLength)
        let isRight = Self.isEqual(own, expected)
        let isDuress = Self.isEqual(other, expected)
        guard check.verifier != nil, isRight || isDuress else { return .wrong }
        return isRight ? .right : .duress
    }

    private func hash(_ pin: KeyedPIN, _ salt: [UInt8]) -> [UInt8]? {
        guard pin.isWhole else { return nil }
        let derived = try? KDF.Scrypt.deriveKey(
            from: pin.digits,
            salt: secret + salt,
            outputByteCount: PINVerifier.hashLength,
            rounds: Self.rounds,
            blockSize: 8,
            parallelism: 1
        )
        return derived?.withUnsafeBytes { Array($0) }
    }

    /// Compares every byte, whatever the first ones say.
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
