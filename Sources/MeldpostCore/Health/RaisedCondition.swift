/// A lasting condition that is present.
public struct RaisedCondition: Hashable, Sendable {
    /// The condition.
    public var condition: Condition
    /// Since when.
    public var since: Instant

    /// Makes the condition `condition`, present since `since`.
    public init(condition: Condition, since: Instant) {
        self.condition = condition
        self.since = since
    }
}
