/// Something that the station has decided and that a door must do.
public enum Effect: Hashable, Sendable {
    // The panel.
    /// Say this; what is being said stops.
    case say(Utterance)
    /// Be silent at once.
    case hush
    /// Give the tone of a key: the same for all keys.
    case soundKeyTone
    /// Give the tone of a refused key.
    case soundErrorTone
    /// Set a lamp.
    case setLamp(Lamp, LampRhythm)
    /// Close or open the panic relay.
    case setRelay(isClosed: Bool)
    /// The presses up to the report `heard` were acted on; those up to the report `kept` would
    /// outlive a crash.
    case confirmPresses(heard: UInt64, kept: UInt64)

    // The desk.
    /// Say this at the desk; what is being said there stops.
    case sayAtDesk(Utterance)
    /// Be silent at the desk at once.
    case hushDesk
    /// Give the tone of a key at the desk.
    case soundDeskKeyTone
    /// Give the tone of a refused key at the desk.
    case soundDeskErrorTone

    // The technician.
    /// Tell the technician something of the self-test.
    case tellTechnician(SelfTestNews)
    /// Let the panel controller look at itself; what it finds is a condition.
    case testPanel
    /// Look at the disk; the answer is ``Stimulus/diskProbed(_:)``.
    case probeDisk(measuresWrites: Bool)
    /// Stop looking at the disk.
    case cancelProbe

    // The verifier.
    /// Compare a PIN; the answer is ``Stimulus/pinChecked(number:_:)``.
    case checkPIN(PINCheck)
    /// Make a verifier of a PIN; the answer is ``Stimulus/verifierMade(number:_:)``.
    case makeVerifier(PINOrder)

    // The journal.
    /// Seal a record and append it; the answer is `stored` or `storeFailed`.
    case store(StoreRequest)
    /// Seal a record and keep it at its place, instead of the draft kept there before; it is no entry, and there is no
    /// answer.
    case saveDraft(StoreRequest)
    /// Erase the draft that is kept at a place.
    case eraseDraft(DraftPlace)
    /// Note that the inbox signed for an entry.
    case markReceipted(EntryReference)
    /// Remove the body of an entry that a person's key has opened (P5).
    case eraseBody(EntryReference)
    /// A term is closed.
    case closeClock(EntryReference, LegalTerm)
    /// Remember this of the panic button, in place of what was remembered.
    case latchPanic(PanicMemory)
    /// Remember a call that goes on.
    case keepCall(OpenCall)
    /// Remember how many exchanges are owed.
    case saveOwedSlots(UInt64)
    /// Remember the lower bound of the time.
    case saveTimeBound(UnixTime)
    /// Touch the journal as a record would, without one (DESIGN 14, rule 7).
    case commitDummy

    // The courier.
    /// Make, sign and send a cell.
    case exchange(ExchangeOrder)
}

/// A lamp of the panel.
public enum Lamp: UInt8, Hashable, Sendable, CaseIterable {
    /// At the panic button: how far the alarm has come.
    case panic = 1
    /// At the desk: something waits for the worker.
    case desk
    /// At the kiosk: the station takes reports.
    case ready
    /// For the technician: something is wrong.
    case fault
}

/// How a lamp shines.
public enum LampRhythm: UInt8, Hashable, Sendable, CaseIterable {
    case off = 0
    case on
    /// Half a second on, half a second off.
    case slow
    /// Five times a second.
    case fast
    /// Two short flashes, then a pause.
    case double
    /// One short flash every two seconds.
    case blip
}

/// A cell to be made, signed and sent.
public struct ExchangeOrder: Hashable, Sendable {
    /// Names the order in the answer; it grows.
    public var number: UInt64
    /// The connection that it takes.
    public var lane: ExchangeLane
    /// What it carries.
    public var load: CellLoad

    /// Makes an order.
    public init(number: UInt64, lane: ExchangeLane, load: CellLoad) {
        self.number = number
        self.lane = lane
        self.load = load
    }
}

/// One of the courier's two connections, each with one cell under way at a time.
public enum ExchangeLane: UInt8, Hashable, Sendable, CaseIterable {
    /// The steady pace, and the urgent entries.
    case pace = 0
    /// Panic signals: they never wait for a cell that hangs (P6).
    case panic = 1
}

/// What a cell carries.
public enum CellLoad: Hashable, Sendable {
    /// Nothing.
    case filler
    /// The piece of an entry that begins at `offset`.
    case piece(EntryReference, offset: UInt32)
    /// A panic signal.
    case panic(PanicNotice)
}

/// A panic signal before it is signed.
public struct PanicNotice: Hashable, Sendable {
    /// The incident.
    public var incident: IncidentID
    /// The number of the signal within the incident: a repetition has the same number.
    public var counter: UInt32
    /// What it says.
    public var state: PanicState
    /// Whether it is a test: a test can never be taken for an alarm, nor an alarm for a test.
    public var isTest: Bool

    /// Makes a panic signal.
    public init(incident: IncidentID, counter: UInt32, state: PanicState, isTest: Bool) {
        self.incident = incident
        self.counter = counter
        self.state = state
        self.isTest = isTest
    }
}
