/// How a world is set up.
public struct WorldSettings: Sendable {
    /// The length of a slot.
    public var slot: Duration
    /// The mean time between commits that store nothing.
    public var dummyInterval: Duration
    /// How long the entry of a visit is, in bytes; any other is a third of it.
    public var visitLength: UInt32
    /// Whether times of doors are drawn by chance, or always the same.
    public var isRegular: Bool
    /// One in how many answers confirms the time; a real inbox does with each.
    public var answersPerConfirmation: UInt64

    public init(
        slot: Duration,
        dummyInterval: Duration = .seconds(86_400),
        visitLength: UInt32 = 4_500,
        isRegular: Bool = false,
        answersPerConfirmation: UInt64 = 8
    ) {
        self.slot = slot
        self.dummyInterval = dummyInterval
        self.visitLength = visitLength
        self.isRegular = isRegular
        self.answersPerConfirmation = answersPerConfirmation
    }
}

/// The way between the box and the centre.
public struct Link: Sendable {
    public var isUp = true
    /// How many of a hundred cells are lost before the centre has them.
    public var lostRequestPercent: UInt64 = 0
    /// How many of a hundred answers are lost.
    public var lostAnswerPercent: UInt64 = 0
    /// How many of a hundred answers come later than the station waits, or come twice.
    public var latePercent: UInt64 = 0

    public init() {}
}
