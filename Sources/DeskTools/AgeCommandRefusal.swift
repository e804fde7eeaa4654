internal import AgeFormat

/// Why a call of `meldpost-desk age` failed, in fixed words.
///
/// No case carries a text from outside: neither a path nor a piece of a key is ever printed.
enum AgeCommandRefusal: Error, Hashable {
    /// A key or a file was refused.
    case refused(AgeRefusal)
    /// Neither an identity file nor `-p` was given.
    case noIdentities
    /// Neither a recipient nor `-p` was given.
    case noRecipients
    /// Both `-p` and keys were given.
    case passphraseOrKeys
    /// The input cannot be read.
    case inputUnreadable
    /// The input is longer than ``BoundedInput/limit``.
    case inputTooLong
    /// An identity file cannot be read.
    case identityFileUnreadable
    /// The passphrase of an identity file does not open it.
    case identityFileLocked
    /// The file that `MELDPOST_PASSPHRASE_FILE` names cannot be read, or holds no passphrase.
    case passphraseFileUnusable
    /// There is no terminal to ask on.
    case noTerminal
    /// The person at the terminal gave up.
    case passphraseNotGiven
    /// The passphrase was typed differently the second time.
    case passphrasesDiffer
    /// The file to be written is there already.
    case outputExists
    /// The output cannot be written.
    case outputUnwritable
    /// Sealed bytes would go to a terminal.
    case outputIsTerminal

    /// What a person reads.
    var words: String {
        switch self {
        case .refused(let refusal): Self.words(for: refusal)
        case .noIdentities: "give an identity file with -i, or -p for a passphrase"
        case .noRecipients: "give a recipient with -r or -R, or -p for a passphrase"
        case .passphraseOrKeys: "give either -p or keys, not both"
        case .inputUnreadable: "the input cannot be read"
        case .inputTooLong: "the input is longer than 64 MiB"
        case .identityFileUnreadable: "an identity file cannot be read"
        case .identityFileLocked: "the passphrase does not open the identity file"
        case .passphraseFileUnusable: "MELDPOST_PASSPHRASE_FILE names no file with a passphrase"
        case .noTerminal: "there is no terminal to ask for the passphrase on"
        case .passphraseNotGiven: "no passphrase was given"
        case .passphrasesDiffer: "the two passphrases differ"
        case .outputExists: "the output file exists already"
        case .outputUnwritable: "the output cannot be written"
        case .outputIsTerminal: "sealed bytes do not go to a terminal; redirect the output"
        }
    }

    private static func words(for refusal: AgeRefusal) -> String {
        switch refusal {
        case .recipientMalformed: "a recipient is not written correctly"
        case .recipientUnusable: "a recipient is not a key that can be sealed to"
        case .identityMalformed, .identityFileMalformed: "an identity file is not written correctly"
        case .identityFileEmpty: "an identity file holds no identity"
        case .noRecipients: "there is no recipient"
        case .tooManyStanzas: "there are too many recipients"
        case .recipientsMixed: "hybrid and other recipients do not go into one file"
        case .passphraseEmpty: "the passphrase is empty"
        case .workFactorRefused: "the file asks for too much memory to test a passphrase"
        case .armored: "the file is armoured; remove the armour first"
        case .versionUnsupported: "the file is not an age file of version 1"
        case .headerMalformed, .stanzaMalformed, .scryptNotAlone: "the file has a damaged header"
        case .headerForged: "the header of the file has been changed"
        case .noMatch: "nothing that was given opens the file"
        case .passphraseNeeded: "the file is sealed with a passphrase; use -p"
        case .payloadDamaged: "the file is damaged or not complete"
        }
    }
}
