/// The legal clocks that run (P7).
///
/// A clock runs from the hour of its entry until a worker's step closes it; nothing else stops,
/// moves or forgets it. The journal keeps the clocks, and this book follows the journal.
public struct ClockBook: Hashable, Sendable {
    /// How pressing the most pressing clock is.
    public enum Urgency: UInt8, Hashable, Comparable, Sendable, CaseIterable {
        /// No clock is near its end.
        case quiet = 0
        /// A clock ends soon (``LegalTerm/warning``).
        case dueSoon
        /// A clock has ended.
        case overdue

        /// Whether `left` is less pressing than `right`.
        public static func < (left: Urgency, right: Urgency) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    private struct Name: Hashable, Sendable {
        var entry: EntryReference
        var term: LegalTerm
    }

    private var running: [Name: LegalClock] = [:]
    private var persons: [EntryReference: PersonsToTell] = [:]
    private var nextWarning: UnixTime?
    private var nextEnd: UnixTime?

    /// Makes an empty book.
    public init() {}

    /// The clocks that run, the one that ends first before the others.
    public var clocks: [LegalClock] {
        running.values.sorted { left, right in
            guard left.deadline == right.deadline else { return left.deadline < right.deadline }
            guard left.entry == right.entry else {
                return left.entry.sequence < right.entry.sequence
            }
            return left.term.rawValue < right.term.rawValue
        }
    }

    /// Whether the clock of `term` runs that `entry` started.
    func runs(_ term: LegalTerm, of entry: EntryReference) -> Bool {
        running[Name(entry: entry, term: term)] != nil
    }

    /// How many clocks run.
    public var count: Int { running.count }

    /// A clock runs from now on; one that runs already keeps its start where that is earlier.
    mutating func start(_ clock: LegalClock) {
        let name = Name(entry: clock.entry, term: clock.term)
        if let before = running[name], !(clock.start < before.start) { return }
        running[name] = clock
        // Starting can only bring the next change forward, so a long journal is not searched.
        bringForward(to: clock)
    }

    /// The persons of each record who are to be told, where it is known how many it concerns.
    public var personsToTell: [EntryReference: PersonsToTell] { persons }

    /// The persons of a record are to be told one by one; nothing changes where its clock does not
    /// run.
    mutating func start(_ telling: PersonsToTell) {
        guard runs(.tellPersonConcerned, of: telling.entry) else { return }
        persons[telling.entry] = telling
    }

    /// A worker's step is on disk: the term ends, or one of its persons was told.
    ///
    /// Where it is not known how many persons there are, only telling all of them ends it (P7).
    mutating func apply(_ closing: TermClosing) {
        if let person = closing.person {
            persons[closing.entry]?.tell(person)
            guard persons[closing.entry]?.untold.isEmpty == true else { return }
        }
        _ = close(closing.entry, closing.term)
    }

    /// A worker closed a clock; whether it was running.
    mutating func close(_ entry: EntryReference, _ term: LegalTerm) -> Bool {
        guard running.removeValue(forKey: Name(entry: entry, term: term)) != nil else {
            return false
        }
        if term == .tellPersonConcerned { persons[entry] = nil }
        findNext()
        return true
    }

    /// How pressing the most pressing clock is at `time`.
    public func urgency(at time: UnixTime) -> Urgency {
        if let nextEnd, !(time < nextEnd) { return .overdue }
        if let nextWarning, !(time < nextWarning) { return .dueSoon }
        return .quiet
    }

    /// The time after `time` at which the urgency changes by itself.
    func nextChange(after time: UnixTime) -> UnixTime? {
        if let nextWarning, time < nextWarning { return nextWarning }
        if let nextEnd, time < nextEnd { return nextEnd }
        return nil
    }

    private mutating func findNext() {
        nextWarning = nil
        nextEnd = nil
        for clock in running.values { bringForward(to: clock) }
    }

    private mutating func bringForward(to clock: LegalClock) {
        let end = clock.deadline
        let warning = end + (.zero - clock.term.warning)
        nextEnd = nextEnd.map { min($0, end) } ?? end
        nextWarning = nextWarning.map { min($0, warning) } ?? warning
    }
}
