/// Sixteen random bytes that name one `Subject`.
///
/// Names are random and never ordered by time, so that a name tells nothing about when its subject
/// came to be, nor how many there were before it (DESIGN, rule of privacy 5).
public struct RandomID<Subject>: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// The number of bytes.
    public static var length: Int { 16 }

    /// Makes a name of random bytes.
    ///
    /// - Parameter random: where the bytes come from.
    public init(using random: inout some RandomNumberGenerator) {
        high = random.next()
        low = random.next()
    }

    /// Reads a name from its bytes, or gives `nil` where there are not exactly sixteen.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        func number(_ part: some Sequence<UInt8>) -> UInt64 {
            part.reduce(0) { $0 << 8 | UInt64($1) }
        }
        high = number(bytes.prefix(8))
        low = number(bytes.dropFirst(8))
    }

    /// The sixteen bytes.
    public var bytes: [UInt8] {
        [high, low].flatMap { half in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
    }

    /// The name of nothing: all bytes zero.
    public static var zero: RandomID { RandomID(high: 0, low: 0) }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

/// What a ``StationID`` names: one box.
public enum Station {}

/// What a ``JournalID`` names: one journal file, and with it one chain of entries.
public enum Journal {}

/// What an ``IncidentID`` names: one panic, from its first press to its reset.
public enum Incident {}

/// The name of a station.
public typealias StationID = RandomID<Station>

/// The name of a journal file.
public typealias JournalID = RandomID<Journal>

/// The name of a panic incident.
public typealias IncidentID = RandomID<Incident>

/// One entry of one journal.
public struct EntryReference: Hashable, Sendable {
    /// The journal, and so the chain, in which the entry stands.
    public var journal: JournalID

    /// The place in the chain, from 1.
    public var sequence: UInt64

    /// Makes the reference to the entry number `sequence` of `journal`.
    public init(journal: JournalID, sequence: UInt64) {
        self.journal = journal
        self.sequence = sequence
    }
}
