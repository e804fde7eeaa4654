internal import DeviceThreads
internal import Glibc
public import MeldpostCore
internal import PanelProtocol
internal import Synchronization

/// The panel of a station whose contacts, lamps and relay are wired to lines of the board.
///
/// Two threads call it: one runs ``watchPanic(_:)`` and does nothing but the button and the relay, so
/// that no key, lamp or chip on a slow bus is ever before it (P6); the other runs ``run(_:)``.
/// ``show(_:)`` hands over and returns at once.
///
/// A line that is missing is looked for again twice a second; the others work meanwhile (F7).
public final class GPIOPanel: Sendable {
    private let wiring: GPIOWiring
    private let source: any LineSource
    private let isClosed = Atomic(false)
    private let isUnheard = Atomic(false)
    private let panicOrders = Mutex(PanicOrders())
    private let panelOrders = Mutex(PanelOrders())
    private let panicFaults = Mutex<Set<LineFault>>([])
    private let lines = Mutex(PanicLines.complete)
    private let turns = Atomic<UInt64>(0)
    private let panicWake: WakePipe
    private let panelWake: WakePipe

    /// What the station wants of button and relay since the last look: the newest of each counts, so
    /// that nothing grows.
    private struct PanicOrders {
        var isRelayClosed: Bool?
        var heard: UInt64?
    }

    /// What the station wants of lamps and buzzer since the last look.
    private struct PanelOrders {
        var lamps: [Lamp: LampRhythm] = [:]
        var tone: PanelTone?
    }

    /// Makes a panel of these lines, none of which need be there yet.
    ///
    /// - Throws: ``GPIOPanelError/noDescriptor``.
    public convenience init(_ wiring: GPIOWiring) throws(GPIOPanelError) {
        try self.init(wiring, source: KernelLines())
    }

    init(_ wiring: GPIOWiring, source: any LineSource) throws(GPIOPanelError) {
        guard let panicWake = WakePipe(), let panelWake = WakePipe() else { throw .noDescriptor }
        self.wiring = wiring
        self.source = source
        self.panicWake = panicWake
        self.panelWake = panelWake
    }

    /// Which lines of the button were there when the thread of the button looked last.
    public var panicLines: PanicLines { lines.withLock { $0 } }

    /// How often the thread of the button has gone round: several times a second, or it hangs.
    public var panicTurns: UInt64 { turns.load(ordering: .relaxed) }

    /// Shows, sounds or tells `output`, and returns at once.
    public func show(_ output: GPIOPanelOutput) {
        switch output {
        case .relay(let isClosed):
            panicOrders.withLock { $0.isRelayClosed = isClosed }
            panicWake.wake()
        case .confirmPresses(let heard):
            panicOrders.withLock { $0.heard = heard }
            panicWake.wake()
        case .lamp(let lamp, let rhythm):
            panelOrders.withLock { $0.lamps[lamp] = rhythm }
            panelWake.wake()
        case .keyTone:
            panelOrders.withLock { $0.tone = .key }
            panelWake.wake()
        case .errorTone:
            panelOrders.withLock { $0.tone = .error }
            panelWake.wake()
        }
    }

    /// Watches the panic button until ``close()``; for a thread of its own.
    ///
    /// - Parameter sink: takes an event, or says that there is no room: then it is given again, and
    ///   the relay closes by itself after two seconds.
    public func watchPanic(_ sink: (WiredPanelEvent) -> Bool) {
        var circuit = PanicCircuit(wiring)
        defer { circuit.giveBack(at: Self.now) }
        while !isClosed.load(ordering: .acquiring) {
            turns.add(1, ordering: .relaxed)
            let now = Self.now
            let orders = panicOrders.withLock { orders in
                defer { orders = PanicOrders() }
                return orders
            }
            if let isClosed = orders.isRelayClosed { circuit.order(isClosed: isClosed, at: now) }
            if let heard = orders.heard { circuit.confirm(heard: heard, at: now) }
            let report = circuit.turn(from: source, pullsUp: wiring.pullsUp, at: now)
            var isRefused = false
            if let report {
                if sink(.panicReported(report)) {
                    circuit.accept(report, at: now)
                } else {
                    isRefused = true
                }
            }
            tell(circuit)
            let patience = isRefused ? 10 : circuit.patience(at: now)
            wait(panicWake.readEnd, circuit.descriptors, milliseconds: patience)
            panicWake.clear()
        }
    }

    /// Reads keys and contacts and shows lamps until ``close()``; for a thread of its own.
    ///
    /// - Parameter sink: takes an event, or says that there is no room: then a key is lost, as one is
    ///   that nobody hears, and a state is given again (``WiredPanelBacklog``).
    public func run(_ sink: (WiredPanelEvent) -> Bool) {
        var circuit = PanelCircuit(wiring)
        defer { circuit.giveBack(at: Self.now) }
        var raised: [Condition: Bool] = [:]
        var backlog = WiredPanelBacklog()
        while !isClosed.load(ordering: .acquiring) {
            let orders = panelOrders.withLock { orders in
                defer { orders = PanelOrders() }
                return orders
            }
            for (lamp, rhythm) in orders.lamps { circuit.light(lamp, rhythm) }
            if let tone = orders.tone { circuit.sound(tone) }
            let events = circuit.turn(
                from: source,
                pullsUp: wiring.pullsUp,
                isUnheard: isUnheard.load(ordering: .relaxed),
                at: Self.now
            )
            for event in events { backlog.add(event) }
            let faults = circuit.faults.union(panicFaults.withLock { $0 })
            for (condition, isRaised) in Self.conditions(faults, wiring)
            where (raised[condition] ?? false) != isRaised {
                backlog.add(.conditionChanged(condition, isRaised: isRaised))
                raised[condition] = isRaised
            }
            backlog.flush(into: sink)
            let patience = backlog.isEmpty ? circuit.patience : min(circuit.patience, 10)
            wait(panelWake.readEnd, circuit.descriptors, milliseconds: patience)
            panelWake.clear()
        }
    }

    /// Ends both threads.
    ///
    /// Each drives its outputs off first: the relay opens, the lamps are dark, the rows let go. Then the
    /// lines are given back, and fall to what the board makes of them.
    public func close() {
        isClosed.store(true, ordering: .releasing)
        panicWake.wake()
        panelWake.wake()
    }

    private func tell(_ circuit: PanicCircuit) {
        let faults = circuit.faults
        panicFaults.withLock { $0 = faults }
        lines.withLock { $0 = circuit.lines }
        if isUnheard.exchange(circuit.isUnheard, ordering: .relaxed) != circuit.isUnheard {
            panelWake.wake()
        }
    }

    private static func conditions(
        _ faults: Set<LineFault>,
        _ wiring: GPIOWiring
    ) -> [(Condition, Bool)] {
        [
            (.chipMissing, faults.contains(.chipMissing)),
            (.lineUnusable, faults.contains(.unusable)),
            (.keypadSizeWrong, !wiring.areMatricesSound),
        ]
    }

    /// The time of the kernel's edges.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private func wait(_ wakeup: Int32, _ descriptors: [Int32], milliseconds: Int) {
        var requests = ([wakeup] + descriptors).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        _ = poll(&requests, nfds_t(requests.count), Int32(milliseconds))
    }
}

/// Why the panel could not be used.
public enum GPIOPanelError: Error, Hashable, Sendable {
    /// The system gave no descriptor for waking the threads.
    case noDescriptor

    /// Fixed words for the log.
    public var faultCode: String {
        switch self {
        case .noDescriptor: "gpio-panel.no-descriptor"
        }
    }
}
