/// A part of the entries that the inbox holds, in the order of their arrival.
public struct EntriesPage: Hashable, Sendable, Codable {
    /// The entries.
    public var entries: [DeskEntry]
    /// What to ask for as `after` to get the next part.
    public var next: UInt64
    /// Whether there is nothing after this part.
    public var isLast: Bool

    /// Makes a part.
    public init(entries: [DeskEntry], next: UInt64, isLast: Bool) {
        self.entries = entries
        self.next = next
        self.isLast = isLast
    }
}

/// An entry as the inbox hands it to a desk: sealed as it came.
public struct DeskEntry: Hashable, Sendable, Codable {
    /// Its number in the order of arrival.
    public var number: UInt64
    /// The island of the station, as a code; the sealed record may name another.
    public var island: String
    /// The entry as it is encoded.
    public var entry: Base64Bytes
    /// Whether a desk has opened it.
    public var isOpened: Bool
    /// Whether another entry stands at the same place of the chain.
    public var isForked: Bool
    /// The terms that a step has closed, by their number.
    public var closedTerms: [UInt8]

    /// Makes an entry.
    public init(
        number: UInt64,
        island: String,
        entry: Base64Bytes,
        isOpened: Bool,
        isForked: Bool,
        closedTerms: [UInt8]
    ) {
        self.number = number
        self.island = island
        self.entry = entry
        self.isOpened = isOpened
        self.isForked = isForked
        self.closedTerms = closedTerms
    }
}
