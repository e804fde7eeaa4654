/// What a finding is about: a step, which holds no answers, found that somebody is unsafe, and what is
/// found out later is added to the record that was assessed.
///
/// It is remembered as long as the term runs that began with the finding (C4 in DOMAIN 3).
public struct FindingSubject: Hashable, Sendable {
    /// The record that was assessed; a finding at an earlier finding is about the record of that.
    public var entry: EntryReference
    /// The kind of record to which can be added there, or nothing where the desk knows none.
    public var kind: VisitKind?

    /// Makes what a finding is about.
    public init(entry: EntryReference, kind: VisitKind?) {
        self.entry = entry
        self.kind = kind
    }
}
