internal import ControlProtocol
internal import DeviceThreads
internal import JournalLogging
internal import LocalSockets
internal import Logging
internal import MeldpostCore
internal import RecordFormat
internal import SystemdService

/// The one loop of the station: it owns the machine, reads the clock, and carries out all effects
/// of one stimulus before it takes the next.
struct StationLoop {
    /// How old the answer to a nonce may be to count as the time.
    ///
    /// The bound holds in any case; this
    /// keeps the confirmed time within ten seconds of the true one.
    static let timeAnswerLimit = Duration.seconds(10)

    var machine: StationMachine
    var ring: KeyRing
    var cells: CellMaker
    var line = CourierLine()
    var delivery = DeliveryCursor(number: 1)
    var proofs: [EntryReference: Redacted<[UInt8]>] = [:]
    var areCountersWanted = false
    /// The numbered statement that the journal has in hand; the next one is not taken before it is
    /// done, so that the place in the stream never passes what it led to.
    var statementUnderWay: UInt64?
    /// The newest order of each lane: a piece that was read for an older one is dropped.
    var newestOrder: [ExchangeLane: UInt64] = [:]
    var damagedRows = 0
    var pending: [Stimulus] = []
    var isFeeding = false
    var wallOffset: Duration?
    /// What is spoken, and what was refused on the way to it.
    var texts = TextsInUse()
    /// What the loop sees of the disk in passing, where there is one.
    var disk: DiskGlance?
    /// What the loop sees of the package in passing, where the program came in one.
    var package: PackageGlance?
    /// What the loop sees of a key that was not given, where the station runs without.
    var lateKey: KeyGlance?
    /// Who has a self-test made, if anybody.
    var selfTest: SelfTestLine?
    /// Who watches the panel.
    var watches = PanelWatches()
    /// Whether the panel has told how the panic button stands.
    var isButtonSeen = false
    var watch: ServiceWatch
    let service: StationService
    let inputs: Mailbox<LoopInput>
    let journal: any JournalDoor
    /// What the journal had no room for.
    var backlog = JournalBacklog()
    /// The signed key list in use, if there is one: at the start that of the configuration.
    ///
    /// A journal that has none, or an older one, is given it.
    var listStatement: [UInt8]?
    let panel: any PanelDoor
    let pins: any PINDoor
    let probe: (any ProbeDoor)?
    let areTextsApproved: Bool
    let logger: Logger
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init(
        machine: StationMachine,
        ring: KeyRing,
        listStatement: [UInt8]?,
        cells: CellMaker,
        inputs: Mailbox<LoopInput>,
        journal: any JournalDoor,
        panel: any PanelDoor,
        pins: any PINDoor,
        probe: (any ProbeDoor)? = nil,
        areTextsApproved: Bool,
        logger: Logger,
        service: StationService = .unwatched
    ) {
        self.machine = machine
        self.ring = ring
        self.listStatement = listStatement
        self.cells = cells
        self.inputs = inputs
        self.journal = journal
        self.panel = panel
        self.pins = pins
        self.probe = probe
        self.areTextsApproved = areTextsApproved
        self.logger = logger
        self.service = service
        start = clock.now
        watch = service.watch(at: Instant(sinceStart: .zero))
    }

    var now: Instant { Instant(sinceStart: clock.now - start) }

    /// Why the loop ended.
    enum End {
        /// Somebody wanted it to stop.
        case stopped
        /// The journal was written by a newer version.
        case journalFromTheFuture
        /// Safe mode has lasted its time: the station is to start in the ordinary way.
        case ordinaryStartWanted
    }

    /// Tells the machine what is known from the start.
    mutating func begin() {
        readWallClock()
        feed(.recipientsInstalled(ring.scopes))
        feed(.conditionChanged(.textsNotApproved, isRaised: !areTextsApproved))
        feed(.conditionChanged(.stationSafeMode, isRaised: service.isSafeMode))
        feed(.conditionChanged(.stationUnwatched, isRaised: service.isUnwatched))
        let refusable: [Condition] = [
            .textsRefused, .voiceCatalogueRefused, .rotaRefused, .supervisorRefused,
            .keyListRefused, .stationKeyRefused,
        ]
        for condition in refusable {
            let isRaised = texts.refusals[condition] != nil
            feed(.conditionChanged(condition, isRaised: isRaised))
        }
    }

    /// Runs until somebody wants it to stop.
    mutating func run() -> End {
        begin()
        while true {
            guard !tellService() else { return .ordinaryStartWanted }
            guard !hasKeyCome(at: now) else { return .stopped }
            backlog.flush(to: journal)
            tellWatches()
            let deadlines = [
                machine.nextDeadline, watch.nextDeadline, glanceAtDisk(), glanceAtPackage(at: now),
                lateKey?.next,
            ].compactMap(\.self)
            let patience = backlog.patience(until: deadlines.min().map { $0 - now })
            switch inputs.take(patience: patience) {
            case .element(.stopWanted), .closed:
                // What is saved from time to time is saved once more; the keeper does it before it
                // ends.
                perform(.saveOwedSlots(machine.owedSlots))
                perform(.saveTimeBound(machine.time.earliest(at: now)))
                backlog.drain(to: journal, waitingOn: inputs)
                return .stopped
            case .element(.journalRefused): return .journalFromTheFuture
            case .element(let input): handle(input)
            case .timeout: break
            }
            readWallClock()
            if let deadline = machine.nextDeadline, deadline <= now {
                advance()
            }
        }
    }

    // MARK: Inputs

    mutating func handle(_ input: LoopInput) {
        switch input {
        case .stimulus(let stimulus):
            noteBeginning(stimulus)
            if case .panicReported = stimulus { isButtonSeen = true }
            feedFromDoor(stimulus)
        case .technician(let input): handle(input)
        case .journalOpened(let snapshot): takeOver(snapshot)
        case .entryAppended(let ticket, let entry, let head):
            cells.advance(to: head)
            feed(.stored(ticket: ticket, entry))
        case .journalReread(let memory, let head):
            cells.advance(to: head)
            feed(.journalOpened(memory))
        case .countersNotReserved: areCountersWanted = false
        case .statementUndone(let number): repeatStatement(number)
        case .countersReserved(let counters):
            cells.reserve(counters)
            areCountersWanted = false
        case .pieceRead(let order, let reading): send(reading, for: order)
        case .statementChecked(let statement, let number): take(statement, number: number)
        case .keyListInstalled(let list, let statement, let number):
            finish(number)
            guard ring.install(list) else { return }
            listStatement = statement
            logger.notice("key list installed")
            feed(.recipientsInstalled(ring.scopes))
            feed(.keyListChanged(number: list.number))
        case .courierConnected(let connection):
            let hadCourier = line.isConnected
            line.connect(connection)
            // What the one before had under way will not be answered.
            if hadCourier { feed(.courierDetached) }
        case .courierFrame(let frame, let connection):
            guard line.isCurrent(connection) else { return }
            handle(frame)
        case .courierGone(let connection):
            guard line.isCurrent(connection) else { return }
            line.disconnect()
            feed(.courierDetached)
        case .statusWanted(let reply):
            reply.post(status)
        case .stopWanted, .journalRefused:
            preconditionFailure("the loop ends before it handles what ends it")
        }
    }

    mutating func handle(_ frame: CourierFrame) {
        switch frame {
        case .order: line.disconnect()
        case .attached(let version): attach(version)
        case .identity(let identity): feed(.courierIdentified(identity))
        case .sent(let number): feed(.exchangeSent(number: number))
        case .failed(let number, let fault):
            _ = line.finish(number)
            feed(.exchangeFailed(number: number, fault))
        case .answered(let number, let cell): takeAnswer(cell, to: number)
        }
    }

    /// A courier says which version it speaks: one that speaks another is hung up, and named.
    mutating func attach(_ version: UInt8) {
        let isKnown = version == CourierFrame.version
        feed(.conditionChanged(.courierVersionUnknown, isRaised: !isKnown))
        guard !isKnown else { return feed(.courierAttached) }
        line.disconnect()
        feed(.courierDetached)
    }

    mutating func takeOver(_ snapshot: JournalSnapshot) {
        cells.open(snapshot)
        areCountersWanted = false
        statementUnderWay = nil
        delivery = DeliveryCursor(number: snapshot.deliveryWanted)
        let news = compareLists(kept: snapshot.keyList)
        feed(.conditionChanged(.journalSetAside, isRaised: snapshot.isSetAside))
        damagedRows = snapshot.quarantinedCount
        if snapshot.quarantinedCount > 0 {
            feed(.entriesQuarantined(count: snapshot.quarantinedCount))
        }
        var memory = snapshot.memory
        if let issued = ring.list?.issued {
            // The list was made before now, whatever the clock says.
            memory.timeBound = max(memory.timeBound, issued.start)
        }
        feed(.journalOpened(memory))
        keepConfiguredList(news)
        logger.notice("ready")
    }

    var status: StatusReport {
        StatusReport(
            of: machine,
            ring: ring,
            station: cells.key,
            damagedRows: damagedRows,
            panelRefusals: panel.refusalCount,
            texts: texts,
            at: now
        )
    }

    // MARK: The machine

    /// Gives `stimulus` to the machine once the effects of the one before are carried out.
    mutating func feed(_ stimulus: Stimulus) {
        pending.append(stimulus)
        drain(after: [])
    }

    /// Lets the machine do what time alone makes due.
    mutating func advance() {
        drain(after: machine.advance(to: now))
    }

    /// Carries out `effects`, and then gives the waiting stimuli to the machine, one after the other.
    private mutating func drain(after effects: [Effect]) {
        guard !isFeeding else { return perform(effects) }
        isFeeding = true
        perform(effects)
        while !pending.isEmpty {
            perform(machine.handle(pending.removeFirst(), at: now))
        }
        isFeeding = false
    }

    mutating func perform(_ effects: [Effect]) {
        for effect in effects { perform(effect) }
    }

    /// Tells the machine when the wall clock has moved against the monotonic one by more than a
    /// second.
    mutating func readWallClock() {
        let wall = UnixTime.readWallClock()
        let offset = Duration.milliseconds(wall.milliseconds) - now.sinceStart
        if let wallOffset, abs((offset - wallOffset).wholeMilliseconds) <= 1_000 { return }
        wallOffset = offset
        feed(.wallClockRead(wall))
    }
}
