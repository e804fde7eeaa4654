internal import MeldpostCore
internal import PanelCore
internal import PanelProtocol

/// Everything of the panel but panic button and relay: lines and time come in, events go out.
///
/// The logic is the panel controller's: matrix, handset, switches, rhythms and tones. While keys move
/// or a tone sounds it is looked at once a millisecond; else only when a line has an edge, four times
/// a second, and as often as lamps change.
struct PanelCircuit {
    /// How long a handset must be moved before it counts, in milliseconds.
    private static let handsetTime: UInt16 = 60
    /// How long inputs are read each millisecond after the last change of one.
    private static let restlessTime: UInt64 = 100_000_000
    private static let millisecond: UInt64 = 1_000_000
    /// Lamps that flash change at most twenty times a second.
    private static let flashPatience = 50
    private static let patience = 250
    /// How often it is looked whether the lines that are driven are still there.
    private static let checkTime: UInt64 = 250_000_000

    private var keypad: KeypadCircuit
    private var deskKeypad: KeypadCircuit
    private var inputs: [(contact: Contact, slot: LineSlot)]
    private var outputs: [(output: Output, slot: LineSlot)]
    private var handset = SteadyInput()
    private var deskHook = SteadyInput()
    private var switches = SwitchTurns()
    private var nextCheck: UInt64 = 0
    private var box = BoxInputs()
    private var lampShow = LampShow()
    private var buzzer = Buzzer()
    private var newTone: PanelTone?
    private var orders = LampOrders()
    private var settled: UInt64?
    private var lastChange: UInt64 = 0
    private var levels: [Contact: Bool] = [:]
    private var contacts: PanelContacts = []
    private var lit: LitLamps = []
    private var sounds = false

    private enum Contact: Hashable {
        case contact(PanelContacts)
        case deskHook
        case lid
        case mainsLost
        case batteryLow

        func hash(into hasher: inout Hasher) {
            switch self {
            case .contact(let contact): hasher.combine(contact.rawValue)
            case .lid: hasher.combine(-1)
            case .mainsLost: hasher.combine(-2)
            case .batteryLow: hasher.combine(-3)
            case .deskHook: hasher.combine(-4)
            }
        }
    }

    private enum Output {
        case lamp(LitLamps)
        case buzzer
    }

    init(_ wiring: GPIOWiring) {
        keypad = KeypadCircuit(rows: wiring.rows, columns: wiring.columns)
        deskKeypad = KeypadCircuit(rows: wiring.desk.rows, columns: wiring.desk.columns)
        var contacts: [(Contact, LinePlace?)] = [
            (.contact(.handset), wiring.handset), (.contact(.reset), wiring.reset),
            (.contact(.test), wiring.test), (.deskHook, wiring.desk.hook), (.lid, wiring.lid),
            (.mainsLost, wiring.mainsLost), (.batteryLow, wiring.batteryLow),
        ]
        let telephones: [(PanelContacts, PanelContacts)] = [
            (.firstLineRings, .firstLineOffHook), (.secondLineRings, .secondLineOffHook),
        ]
        for ((rings, offHook), wired) in zip(telephones, wiring.telephones) {
            contacts += [(.contact(rings), wired.rings), (.contact(offHook), wired.offHook)]
        }
        inputs = contacts.compactMap { contact, place in
            place.map { (contact, LineSlot($0, for: .edges)) }
        }
        let lamps = wiring.lamps
        let wired: [(Output, LinePlace?)] = [
            (.lamp(.panic), lamps.panic), (.lamp(.desk), lamps.desk), (.lamp(.ready), lamps.ready),
            (.lamp(.fault), lamps.fault), (.buzzer, wiring.buzzer),
        ]
        outputs = wired.compactMap { output, place in
            place.map { (output, LineSlot($0, for: .output(isHigh: false))) }
        }
    }

    /// Why lines are missing.
    var faults: Set<LineFault> {
        Set(slots.compactMap(\.fault))
    }

    private var slots: [LineSlot] {
        keypad.slots + deskKeypad.slots + inputs.map(\.slot) + outputs.map(\.slot)
    }

    /// Gives all lines back: lamps dark, the buzzer silent, the rows let go.
    mutating func giveBack(at now: UInt64) {
        keypad.giveBack(at: now)
        deskKeypad.giveBack(at: now)
        for index in inputs.indices { inputs[index].slot.giveBack(at: now) }
        for index in outputs.indices { outputs[index].slot.giveBack(at: now) }
    }

    /// What ends a wait before its time; nothing while everything is looked at anyway.
    var descriptors: [Int32] {
        isRestless ? [] : waiting.compactMap(\.descriptor)
    }

    /// The lines whose edges end a wait.
    private var waiting: [LineSlot] {
        keypad.waiting + deskKeypad.waiting + inputs.map(\.slot)
    }

    private var isRestless: Bool {
        keypad.isRestless || deskKeypad.isRestless || buzzer.isBusy
            || settled.map { $0 < lastChange + Self.restlessTime } ?? true
    }

    /// How many milliseconds nothing is to be done, where no edge comes.
    var patience: Int {
        if isRestless { return 1 }
        if slots.contains(where: \.isInDoubt) { return Int(LineSlot.doubtTime / Self.millisecond) }
        if waiting.contains(where: \.isPolled) { return 5 }
        let rhythms = [orders.panic, orders.desk, orders.ready, orders.fault]
        return rhythms.allSatisfy { $0 == .off || $0 == .on } ? Self.patience : Self.flashPatience
    }

    /// A lamp is to shine so.
    mutating func light(_ lamp: Lamp, _ rhythm: LampRhythm) {
        guard let rhythm = Rhythm(rawValue: rhythm.rawValue) else {
            preconditionFailure("the rhythms of the machine are those of the panel")
        }
        switch lamp {
        case .panic: orders.panic = rhythm
        case .desk: orders.desk = rhythm
        case .ready: orders.ready = rhythm
        case .fault: orders.fault = rhythm
        }
    }

    /// A tone begins with the next look: not in the time before it, in which nobody heard it.
    mutating func sound(_ tone: PanelTone) { newTone = tone }

    /// Looks at everything, and shows what is to be shown.
    ///
    /// Of the lamps the one at the button shows by itself a press that the station has not heard.
    mutating func turn(
        from source: any LineSource,
        pullsUp: Bool,
        isUnheard: Bool,
        at now: UInt64
    ) -> [WiredPanelEvent] {
        open(from: source, pullsUp: pullsUp, at: now)
        let passed = milliseconds(to: now)
        var events = readKeys(passed: passed, at: now)
        events += readInputs(passed: passed, at: now)
        var shown = orders
        if isUnheard { shown.panic = .fast }
        for _ in 0..<passed {
            lit = lampShow.tick(shown)
            sounds = buzzer.tick()
        }
        if let tone = newTone { buzzer.begin(tone) }
        newTone = nil
        for index in outputs.indices {
            switch outputs[index].output {
            case .lamp(let lamp): outputs[index].slot.drive(lit.contains(lamp), at: now)
            case .buzzer: outputs[index].slot.drive(sounds, at: now)
            }
        }
        return events
    }

    private mutating func open(from source: any LineSource, pullsUp: Bool, at now: UInt64) {
        // Nothing else tells that the chip of a line went that is only written, and seldom.
        let isDue = now >= nextCheck
        if isDue { nextCheck = now + Self.checkTime }
        keypad.check(isDue: isDue, at: now)
        deskKeypad.check(isDue: isDue, at: now)
        for index in outputs.indices { outputs[index].slot.check(isDue: isDue, at: now) }
        keypad.open(from: source, pullsUp: pullsUp, at: now)
        deskKeypad.open(from: source, pullsUp: pullsUp, at: now)
        for index in inputs.indices {
            inputs[index].slot.open(from: source, pullsUp: pullsUp, at: now)
        }
        for index in outputs.indices {
            outputs[index].slot.open(from: source, pullsUp: pullsUp, at: now)
        }
    }

    /// How many whole milliseconds have passed; a second at most, for nobody presses while the
    /// machine sleeps.
    private mutating func milliseconds(to now: UInt64) -> Int {
        guard let begin = settled, now > begin else {
            settled = settled ?? now
            return 0
        }
        let passed = (now - begin) / Self.millisecond
        settled = begin + passed * Self.millisecond
        return Int(min(passed, 1_000))
    }

    private mutating func readKeys(passed: Int, at now: UInt64) -> [WiredPanelEvent] {
        var events: [WiredPanelEvent] = []
        for change in keypad.read(passed: passed, at: now) {
            switch change {
            case .moved(let key, isDown: true): events.append(.keyPressed(key))
            case .moved(let key, isDown: false): events.append(.keyReleased(key))
            case .refused: buzzer.begin(.error)
            case .stuck(let isRaised):
                events.append(.conditionChanged(.panelKeyStuck, isRaised: isRaised))
            }
        }
        for change in deskKeypad.read(passed: passed, at: now) {
            switch change {
            case .moved(let key, isDown: true): events.append(.deskKeyPressed(key))
            case .moved(_, isDown: false): break
            // The buzzer is at the kiosk: the tone comes from the voice of the desk.
            case .refused: events.append(.deskKeyRefused)
            case .stuck(let isRaised):
                events.append(.conditionChanged(.deskKeyStuck, isRaised: isRaised))
            }
        }
        return events
    }

    /// What has passed, passed with the levels of before: the new ones are true from now on.
    private mutating func readInputs(passed: Int, at now: UInt64) -> [WiredPanelEvent] {
        var events: [WiredPanelEvent] = []
        for _ in 0..<passed {
            if handset.read(contacts.contains(.handset), for: Self.handsetTime) {
                events.append(.handsetMoved(isLifted: handset.isActive))
            }
            if deskHook.read(levels[.deskHook] == true, for: Self.handsetTime) {
                events.append(.deskHandsetMoved(isLifted: deskHook.isActive))
            }
            switches.read(contacts)
        }
        events += switches.takeEvents()
        events += box.read(
            lid: levels[.lid],
            mainsLost: levels[.mainsLost],
            batteryLow: levels[.batteryLow],
            milliseconds: passed
        )
        var read: [Contact: Bool] = [:]
        for index in inputs.indices {
            _ = inputs[index].slot.takeEdges(at: now)
            let contact = inputs[index].contact
            read[contact] = inputs[index].slot.read(at: now)
            if case .contact(let one) = contact {
                switches.note(one, isThere: read[contact] != nil, milliseconds: passed)
            }
        }
        if read != levels {
            levels = read
            lastChange = now
            contacts = []
            for case (.contact(let contact), true) in read { contacts.formUnion(contact) }
        }
        return events
    }
}
