/// A panic record on its way to the journal.
public struct PanicRecord: Hashable, Sendable {
    /// Names the record between the machine and the journal.
    public var number: UInt64
    /// What it says.
    public var content: PanicContent
    /// When it happened: it may be stored much later (F10).
    public var happenedAt: Instant

    /// Makes the record `number` of what happened at `happenedAt`.
    public init(number: UInt64, content: PanicContent, happenedAt: Instant) {
        self.number = number
        self.content = content
        self.happenedAt = happenedAt
    }
}
