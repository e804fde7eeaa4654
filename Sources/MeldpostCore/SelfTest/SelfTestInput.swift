/// Something that happened to a self-test.
public enum SelfTestInput: Hashable, Sendable {
    /// The technician wants one.
    case wanted(SelfTestOrder)
    /// The technician answered.
    case answered(SelfTestAnswer)
    /// The technician has gone.
    case stopped
    /// A key of the kiosk went down.
    case keyPressed(Key)
    /// The handset of the kiosk was lifted or hung up.
    case handsetMoved(isLifted: Bool)
    /// A key of the desk went down, where one was asked for.
    case deskKeyPressed(Key)
    /// The handset of the desk was lifted or hung up, where that was asked for.
    case deskHandsetMoved(isLifted: Bool)
    /// Somebody uses the desk.
    case deskUsed
    /// A telephone line rings, or rang in the call that goes on.
    case ringSeen(TelephoneLine)
    /// The receiver of a telephone line was lifted.
    case receiverSeen(TelephoneLine)
    /// The panic button was pressed, and it is an alarm.
    case alarmed
    /// The panic button was pressed, and it is a test.
    case testPressed
    /// That the relay is moved by a test is recorded: the record is on disk.
    case relayRecorded
    /// The disk was looked at.
    case diskProbed(DiskFacts)
}

/// What the technician wants to have tested.
public struct SelfTestOrder: Hashable, Sendable {
    /// The parts; all of them where none is named.
    public var parts: Set<SelfTestPart>
    /// Whether somebody is there to press, look and listen.
    public var isAttended: Bool
    /// Whether the relay may move without being asked about once more.
    public var movesRelay: Bool

    /// Makes an order.
    public init(parts: Set<SelfTestPart> = [], isAttended: Bool, movesRelay: Bool = false) {
        self.parts = parts
        self.isAttended = isAttended
        self.movesRelay = movesRelay
    }

    /// What is looked at, in its order.
    var checks: [SelfTestCheck] {
        SelfTestPart.allCases.filter { parts.isEmpty || parts.contains($0) }.flatMap(\.checks)
    }
}

/// What the technician answers.
public enum SelfTestAnswer: String, Hashable, Sendable, CaseIterable {
    /// It works, or it may be done.
    case yes
    /// It does not, or it may not.
    case no
    /// Once more.
    case again
    /// Go on without it.
    case skip
}
