internal import MeldpostCore
internal import PanelCore
internal import PanelProtocol

/// The panic button and its relay: lines and time come in, reports go out.
///
/// It works on whatever is left. With one of the two contacts missing the other decides alone, and a
/// fault of the wire is told; a relay that is missing is closed as soon as it is there.
///
/// Promise: P6. A press that the station has not heard after two seconds closes the relay all the
/// same, by the rule of the panel controller (`RelayGuard`).
struct PanicCircuit {
    /// How long a report that says nothing but more glitches waits, in nanoseconds.
    private static let glitchPause: UInt64 = 100_000_000
    /// How often the levels are read where no edge comes, in milliseconds.
    private static let supervision = 250

    private(set) var closed: LineSlot?
    private(set) var open: LineSlot?
    private(set) var relay: LineSlot?
    private(set) var guardian = RelayGuard()

    private var levels = Levels()
    private var timeline: PanicTimeline?
    private var orders = PanelOutputs()
    private var reportNumber: UInt64 = 0
    private var toldPresses: UInt16 = 0
    private var told: PressReport?
    private var lastReport: UInt64 = 0
    /// Reports with presses that wait for their confirmation, and the count that each stands for.
    private var waiting: [(number: UInt64, presses: UInt16)] = []

    /// Which contacts conduct; nothing where that is not known.
    private struct Levels {
        var closed: Bool?
        var open: Bool?

        /// What a contact that is missing would be is told by the other.
        var contacts: PanelContacts {
            let isOpen = open ?? closed.map { !$0 } ?? false
            let isClosed = closed ?? open.map { !$0 } ?? false
            var contacts: PanelContacts = isClosed ? .panicClosed : []
            if isOpen { contacts.formUnion(.panicOpen) }
            return contacts
        }
    }

    init(_ wiring: GPIOWiring) {
        closed = wiring.panicClosed.map { LineSlot($0, for: .edges) }
        open = wiring.panicOpen.map { LineSlot($0, for: .edges) }
        relay = wiring.relay.map { LineSlot($0, for: .output(isHigh: false)) }
    }

    /// Why lines are missing.
    var faults: Set<LineFault> {
        Set([closed, open, relay].compactMap { $0?.fault })
    }

    /// Which lines of the button are there.
    var lines: PanicLines {
        for contact in [closed, open] where contact?.isOpen != true {
            return contact?.fault == .chipMissing ? .chipMissing : .unusable
        }
        return relay?.isOpen == true ? .complete : .withoutRelay
    }

    /// Gives all lines back, with the relay open.
    mutating func giveBack(at now: UInt64) {
        closed?.giveBack(at: now)
        open?.giveBack(at: now)
        relay?.giveBack(at: now)
    }

    /// What ends a wait before its time.
    var descriptors: [Int32] {
        [closed?.descriptor, open?.descriptor].compactMap(\.self)
    }

    /// Whether the panic lamp is to show a press that the station has not heard.
    var isUnheard: Bool {
        guardian.isHeld || guardian.isWaiting(presses: timeline?.presses ?? 0)
    }

    /// How many milliseconds nothing is to be done, where no edge comes.
    func patience(at now: UInt64) -> Int {
        let isPolled = closed?.isPolled == true || open?.isPolled == true
        var patience = min(timeline?.patience(at: now) ?? Self.supervision, Self.supervision)
        if isPolled { patience = min(patience, Int(LineSlot.pollTime / 1_000_000)) }
        if [closed, open, relay].contains(where: { $0?.isInDoubt == true }) {
            patience = min(patience, Int(LineSlot.doubtTime / 1_000_000))
        }
        if isUnheard { patience = min(patience, 10) }
        return patience
    }

    /// Looks at everything.
    ///
    /// - Returns: the report that is due, which counts as told only after ``accept(_:at:)``.
    mutating func turn(from source: any LineSource, pullsUp: Bool, at now: UInt64) -> PressReport? {
        closed?.open(from: source, pullsUp: pullsUp, at: now)
        open?.open(from: source, pullsUp: pullsUp, at: now)
        readEdges(at: now)
        readLevels(at: now)
        // A relay whose chip went and came is opened again before it is needed.
        relay?.check(at: now)
        relay?.open(from: source, pullsUp: pullsUp, at: now)
        relay?.drive(guardian.isClosed, at: now)
        return dueReport(at: now)
    }

    /// The station has taken `report`.
    mutating func accept(_ report: PressReport, at now: UInt64) {
        if report.presses > 0 {
            // The newest stands for two where too many wait: confirming late is safe.
            if waiting.count == 64 { waiting.removeLast() }
            waiting.append((report.number, toldPresses &+ report.presses))
        }
        toldPresses &+= report.presses
        told = report
        lastReport = now
    }

    /// The station wants the relay so.
    mutating func order(isClosed: Bool, at now: UInt64) {
        orders.relay = isClosed ? .closed : .open
        obey(at: now)
    }

    /// The station has acted on the reports up to `heard`.
    mutating func confirm(heard: UInt64, at now: UInt64) {
        while let first = waiting.first, first.number <= heard {
            orders.heard = first.presses
            waiting.removeFirst()
        }
        obey(at: now)
    }

    private mutating func obey(at now: UInt64) {
        guardian.take(orders, presses: timeline?.presses ?? 0)
        relay?.drive(guardian.isClosed, at: now)
    }

    private mutating func readEdges(at now: UInt64) {
        let ofClosed = closed?.takeEdges(at: now) ?? LineSlot.Edges()
        let ofOpen = open?.takeEdges(at: now) ?? LineSlot.Edges()
        guard var timeline else { return }
        let presses = timeline.presses
        let edges = (ofClosed.edges.map { (true, $0) } + ofOpen.edges.map { (false, $0) })
            .sorted { $0.1.nanoseconds < $1.1.nanoseconds }
        for (isClosed, edge) in edges {
            if isClosed {
                levels.closed = closed?.isActive(isHigh: edge.isRising)
            } else {
                levels.open = open?.isActive(isHigh: edge.isRising)
            }
            pass(timeline.take(levels.contacts, at: edge.nanoseconds), timeline.presses)
        }
        if ofClosed.isLossy || ofOpen.isLossy { timeline.loseEdges(since: presses) }
        self.timeline = timeline
    }

    /// The levels are the truth that edges lead up to.
    private mutating func readLevels(at now: UInt64) {
        levels.closed = closed?.read(at: now)
        levels.open = open?.read(at: now)
        guard var timeline else {
            timeline = PanicTimeline(levels.contacts, at: now)
            return
        }
        pass(timeline.take(levels.contacts, at: now), timeline.presses)
        self.timeline = timeline
    }

    private mutating func pass(_ milliseconds: Int, _ presses: UInt16) {
        for _ in 0..<milliseconds { guardian.tick(presses: presses) }
    }

    private func dueReport(at now: UInt64) -> PressReport? {
        guard let timeline else { return nil }
        let pair = timeline.pair
        var report = PressReport(
            number: told?.number ?? 0,
            presses: timeline.presses &- toldPresses,
            contacts: PanicContacts(
                normallyClosedConducts: pair.steady.contains(.panicClosed),
                normallyOpenConducts: pair.steady.contains(.panicOpen)
            ),
            hasWireFault: pair.hasWireFault || closed?.isOpen != true || open?.isOpen != true,
            glitches: UInt32(pair.glitches)
        )
        if report.presses == 0, var told {
            told.presses = 0
            guard report != told else { return nil }
            told.glitches = report.glitches
            if report == told, now < lastReport + Self.glitchPause { return nil }
        }
        report.number += 1
        return report
    }
}
