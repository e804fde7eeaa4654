/// The lasting bad conditions of the station, raised and cleared.
///
/// It holds no counts and nothing of a visit: everything on it may be shown to a technician (P8).
public struct HealthBoard: Hashable, Sendable {
    private var present: [Condition: Instant] = [:]

    /// Makes a board without any condition.
    public init() {}

    /// Whether a condition is present.
    public func isRaised(_ condition: Condition) -> Bool {
        present[condition] != nil
    }

    /// Since when a condition is present, if it is.
    public func since(_ condition: Condition) -> Instant? {
        present[condition]
    }

    /// The conditions that are present, the worst first, then the one that is there longest.
    public var raised: [RaisedCondition] {
        present.map { RaisedCondition(condition: $0.key, since: $0.value) }.sorted { left, right in
            let severities = (left.condition.severity, right.condition.severity)
            guard severities.0 == severities.1 else { return severities.0 < severities.1 }
            guard left.since == right.since else { return left.since < right.since }
            return left.condition.rawValue < right.condition.rawValue
        }
    }

    /// A condition came up or went away; whether that is a change.
    ///
    /// One that stays keeps its instant.
    @discardableResult
    mutating func set(_ condition: Condition, _ isRaised: Bool, at now: Instant) -> Bool {
        if isRaised {
            guard present[condition] == nil else { return false }
            present[condition] = now
            return true
        }
        return present.removeValue(forKey: condition) != nil
    }
}
