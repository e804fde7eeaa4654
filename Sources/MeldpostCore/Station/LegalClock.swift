/// A term that the law or its note sets.
public enum LegalTerm: UInt8, Hashable, Sendable, CaseIterable {
    /// Decide on steps within seven days of receipt (Art. 3.2(2)(b); C6).
    case decideOnSteps = 1
    /// Take up a serious or threatening situation within 24 hours (note, 3.2.2; C4).
    case takeUpSerious = 2
    /// Tell each person concerned within seven days of recording (Art. 4.8(2); C13).
    case tellPersonConcerned = 3
    /// Investigate a need for social support within six weeks (Art. 2.6(1); C23).
    case investigateNeed = 4

    /// How long the term is.
    ///
    /// Days are calendar days: the sources do not say otherwise, and the
    /// shorter reading is the safe one (DOMAIN 3).
    public var duration: Duration {
        switch self {
        case .decideOnSteps, .tellPersonConcerned: .seconds(7 * 86_400)
        case .takeUpSerious: .seconds(86_400)
        case .investigateNeed: .seconds(42 * 86_400)
        }
    }
}

/// A running term of one entry.
public struct LegalClock: Hashable, Sendable {
    /// The entry that started it.
    public var entry: EntryReference
    /// The term.
    public var term: LegalTerm
    /// The hour of the entry: the earliest possible start.
    public var start: UnixHour

    /// Makes the clock of `term` that `entry` started in the hour `start`.
    public init(entry: EntryReference, term: LegalTerm, start: UnixHour) {
        self.entry = entry
        self.term = term
        self.start = start
    }

    /// When the term ends at the earliest: early, never late (P7).
    public var deadline: UnixTime {
        start.start + term.duration
    }
}
