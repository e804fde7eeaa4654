/// A public key that the station uses, by its fingerprint.
public struct StatusKey: Codable, Hashable, Sendable {
    /// What a key is for.
    public enum Role: String, Codable, Hashable, Sendable, CaseIterable {
        /// Signs key lists.
        case root
        /// Signs receipts and the time.
        case inbox
        /// Signs that a person opened, accepted or closed something.
        case desk
        /// Records are sealed to it.
        case caseRecipient = "case"
        /// The source block of a record is sealed to it.
        case sourceRecipient = "source"
        /// Signs the entries of this station.
        case station
    }

    /// What the key is for.
    public let role: Role

    /// For which island and chapter, such as `bonaire/advice-and-reporting`, where it is a
    /// recipient.
    public let scope: String?

    /// The first bytes of its SHA-256, in hexadecimal digits.
    public let fingerprint: String

    /// Makes the line of a key.
    public init(role: Role, scope: String? = nil, fingerprint: String) {
        self.role = role
        self.scope = scope
        self.fingerprint = fingerprint
    }
}
