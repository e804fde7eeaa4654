/// What a self-test knows of the rest of the station.
public struct SelfTestContext: Hashable, Sendable {
    /// Why an attended self-test cannot begin now, if it cannot.
    public var refusal: SelfTestRefusal?
    /// The conditions that are present, and for how long.
    public var conditions: [Condition: Duration]
    /// Whether a press of the panic button would be a test already.
    public var isButtonTest: Bool
    /// The test of the button that is under way, with its presses; nothing where none is.
    public var testPress: TestPress?
    /// Whether the centre can be told what is tested: a record can be sealed and stored.
    public var canRecord: Bool
    /// How long ago the centre answered last, or nothing where it never did.
    public var lastAnswer: Duration?
    /// Whom the courier talks with, where it said so.
    public var identity: CourierIdentity?
    /// How long the certificate of the courier is good for yet; less than nothing where it has ended.
    public var certificateLeft: Duration?
    /// How the clock is.
    public var clock: ClockFacts
    /// Whether the journal is open.
    public var isJournalOpen: Bool
    /// For how long the station has been running.
    public var uptime: Duration
    /// What the panel of this box does not have: it is not looked at.
    public var unwired: Set<SelfTestCheck>

    /// Makes a context.
    public init(
        refusal: SelfTestRefusal? = nil,
        conditions: [Condition: Duration] = [:],
        isButtonTest: Bool = false,
        testPress: TestPress? = nil,
        canRecord: Bool = true,
        lastAnswer: Duration? = nil,
        identity: CourierIdentity? = nil,
        certificateLeft: Duration? = nil,
        clock: ClockFacts = ClockFacts(trust: .unknown),
        isJournalOpen: Bool = true,
        uptime: Duration = .zero,
        unwired: Set<SelfTestCheck> = []
    ) {
        self.refusal = refusal
        self.conditions = conditions
        self.isButtonTest = isButtonTest
        self.testPress = testPress
        self.canRecord = canRecord
        self.lastAnswer = lastAnswer
        self.identity = identity
        self.certificateLeft = certificateLeft
        self.clock = clock
        self.isJournalOpen = isJournalOpen
        self.uptime = uptime
        self.unwired = unwired
    }
}

/// Which press of a test of the button was the last: each has another.
public struct TestPress: Hashable, Sendable {
    /// The test.
    public var incident: IncidentID
    /// How many presses it had.
    public var presses: UInt32

    /// Makes a press.
    public init(incident: IncidentID, presses: UInt32) {
        self.incident = incident
        self.presses = presses
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
