/// A record that broke off before its worker had sent it, for whoever completes it.
public struct InterruptedRecord: Hashable, Sendable {
    /// The entry.
    public var entry: EntryReference
    /// The kind of its record.
    public var kind: VisitKind

    /// Makes the mark of an interrupted record.
    public init(entry: EntryReference, kind: VisitKind) {
        self.entry = entry
        self.kind = kind
    }
}

/// What an entry changes about the records that broke off, in its own commit.
public enum InterruptionChange: Hashable, Sendable {
    /// The record broke off itself, and is to be completed.
    case began(VisitKind)
    /// The record that stands there is completed by it.
    case ended(EntryReference)
}
