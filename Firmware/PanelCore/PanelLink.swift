internal import PanelProtocol

/// The controller's side of the line: who it talks to, what is due, what was said.
///
/// ```
///                 hello ▶            ◀ welcome
///  no session ─────────────────────────────────▶ session
///      ▲        every 200 ms                        │ state, key: every 50 ms until acknowledged
///      │                                            │ heartbeat: every 500 ms
///      └──── 3 s without a frame, or "introduce" ───┘
/// ```
///
/// Of what is due the state goes first: presses are in it (P6).
struct PanelLink {
    /// The session, or zero where there is none.
    private(set) var session: UInt16 = 0
    /// The number of the outputs that are shown.
    private(set) var shown: UInt8 = 0
    /// The lamps that the station wants.
    private(set) var lamps = LampOrders()
    /// Frames that were refused.
    private(set) var refusals: UInt16 = 0
    /// The keys that wait for their acknowledgement.
    var keys = KeyQueue()
    /// The answer to a self-test that waits to be sent.
    var selfTest: SelfTestResult?

    private var reader = FrameReader()
    private var silence: UInt16 = 0
    /// Before the first hello the inputs settle: a switch that was turned long ago is told as it
    /// stands and does not seem to turn.
    private var helloTimer = PanelInputs.settlingTime
    private var heartbeatTimer: UInt16 = 0
    private var keyTimer: UInt16 = 0
    private var stateTimer: UInt16 = 0
    private var stateNumber: UInt16 = 0
    private var isStateDue = false
    /// What lasts, as it is told.
    private(set) var state = PanelState()
    private let boots: UInt16

    /// Makes a link for the start number `boots`.
    init(boots: UInt16) { self.boots = boots }

    /// Whether a station is there.
    var hasSession: Bool { session != 0 }

    /// What lasts is now so.
    mutating func show(_ new: PanelState) {
        guard new != state else { return }
        state = new
        noteStateChange()
    }

    /// A key moved; it goes to nobody where nobody listens.
    mutating func add(_ move: KeyMove) -> Bool {
        guard hasSession else { return false }
        if keys.first == nil { keyTimer = 0 }
        return keys.add(move)
    }

    /// Takes a byte of the line; the frame that it completes, where the panel has to act on it.
    @inline(never)
    mutating func take(_ byte: UInt8) -> StationFrame? {
        guard let reading = reader.take(byte) else { return nil }
        if reading == .frame, let frame = StationFrame(reader.frame),
            accept(frame, session: reader.frame.session)
        {
            return frame
        }
        refusals &+= 1
        return nil
    }

    private mutating func accept(_ frame: StationFrame, session claimed: UInt16) -> Bool {
        switch frame {
        case .introduce:
            guard claimed == 0 else { return false }
            endSession()
            return true
        case .welcome(let claimedBoots):
            guard claimed != 0, claimedBoots == boots else { return false }
            session = claimed
            // From zero, so that what is said of keys before the first one means none of them.
            keys = KeyQueue()
            noteStateChange()
            heartbeatTimer = 0
        case .acknowledge(let state, let key):
            guard hasSession, claimed == session else { return false }
            if state == stateNumber { isStateDue = false }
            keys.acknowledge(key)
            keyTimer = 0
        case .outputs(let number, let outputs):
            guard hasSession, claimed == session else { return false }
            if number != shown { heartbeatTimer = 0 }
            shown = number
            lamps = outputs.lamps
        case .tone, .selfTest:
            guard hasSession, claimed == session else { return false }
        }
        silence = 0
        return true
    }

    /// A millisecond passes.
    mutating func tick() {
        if helloTimer > 0 { helloTimer &-= 1 }
        guard hasSession else { return }
        if heartbeatTimer > 0 { heartbeatTimer &-= 1 }
        if keyTimer > 0 { keyTimer &-= 1 }
        if stateTimer > 0 { stateTimer &-= 1 }
        keys.tick()
        silence &+= 1
        if silence >= PanelTiming.stationSilence { endSession() }
    }

    /// What goes next.
    enum Due {
        case hello
        case state(number: UInt16)
        case heartbeat
        case key(KeyMove)
        case selfTested(SelfTestResult)
    }

    /// What goes next, if something is due; it counts as gone.
    mutating func takeDue() -> Due? {
        guard hasSession else {
            guard helloTimer == 0 else { return nil }
            helloTimer = PanelTiming.introduction
            return .hello
        }
        if isStateDue, stateTimer == 0 {
            stateTimer = PanelTiming.retry
            return .state(number: stateNumber)
        }
        if heartbeatTimer == 0 {
            heartbeatTimer = PanelTiming.heartbeat
            return .heartbeat
        }
        if keyTimer == 0, let move = keys.first {
            keyTimer = PanelTiming.retry
            return .key(move)
        }
        guard let result = selfTest else { return nil }
        selfTest = nil
        return .selfTested(result)
    }

    private mutating func noteStateChange() {
        stateNumber &+= 1
        isStateDue = true
        stateTimer = 0
    }

    private mutating func endSession() {
        guard hasSession else { return }
        session = 0
        silence = 0
        helloTimer = 0
        keys.clear()
        selfTest = nil
    }
}
