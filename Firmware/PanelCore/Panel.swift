internal import PanelProtocol

/// The panel controller: everything between the contacts and the line.
///
/// ``tick()`` is called once a millisecond, ``poll()`` as often as something may have come. Nothing
/// waits, nothing is allocated, and no interrupt touches it.
///
/// What only looks is marked as mutating too: the compiler copies the whole panel to the stack for a
/// look.
///
/// Promise: P6. A press is counted, remembered over a reset, told until it is heard, and closes the
/// relay by itself after two seconds in which nobody heard it.
public struct Panel<Board: PanelBoard & ~Copyable>: ~Copyable {
    /// The hardware.
    public var board: Board

    var inputs: PanelInputs
    var link: PanelLink
    var relay: RelayGuard
    var retained: RetainedState
    var console = BenchConsole()
    var buzzer = Buzzer()
    var lampShow = LampShow()

    private var banks = RetainedBanks()
    private var row = 0
    private var contacts: PanelContacts = []
    private let cause: ResetCause
    /// What goes over the line; what has gone is blank.
    private(set) var outgoing = WireBytes()

    /// Makes the panel: with what was retained, or from the beginning after a loss of power.
    public init(board: consuming Board) {
        var banks = RetainedBanks()
        let remembers = banks.load(from: board)
        var state = banks.written
        if state.boots < RetainedState.bootLimit { state.boots &+= 1 }
        cause = remembers ? board.resetCause() : .power
        relay = RelayGuard(from: state)
        inputs = PanelInputs(from: state, isAfterReset: remembers)
        link = PanelLink(boots: state.boots)
        self.board = board
        self.board.closeRelay(relay.isClosed)
        self.board.driveRow(0)
        banks.save(state, to: &self.board)
        self.banks = banks
        retained = state
        if !remembers { lampShow.test() }
        link.show(state.panelState(levels: readLevels()))
    }

    /// A millisecond has passed.
    public mutating func tick() {
        board.kickWatchdog()
        senseKeys()
        senseContacts()
        link.tick()
        console.tick()
        relay.tick(presses: retained.presses)
        retained.isDown = inputs.panic.isDown
        retained.collected = inputs.panic.collectedSixteenths
        retained.unheardSteps = relay.unheardSteps
        retained.isRelayClosed = relay.isClosed
        retained.isRelayHeld = relay.isHeld
        // Before anything is told: what was told is never forgotten.
        banks.save(retained, to: &board)
        link.show(retained.panelState(levels: readLevels()))
        board.closeRelay(relay.isClosed)
        board.light(lampShow.tick(findLamps()))
        board.sound(buzzer.tick())
        poll()
    }

    /// Takes what has come over the line and gives it what is due.
    public mutating func poll() {
        // A bound, so that a flooded line cannot keep the millisecond from its work.
        for _ in 0..<32 {
            guard let byte = board.receive() else { break }
            receive(byte)
        }
        transmit()
    }

    private mutating func senseKeys() {
        let columns = board.readColumns()
        let change = inputs.matrix.read(columns, row: row)
        row = (row + 1) & (KeyMatrix.rows - 1)
        board.driveRow(row)
        switch change {
        case nil: break
        case .moved(let key): move(key)
        case .refused:
            buzzer.begin(.error)
            console.write("keys refused\r\n")
        }
    }

    private mutating func move(_ move: KeyMove) {
        // A person who presses a key that goes nowhere is to hear it.
        if !link.add(move), move.isDown, !console.isActive { buzzer.begin(.error) }
        console.write("key ")
        console.write(key: move.key)
        console.write(move.isDown ? " down\r\n" : " up\r\n")
    }

    private mutating func senseContacts() {
        contacts = board.readContacts()
        let hadFault = inputs.panic.hasWireFault
        if inputs.panic.read(contacts) {
            retained.presses &+= 1
            console.write("panic PRESSED\r\n")
        }
        if inputs.panic.hasWireFault != hadFault {
            console.write(hadFault ? "panic wire whole\r\n" : "panic wire FAULT\r\n")
        }
        let isLifted = contacts.contains(.handset)
        if inputs.handset.read(isLifted, for: PanelInputs.handsetTime) {
            retained.moves &+= 1
            console.write(isLifted ? "handset lifted\r\n" : "handset down\r\n")
        }
        inputs.switches.read(contacts)
    }

    /// The levels as they are told: contacts and levels have their bits in common.
    private mutating func readLevels() -> PanelLevels {
        var bits = inputs.panic.steady.rawValue | inputs.switches.steady.rawValue
        if inputs.panic.hasWireFault { bits |= PanelLevels.wireFault.rawValue }
        if inputs.matrix.stuck != 0 { bits |= PanelLevels.keyStuck.rawValue }
        return PanelLevels(rawValue: bits)
    }

    /// What the lamps show: the station's orders, and the truth where it is not there.
    private mutating func findLamps() -> LampOrders {
        var orders = link.lamps
        if link.session == 0 {
            orders.ready = .off
            orders.fault = .slow
        }
        if relay.isHeld || relay.isWaiting(presses: retained.presses) { orders.panic = .fast }
        return orders
    }

    private mutating func receive(_ byte: UInt8) {
        if link.session == 0 {
            switch console.take(byte) {
            case nil: break
            case .status: writeStatus()
            case .lamps:
                lampShow.test()
                buzzer.begin(.key)
            }
        }
        switch link.take(byte) {
        case nil, .acknowledge: break
        case .introduce: console.close()
        case .welcome:
            console.close()
            retained.isWelcomed = true
            relay.beginSession(kept: retained.kept)
        case .outputs(_, let outputs):
            relay.take(outputs, presses: retained.presses)
            retained.kept = outputs.kept
        case .tone(let tone): buzzer.begin(tone)
        case .selfTest: link.selfTest = testSelf()
        }
    }

    private mutating func testSelf() -> SelfTestResult {
        var faults: SelfTestFaults = []
        let stackUsed = board.stackUsed()
        if stackUsed > SelfTestFaults.stackLimit { faults.formUnion(.stack) }
        if !banks.readsBack(from: board) { faults.formUnion(.memory) }
        return SelfTestResult(faults: faults, stackUsed: stackUsed)
    }

    private mutating func writeStatus() {
        console.write("panel 1.1.0 boots ")
        console.write(retained.boots)
        console.write(" presses ")
        console.write(retained.presses)
        console.write(" contacts ")
        console.write(contacts.rawValue)
        console.write(" stack ")
        console.write(board.stackUsed())
        console.write("\r\n")
    }

    private mutating func transmit() {
        while board.canTransmit() {
            if let byte = outgoing.next() ?? console.next() {
                board.transmit(byte)
            } else {
                // Introductions would make a terminal unreadable.
                if console.isActive, link.session == 0 { return }
                guard let due = link.takeDue() else { return }
                outgoing = WireBytes(frame(due).bytes(session: link.session))
            }
        }
    }

    private mutating func frame(_ due: PanelLink.Due) -> ControllerFrame {
        switch due {
        case .hello:
            .hello(
                PanelHello(
                    firmware: .current,
                    boots: retained.boots,
                    cause: cause,
                    isFresh: !retained.isWelcomed,
                    kept: retained.kept,
                    state: link.state
                )
            )
        case .state(let number): .state(number: number, link.state)
        case .heartbeat:
            .heartbeat(
                PanelHeartbeat(
                    shown: link.shown,
                    isRelayClosed: relay.isClosed,
                    isRelayHeld: relay.isHeld,
                    glitches: inputs.panic.glitches,
                    refusals: link.refusals
                )
            )
        case .key(let move): .key(number: link.keys.number, move)
        case .selfTested(let result): .selfTested(result)
        }
    }
}

extension RetainedState {
    /// What is told of it, with `levels`.
    func panelState(levels: PanelLevels) -> PanelState {
        PanelState(presses: presses, moves: moves, levels: levels)
    }
}
