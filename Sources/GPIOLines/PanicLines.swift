/// Which lines of the panic button are there.
public enum PanicLines: Hashable, Sendable {
    /// Both contacts and the relay.
    case complete
    /// Both contacts: a press is heard, and nothing on the spot moves.
    case withoutRelay
    /// A contact is missing, because no chip has its label.
    case chipMissing
    /// A contact is missing: another program has its line, or the chip has no such line.
    case unusable
}
