/// What is kept of a PIN: a salt and what scrypt makes of both; the PIN cannot be read from it.
public struct PINVerifier: Hashable, Sendable {
    /// How many bytes the salt has.
    public static let saltLength = 16
    /// How many bytes the hash has.
    public static let hashLength = 32

    /// The salt: random, one an account and PIN.
    public let salt: [UInt8]
    /// The hash.
    public let hash: [UInt8]

    /// Makes a verifier of its bytes, or nothing where their number is another.
    public init?(salt: [UInt8], hash: [UInt8]) {
        guard salt.count == Self.saltLength, hash.count == Self.hashLength else { return nil }
        self.salt = salt
        self.hash = hash
    }
}

/// A PIN to be compared with a verifier, outside this floor: scrypt takes its time.
public struct PINCheck: Hashable, Sendable {
    /// Names the check in the answer.
    public var number: UInt64
    /// What the PIN is keyed for, or nothing where there is no such account: the work is the same.
    public var verifier: PINVerifier?
    /// The PIN.
    public var pin: KeyedPIN
}

/// A PIN of which a verifier is to be made.
public struct PINOrder: Hashable, Sendable {
    /// Names the order in the answer.
    public var number: UInt64
    /// The PIN.
    public var pin: KeyedPIN
}

/// What came of a comparison.
public enum PINVerdict: UInt8, Hashable, Sendable, CaseIterable {
    /// The PIN is another, or there is no account.
    case wrong
    /// It is the PIN.
    case right
    /// It is the PIN with its last digit plus one: a silent signal of duress.
    case duress
    /// It could not be compared: there was no memory or no room.
    case failed
}
