/// A call as its line shows it: no caller, no number (R19).
public struct LineCall: Hashable, Sendable {
    /// Its name.
    public internal(set) var id: CallID
    /// The line.
    public let line: TelephoneLine
    /// When it began to ring or, where it did not ring, when the receiver was lifted.
    public let began: Instant
    /// Whether the receiver was lifted without a ring: somebody called from here.
    public let isOutgoing: Bool
    /// When the receiver was lifted; nothing where nobody answered so far.
    public internal(set) var answered: Instant?
    /// When it was over: the last ring, or the receiver down.
    public internal(set) var ended: Instant?
    /// Whether its times are bounds only, because a power cut or a stuck line broke it off.
    public internal(set) var isBroken: Bool

    /// How long it rang: until somebody answered, or until it stopped.
    public var ringTime: Duration {
        guard !isOutgoing, let end = answered ?? ended else { return .zero }
        return max(.zero, end - began)
    }

    /// How long it lasted, or nothing where nobody answered or it is not over.
    public var duration: Duration? {
        guard let answered, let ended else { return nil }
        return max(.zero, ended - answered)
    }
}

/// What a line, or time, led to.
public enum LineChange: Hashable, Sendable {
    /// A call began: it rings, or the receiver was lifted.
    case began(LineCall)
    /// Somebody answered.
    case answered(LineCall)
    /// It is over, and nobody answered or the receiver is down.
    case ended(LineCall)
    /// A lasting condition came up or went away.
    case conditionChanged(Condition, isRaised: Bool)
}
