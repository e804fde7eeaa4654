/// Why a key, an identity file or an age file was refused.
///
/// No case carries a value, so that printing a refusal never shows a piece of what was refused.
public enum AgeRefusal: Error, Hashable, Sendable, CaseIterable {
    /// The text or bytes are not a recipient that this module knows.
    case recipientMalformed
    /// The public key is a point of low order or fails a trial seal: what is sealed to it would be
    /// open to everybody, or to nobody.
    case recipientUnusable
    /// The text is not an identity that this module knows.
    case identityMalformed
    /// The identity file holds a line that is neither an identity, a comment nor blank.
    case identityFileMalformed
    /// The identity file holds no identity.
    case identityFileEmpty
    /// There is nobody to seal to.
    case noRecipients
    /// There are more recipients or stanzas than ``AgeLimits/stanzas``.
    case tooManyStanzas
    /// Hybrid and X25519 recipients in one file: the weaker would undo the stronger.
    case recipientsMixed
    /// The passphrase has no bytes.
    case passphraseEmpty
    /// The scrypt work factor is outside the range that this module computes.
    case workFactorRefused
    /// The file is PEM armoured, which this module does not read.
    case armored
    /// The file is of an age version other than `v1`, or not an age file.
    case versionUnsupported
    /// The header breaks the grammar.
    case headerMalformed
    /// A stanza of a known type has wrong arguments, a wrong length or a forbidden share.
    case stanzaMalformed
    /// An scrypt stanza is not the only stanza.
    case scryptNotAlone
    /// The file key was found, and the header's MAC does not fit it.
    case headerForged
    /// None of the identities, or not this passphrase, opens the file.
    case noMatch
    /// The file is sealed with a passphrase, and identities were given.
    case passphraseNeeded
    /// The payload is damaged, cut off or longer than it was made.
    case payloadDamaged

    /// The fixed words by which logs and programs name this refusal.
    public var faultCode: String {
        switch self {
        case .recipientMalformed: "age.recipient-malformed"
        case .recipientUnusable: "age.recipient-unusable"
        case .identityMalformed: "age.identity-malformed"
        case .identityFileMalformed: "age.identity-file-malformed"
        case .identityFileEmpty: "age.identity-file-empty"
        case .noRecipients: "age.no-recipients"
        case .tooManyStanzas: "age.too-many-stanzas"
        case .recipientsMixed: "age.recipients-mixed"
        case .passphraseEmpty: "age.passphrase-empty"
        case .workFactorRefused: "age.work-factor-refused"
        case .armored: "age.armored"
        case .versionUnsupported: "age.version-unsupported"
        case .headerMalformed: "age.header-malformed"
        case .stanzaMalformed: "age.stanza-malformed"
        case .scryptNotAlone: "age.scrypt-not-alone"
        case .headerForged: "age.header-forged"
        case .noMatch: "age.no-match"
        case .passphraseNeeded: "age.passphrase-needed"
        case .payloadDamaged: "age.payload-damaged"
        }
    }
}
