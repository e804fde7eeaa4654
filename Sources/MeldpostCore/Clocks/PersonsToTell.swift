/// How far the persons whom one record concerns were told that their data are recorded.
///
/// All of them have the same term, because all were recorded with the record; it ends when the last
/// one was told (R29; C13 in DOMAIN 3). They are known by their numbers in the record, from 1.
public struct PersonsToTell: Hashable, Sendable {
    /// How many a record can have: each has a digit of its own at the keypad.
    public static let limit = 9

    /// The record.
    public let entry: EntryReference
    /// How many persons it concerns.
    public let count: Int
    /// The numbers of those who were told.
    public private(set) var told: Set<Int> = []

    /// Makes the persons of a record, nobody told.
    public init(entry: EntryReference, count: Int) {
        precondition((1...Self.limit).contains(count), "a record concerns one to nine persons")
        self.entry = entry
        self.count = count
    }

    /// The numbers of those who are still to be told, the lowest first.
    public var untold: [Int] { (1...count).filter { !told.contains($0) } }

    /// Notes that a person was told; a number that the record does not have changes nothing.
    public mutating func tell(_ person: Int) {
        guard (1...count).contains(person) else { return }
        told.insert(person)
    }
}

/// What a worker's step does to a term, in the commit of its own record.
public struct TermClosing: Hashable, Sendable {
    /// The record whose term it is.
    public var entry: EntryReference
    /// The term.
    public var term: LegalTerm
    /// The one person who was told, so that the term ends with the last; nothing where it ends now.
    public var person: Int?

    /// Makes the end of a term, or a part of it.
    public init(entry: EntryReference, term: LegalTerm, person: Int? = nil) {
        self.entry = entry
        self.term = term
        self.person = person
    }
}
