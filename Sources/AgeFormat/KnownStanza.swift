/// A stanza whose type this module knows, with its arguments and lengths checked.
///
/// Every stanza of a known type is checked before any key is tried: a file is refused for a bad
/// stanza even when another one would open it, since no honest writer makes one.
enum KnownStanza {
    /// The file key for an X25519 identity.
    case x25519(X25519Stanza)
    /// The file key for a hybrid identity.
    case hybrid(HybridStanza)
    /// The file key for a passphrase.
    case scrypt(ScryptStanza)

    /// Recognises a stanza by its first argument; nil for a type of somebody else's.
    static func recognise(_ stanza: Stanza) throws(AgeRefusal) -> Self? {
        switch stanza.arguments.first {
        case X25519Stanza.type: .x25519(try X25519Stanza(parsing: stanza))
        case HybridStanza.type: .hybrid(try HybridStanza(parsing: stanza))
        case ScryptStanza.type: .scrypt(try ScryptStanza(parsing: stanza))
        default: nil
        }
    }
}
