/// What was found out about the disk of the journal.
public struct DiskFacts: Hashable, Sendable {
    /// Bytes that are free, or nothing where the system does not tell.
    public var freeBytes: Int64?
    /// Whether it is mounted to be read only.
    public var isReadOnly: Bool
    /// How much of its life the device says is used, in percent and rounded up to tens, or nothing
    /// where the kernel does not tell; 110 is more than it was made for.
    public var wearPercent: Int?
    /// Whether the device says that its spare blocks come to an end.
    public var isSpareLow: Bool
    /// How long writes took, or nothing where they were not measured or not possible.
    public var writes: WriteTimes?

    /// Makes facts.
    public init(
        freeBytes: Int64? = nil,
        isReadOnly: Bool = false,
        wearPercent: Int? = nil,
        isSpareLow: Bool = false,
        writes: WriteTimes? = nil
    ) {
        self.freeBytes = freeBytes
        self.isReadOnly = isReadOnly
        self.wearPercent = wearPercent
        self.isSpareLow = isSpareLow
        self.writes = writes
    }
}

/// How long writes took, each until it was on the disk.
public struct WriteTimes: Hashable, Sendable {
    /// How many there were.
    public let count: Int
    /// The time that half of them kept.
    public let median: Duration
    /// The time that 99 of a hundred kept.
    public let ninetyNinth: Duration

    /// Takes the times of writes, in any order; nothing of none.
    public init?(_ times: [Duration]) {
        guard !times.isEmpty else { return nil }
        let sorted = times.sorted()
        count = sorted.count
        median = sorted[(sorted.count - 1) / 2]
        ninetyNinth = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    }
}
