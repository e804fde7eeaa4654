/// What a self-test knows of the rest of the station.
public struct SelfTestContext: Hashable, Sendable {
    /// Why an attended self-test cannot begin now, if it cannot.
    public var refusal: SelfTestRefusal?
    /// The conditions that are present, and for how long.
    public var conditions: [Condition: Duration]
    /// Whether a press of the panic button would be a test already.
    public var isButtonTest: Bool
    /// How long ago the centre answered last, or nothing where it never did.
    public var lastAnswer: Duration?
    /// How the clock is.
    public var clock: ClockFacts
    /// Whether the journal is open.
    public var isJournalOpen: Bool
    /// For how long the station has been running.
    public var uptime: Duration

    /// Makes a context.
    public init(
        refusal: SelfTestRefusal? = nil,
        conditions: [Condition: Duration] = [:],
        isButtonTest: Bool = false,
        lastAnswer: Duration? = nil,
        clock: ClockFacts = ClockFacts(trust: .unknown),
        isJournalOpen: Bool = true,
        uptime: Duration = .zero
    ) {
        self.refusal = refusal
        self.conditions = conditions
        self.isButtonTest = isButtonTest
        self.lastAnswer = lastAnswer
        self.clock = clock
        self.isJournalOpen = isJournalOpen
        self.uptime = uptime
    }
}

/// What a self-test says of the clock.
public struct ClockFacts: Hashable, Sendable {
    /// How far the time can be trusted.
    public var trust: ClockTrust
    /// How long ago the centre confirmed it in this run, or nothing where it did not.
    public var confirmed: Duration?
    /// How far the clock of the box lies before or behind the confirmed time.
    public var error: Duration?

    /// Makes facts.
    public init(trust: ClockTrust, confirmed: Duration? = nil, error: Duration? = nil) {
        self.trust = trust
        self.confirmed = confirmed
        self.error = error
    }
}
