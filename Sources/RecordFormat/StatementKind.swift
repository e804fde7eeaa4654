/// What a statement says.
///
/// 8 and 9 are kept for a reply to a reporter and for a new client certificate.
public enum StatementKind: UInt8, Hashable, Sendable, CaseIterable {
    /// An entry is complete and verified at the centre. It deletes nothing (P5).
    case receipt = 1
    /// The time, as the answer to one cell: only as a ``DownCell``.
    case time = 2
    /// A person's key has opened an entry; the proof comes from inside it.
    case opened = 3
    /// A person accepted a panic.
    case panicAccepted = 4
    /// A step at the centre closed a term.
    case clockClosed = 5
    /// The keys in force.
    case keyList = 6
    /// A panic signal has reached the centre.
    case panicReceipt = 7

    /// Who may say it.
    public var signer: SignerRole {
        switch self {
        case .receipt, .time, .panicReceipt: .inbox
        case .opened, .panicAccepted, .clockClosed: .desk
        case .keyList: .root
        }
    }
}

/// Whose key signs a statement.
public enum SignerRole: UInt8, Hashable, Sendable, CaseIterable {
    /// The inbox: it speaks by itself, and so it may only say what a machine can know.
    case inbox = 1
    /// A person at the desk.
    case desk = 2
    /// The offline root key.
    case root = 3
}
