internal import MeldpostCore
internal import PanelProtocol

/// The station's side of the line, without the line: bytes and time come in, events and bytes go
/// out.
///
/// ```
///             open          hello              1.75 s of silence, or the line is gone
///  closed ──────────▶ introducing ──────▶ session ──────────────────────────────────┐
///    ▲                     ▲                                                        │
///    └── line gone ────────┴────────────────────────────────────────────────────────┘
/// ```
///
/// Source: the page on the panel protocol.
struct PanelConversation {
    /// How long the panel may be missing after the start without mention.
    static let startPatience = Duration.seconds(2)
    /// How often a self-test is asked for at most.
    static let selfTestTries = 5

    static let heartbeat = Duration.milliseconds(Int(PanelTiming.heartbeat))
    static let retry = Duration.milliseconds(Int(PanelTiming.retry))
    static let silence = Duration.milliseconds(Int(PanelTiming.controllerSilence))
    static let introduction = Duration.milliseconds(Int(PanelTiming.introduction))
    /// How long after a first introduction another one is the same: it was on its way already, or
    /// the welcome was lost.
    static let sameLife = Duration.seconds(1)

    /// Frames and junk that were refused.
    private(set) var refusalCount = 0
    /// What goes out next.
    var outgoing: [UInt8] = []
    var events: [WiredPanelEvent] = []
    var now: Instant

    /// Zero where there is no session.
    var session: UInt16 = 0
    private var lastSession: UInt16
    private var reader = FrameReader()
    private var isOpen = false
    private var nextIntroduction: Instant
    private var lastFrame: Instant
    private var linkDeadline: Instant?

    var raised: Set<Condition> = []
    var ledger = PressLedger()
    var lastReport: PressReport?
    var reportNumber: UInt64 = 0
    var glitches = RunningCount()
    /// Frames that the controller refused.
    var controllerRefusals = RunningCount()
    private var lastBoots: UInt16?
    /// When a controller that no station has welcomed yet last introduced itself, and nothing since.
    private var lastFreshHello: Instant?
    var moves: UInt8?
    var levels: PanelLevels = .normallyClosedConducts
    var lastKey: UInt8?
    var lastState: UInt16 = 0

    var wanted = PanelOutputs()
    var sent: PanelOutputs?
    var outputsNumber: UInt8 = 0
    var areShown = false
    var nextOutputs: Instant
    var selfTestsLeft = 0
    var nextSelfTest: Instant

    /// Makes a conversation whose sessions are numbered from a random number, so that a frame for a
    /// daemon before this one is not taken for ours.
    init(firstSession: UInt16, at now: Instant) {
        lastSession = firstSession
        self.now = now
        nextIntroduction = now
        lastFrame = now
        nextOutputs = now
        nextSelfTest = now
        linkDeadline = now + Self.startPatience
    }

    /// Whether a controller has introduced itself and still talks.
    var hasSession: Bool { session != 0 }

    /// The line was opened.
    mutating func open(at instant: Instant) {
        now = max(now, instant)
        isOpen = true
        reader = FrameReader()
        outgoing = []
        nextIntroduction = now
        proceed()
    }

    /// The line is gone.
    mutating func close(at instant: Instant) {
        now = max(now, instant)
        isOpen = false
        outgoing = []
        endSession()
    }

    /// Bytes have come.
    mutating func take(_ bytes: ArraySlice<UInt8>, at instant: Instant) {
        now = max(now, instant)
        for byte in bytes {
            guard let reading = reader.take(byte) else { continue }
            switch reading {
            case .frame:
                guard let frame = ControllerFrame(reader.frame) else {
                    refusalCount += 1
                    continue
                }
                take(frame, session: reader.frame.session)
            case .refused(.unknownVersion):
                refusalCount += 1
                set(.panelVersionUnknown, true)
            case .refused:
                refusalCount += 1
            }
        }
        proceed()
    }

    /// Time has passed.
    mutating func advance(to instant: Instant) {
        now = max(now, instant)
        proceed()
    }

    /// When time alone has something to do.
    var nextDeadline: Instant? {
        var next: [Instant] = linkDeadline.map { [$0] } ?? []
        if hasSession {
            next += [lastFrame + Self.silence, nextOutputs]
            if selfTestsLeft > 0 { next.append(nextSelfTest) }
        } else if isOpen {
            next.append(nextIntroduction)
        }
        return next.min()
    }

    /// What happened since the last call.
    mutating func takeEvents() -> [WiredPanelEvent] {
        defer { events = [] }
        return events
    }

    /// What is to be written since the last call.
    mutating func takeOutgoing() -> [UInt8] {
        defer { outgoing = [] }
        return outgoing
    }

    mutating func send(_ frame: StationFrame, session: UInt16) {
        let wire = WireBytes(frame.bytes(session: session))
        for index in 0..<wire.count { outgoing.append(wire[index]) }
    }

    /// A condition came up or went away; said once.
    mutating func set(_ condition: Condition, _ isRaised: Bool) {
        let isChange =
            isRaised
            ? raised.insert(condition).inserted : raised.remove(condition) != nil
        if isChange { events.append(.conditionChanged(condition, isRaised: isRaised)) }
    }

    private mutating func take(_ frame: ControllerFrame, session claimed: UInt16) {
        if case .hello(let hello) = frame, claimed == 0 {
            lastFrame = now
            begin(hello)
            return
        }
        guard hasSession, claimed == session else {
            refusalCount += 1
            return
        }
        lastFrame = now
        lastFreshHello = nil
        take(frame)
    }

    private mutating func begin(_ hello: PanelHello) {
        // Zero is no session.
        lastSession = lastSession == .max ? 1 : lastSession + 1
        session = lastSession
        linkDeadline = nil
        set(.panelLinkLost, false)
        set(.panelVersionUnknown, false)
        let isRepeated = lastFreshHello.map { now < $0 + Self.sameLife } ?? false
        let isNewLife = hello.isFresh && !(isRepeated && hello.boots == lastBoots)
        lastFreshHello = hello.isFresh ? now : nil
        ledger.begin(kept: hello.kept, isFresh: isNewLife)
        if isNewLife { forgetController() }
        if isNewLife || hello.boots != lastBoots {
            glitches.restart()
            controllerRefusals.restart()
        }
        lastBoots = hello.boots
        lastKey = nil
        sent = nil
        areShown = false
        selfTestsLeft = Self.selfTestTries
        nextSelfTest = now
        send(.welcome(boots: hello.boots), session: session)
        note(hello.state, isIntroduction: true)
    }

    private mutating func endSession() {
        session = 0
        linkDeadline = nil
        set(.panelLinkLost, true)
        nextIntroduction = now
    }

    private mutating func proceed() {
        if hasSession, !(now < lastFrame + Self.silence) { endSession() }
        if let deadline = linkDeadline, !(now < deadline) {
            linkDeadline = nil
            set(.panelLinkLost, true)
        }
        if hasSession {
            proceedSession()
        } else if isOpen, !(now < nextIntroduction) {
            nextIntroduction = now + Self.introduction
            send(.introduce, session: 0)
        }
    }
}
