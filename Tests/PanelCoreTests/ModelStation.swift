import PanelProtocol

/// A station as the protocol describes it, as short as it can be.
///
/// It dies and comes back; what it keeps outlives it.
struct ModelStation {
    /// Whether it runs.
    var isAlive = true
    /// Whether its machine acts on presses.
    var hears = true
    /// Whether its journal stores them.
    var keeps = true
    var relay = RelayOrder.asItIs
    var lamps = LampOrders()

    /// Presses that were told, counted as often as they were.
    private(set) var presses = 0
    /// Whether an alarm is on disk.
    private(set) var hasStored = false
    private(set) var keys: [KeyMove] = []
    private(set) var hellos: [PanelHello] = []
    private(set) var state = PanelState()
    private(set) var heartbeat: PanelHeartbeat?
    private(set) var selfTests: [SelfTestResult] = []
    /// What it says next.
    private(set) var toSay: [UInt8] = []

    private var reader = FrameReader()
    private var session: UInt16 = 0
    private var lastSession: UInt16 = 0
    /// The presses that it heard of in this life.
    private var known: UInt16?
    private var heard: UInt16 = 0
    private var kept: UInt16 = 0
    private var lastKey: UInt8?
    private var number: UInt8 = 0
    private var sinceOutputs = 0
    private var shown: PanelOutputs?

    /// A new process: it knows nothing but what is on disk.
    mutating func restart() {
        session = 0
        known = nil
        heard = 0
        kept = 0
        lastKey = nil
        shown = nil
        relay = hasStored ? .closed : .asItIs
        reader = FrameReader()
        toSay = []
        say(.introduce, session: 0)
    }

    mutating func take(_ bytes: [UInt8]) {
        for byte in bytes where reader.take(byte) == .frame {
            guard let frame = ControllerFrame(reader.frame) else { continue }
            take(frame, session: reader.frame.session)
        }
    }

    mutating func tick() {
        sinceOutputs += 1
        guard session != 0 else { return }
        let outputs = PanelOutputs(heard: heard, kept: kept, relay: relay, lamps: lamps)
        if outputs != shown {
            number &+= 1
            shown = outputs
            sinceOutputs = Int(PanelTiming.heartbeat)
        }
        if sinceOutputs >= Int(PanelTiming.heartbeat) {
            sinceOutputs = 0
            say(.outputs(number: number, outputs), session: session)
        }
    }

    mutating func say(_ frame: StationFrame) { say(frame, session: session) }

    mutating func takeWords() -> [UInt8] {
        defer { toSay = [] }
        return toSay
    }

    private mutating func say(_ frame: StationFrame, session: UInt16) {
        let wire = WireBytes(frame.bytes(session: session))
        toSay += (0..<wire.count).map { wire[$0] }
    }

    private mutating func take(_ frame: ControllerFrame, session claimed: UInt16) {
        if case .hello(let hello) = frame {
            hellos.append(hello)
            lastSession &+= 1
            session = lastSession
            if hello.isFresh { known = nil }
            kept = known == nil ? hello.kept : kept
            heard = known == nil ? hello.kept : heard
            lastKey = nil
            shown = nil
            say(.welcome(boots: hello.boots))
            return note(hello.state)
        }
        guard claimed == session, session != 0 else { return }
        switch frame {
        case .hello: break
        case .state(let number, let state):
            note(state)
            say(.acknowledge(state: number, key: lastKey ?? 255))
        case .key(let number, let move):
            if number != lastKey { keys.append(move) }
            lastKey = number
            say(.acknowledge(state: 0, key: number))
        case .heartbeat(let heartbeat): self.heartbeat = heartbeat
        case .selfTested(let result): selfTests.append(result)
        }
    }

    private mutating func note(_ new: PanelState) {
        state = new
        guard hears else { return }
        let fresh = new.presses &- (known ?? kept)
        known = new.presses
        heard = new.presses
        if fresh > 0 {
            presses += Int(fresh)
            relay = .closed
        }
        if keeps, fresh > 0 || hasStored || presses > 0 {
            hasStored = hasStored || presses > 0
            kept = new.presses
        }
    }
}
