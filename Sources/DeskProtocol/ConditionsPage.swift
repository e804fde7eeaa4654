/// The lasting conditions that are not cleared.
public struct ConditionsPage: Hashable, Sendable, Codable {
    /// The conditions, newest first.
    public var conditions: [ConditionReport]

    /// Makes a list.
    public init(conditions: [ConditionReport]) {
        self.conditions = conditions
    }
}

/// A lasting condition of one station.
public struct ConditionReport: Hashable, Sendable, Codable {
    /// Its number: what a person names to clear it.
    public var number: Int64
    /// The station in hexadecimal digits.
    public var station: String
    /// The island of the station, as a code.
    public var island: String
    /// What is the matter.
    public var condition: StationCondition
    /// The journal in hexadecimal digits.
    public var journal: String
    /// The place in the chain, or nothing where it concerns no entry.
    public var sequence: UInt64?
    /// Since when, in milliseconds of Unix time by the clock of the inbox.
    public var sinceMilliseconds: Int64
    /// How often it was seen.
    public var count: Int64

    /// Makes a condition.
    public init(
        number: Int64,
        station: String,
        island: String,
        condition: StationCondition,
        journal: String,
        sequence: UInt64?,
        sinceMilliseconds: Int64,
        count: Int64
    ) {
        self.number = number
        self.station = station
        self.island = island
        self.condition = condition
        self.journal = journal
        self.sequence = sequence
        self.sinceMilliseconds = sinceMilliseconds
        self.count = count
    }
}

/// A person has dealt with a condition.
public struct ConditionClearance: Hashable, Sendable, Codable {
    /// The number of the condition.
    public var number: Int64

    /// Makes a clearance of the condition `number`.
    public init(number: Int64) {
        self.number = number
    }
}

/// What became of a clearance.
public struct ConditionClearanceAnswer: Hashable, Sendable, Codable {
    /// Whether there was such a condition.
    public var isCleared: Bool

    /// Makes an answer.
    public init(isCleared: Bool) {
        self.isCleared = isCleared
    }
}
