import MeldpostCore

/// A station in a simulated world: panel, journal, courier, network, inbox, desk and power.
///
/// Everything happens on one virtual clock and is decided by the seed. The world carries out every
/// effect, feeds back what follows from it, and watches the promises P1, P5, P6 and P7: what breaks
/// one is put into ``violations``.
public final class World {
    /// The true time of the beginning.
    public static let epoch = UnixTime(milliseconds: 1_780_000_000_000)
    /// The island of the station.
    public static let island = Island.bonaire

    public let settings: WorldSettings
    public internal(set) var station: StationMachine?
    /// What broke a promise, in words.
    public internal(set) var violations: [String] = []
    /// The true time since the beginning, in milliseconds.
    public internal(set) var now: Int64 = 0
    public internal(set) var relayIsClosed = false
    public internal(set) var lamps: [Lamp: LampRhythm] = [:]
    /// The names of the prompts of the last utterance.
    public internal(set) var lastSaid: [String] = []
    /// Times and lanes of all orders, where they are kept.
    public internal(set) var orderLog: [OrderNote] = []
    /// Times of commits that stored nothing, where they are kept.
    public internal(set) var dummyLog: [Int64] = []
    public var keepsOrderLog = false
    /// What was said since the world began.
    public internal(set) var saidPrompts: Set<String> = []
    public internal(set) var counts = WorldCounts()

    var random: StationRandom
    var queue = EventQueue<WorldEvent>()
    var journal: ModelJournal
    var centre = ModelCentre()
    var link = Link()
    var oracle = Oracle()

    var boot: UInt32 = 0
    var bootedAt: Int64 = 0
    var isCourierWanted = true
    var isJournalWanted = true
    var isAttached = false
    var wallOffset: Int64 = 0
    var contacts = PanicContacts.released
    var ringing: [TelephoneLine: Bool] = [:]
    var offHook: [TelephoneLine: Bool] = [:]
    var isDeskAttended = true
    var cursor = 0
    var visitTickets: [UInt64] = []
    /// One in how many stores and presses is followed by a power cut.
    public var cutsPerHundredCommits: UInt64 = 0
    /// The next report is refused by the inbox.
    var refusesNext = false
    private let questionnaire: Questionnaire

    /// A cell, as somebody who watches the network sees it.
    public struct OrderNote: Hashable, Sendable {
        public var time: Int64
        public var lane: ExchangeLane
    }

    public init(seed: UInt64, settings: WorldSettings) {
        self.settings = settings
        random = StationRandom(seed: seed, stream: 1_000)
        journal = ModelJournal(id: JournalID(using: &random), bound: Self.epoch)
        questionnaire = .simulated
    }

    /// The true time.
    public var trueTime: UnixTime { Self.epoch + .milliseconds(now) }
    /// The entries that are in the journal or were opened from it.
    public var storedCount: Int { journal.order.count }
    /// The entries whose bodies are gone.
    public var erasedCount: Int { journal.entries.values.count { $0.isErased } }
    /// The alarms that the centre knows of.
    public var alarmsAtCentre: Int { centre.panics.values.count { !$0.isTest } }
    /// The tests of the button that the centre knows of.
    public var testsAtCentre: Int { centre.panics.values.count { $0.isTest } }
    /// The alarms of which the centre knows that they were reset.
    public var resetsAtCentre: Int { centre.panics.values.count { !$0.isTest && $0.isReset } }
    /// The entries that are complete at the centre.
    public var arrivedCount: Int { centre.complete.count }

    /// Whether nothing is on its way any more.
    public var isAtRest: Bool {
        journal.settle(to: now)
        guard let station, station.unreceiptedCount == 0,
            centre.complete.count == journal.order.count
        else { return false }
        return station.panic.current.map { $0.isTest || $0.facts.isAccepted } ?? true
    }

    /// Does `command` at `time`.
    public func schedule(_ command: WorldCommand, at time: Int64) {
        queue.add(.command(command), at: max(time, now))
    }

    /// Lets time pass up to `end`, or until `condition` holds after something happened.
    @discardableResult
    public func run(until end: Int64, or condition: () -> Bool = { false }) -> Bool {
        while true {
            guard !condition() else { return true }
            let due = nextTime
            guard due <= end else {
                now = max(now, end)
                return false
            }
            now = max(now, due)
            if let event = queue.nextTime, event <= now, let next = queue.removeFirst() {
                perform(next.event)
            } else {
                advanceStation()
            }
        }
    }

    private var nextTime: Int64 {
        let event = queue.nextTime ?? .max
        guard let deadline = station?.nextDeadline else { return event }
        // The first whole millisecond that is not before the deadline.
        let (seconds, attoseconds) = deadline.sinceStart.components
        let milliseconds =
            seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return min(event, bootedAt + milliseconds)
    }

    private var stalls = 0
    private var lastAdvance: Int64 = -1

    private func advanceStation() {
        stalls = lastAdvance == now ? stalls + 1 : 0
        lastAdvance = now
        precondition(stalls < 1_000, "the station's deadline does not move")
        guard var machine = station else { return }
        station = nil
        let effects = machine.advance(to: instant)
        station = machine
        counts.steps += 1
        watchCalls()
        carryOut(effects)
    }

    /// Tells the station something, if it runs.
    func tell(_ stimulus: Stimulus) {
        guard var machine = station else { return }
        station = nil
        let effects = machine.handle(stimulus, at: instant)
        station = machine
        counts.steps += 1
        watchCalls()
        carryOut(effects)
    }

    var instant: Instant { Instant(sinceStart: .milliseconds(now - bootedAt)) }

    /// Turns the power on.
    func powerOn() {
        guard station == nil else { return }
        boot += 1
        bootedAt = now
        cursor = journal.cursor
        visitTickets = []
        isAttached = false
        relayIsClosed = false
        oracle.poweredSince = now
        oracle.isTestOn = false
        oracle.isAlarmLatched = false
        oracle.askedAnswers = 0
        oracle.askedBefore = 0
        station = StationMachine(
            configuration: StationConfiguration(
                island: Self.island,
                slot: settings.slot,
                questionnaire: questionnaire,
                languages: [.dutch],
                softwareVersion: "1",
                panelKind: "simulated",
                dummyInterval: settings.dummyInterval
            ),
            seed: random.next()
        )
        let scope = RecipientScope(island: Self.island, chapter: .adviceAndReporting)
        tell(.wallClockRead(wallClock))
        tell(.panicContactsRead(contacts))
        for line in TelephoneLine.allCases {
            tell(.lineRings(line, ringing[line] ?? false))
            tell(.lineOffHook(line, offHook[line] ?? false))
        }
        tell(.recipientsInstalled([scope]))
        if isJournalWanted {
            promoteDraft()
            queue.add(.stimulus(.journalOpened(journal.memory), boot: boot), at: now + 20)
        }
        if isCourierWanted {
            queue.add(.stimulus(.courierAttached, boot: boot), at: now + 40)
        }
    }

    /// Cuts the power.
    func powerOff() {
        guard station != nil else { return }
        journal.cutPower(at: now)
        checkDraft()
        excuseCalls()
        journal.order.forEach(noteTerms)
        station = nil
        relayIsClosed = false
        isAttached = false
        counts.powerCuts += 1
        checkHeardStored()
    }

    var wallClock: UnixTime { UnixTime(milliseconds: trueTime.milliseconds + wallOffset) }

    func chance(_ percent: UInt64) -> Bool {
        percent > 0 && random.next() % 100 < percent
    }

    func number(_ range: ClosedRange<Int64>) -> Int64 {
        settings.isRegular
            ? range.lowerBound
            : range.lowerBound
                + Int64(random.next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    func violate(_ promise: String) {
        violations.append("at \(now) ms: \(promise)")
    }
}

/// How much happened in a world, so that a test can see that something did.
public struct WorldCounts: Hashable, Sendable {
    public var steps = 0
    public var powerCuts = 0
    public var heardStored = 0
    public var heardNotStored = 0
    public var erased = 0
    public var alarms = 0
    public var tests = 0
    public var exchanges = 0
    public var termChecks = 0
    public var callTerms = 0
    public var checkedPresses = 0
    public var checkedAcceptances = 0
    public var checkedDrafts = 0
    public var interrupted = 0
    public var checkedCalls = 0
    public var callRecords = 0
    public var heardLogged = 0
    public var checkedAnswers = 0

    public init() {}

    public static func += (left: inout WorldCounts, right: WorldCounts) {
        left.steps += right.steps
        left.powerCuts += right.powerCuts
        left.heardStored += right.heardStored
        left.heardNotStored += right.heardNotStored
        left.erased += right.erased
        left.alarms += right.alarms
        left.tests += right.tests
        left.exchanges += right.exchanges
        left.termChecks += right.termChecks
        left.callTerms += right.callTerms
        left.checkedPresses += right.checkedPresses
        left.checkedAcceptances += right.checkedAcceptances
        left.checkedDrafts += right.checkedDrafts
        left.interrupted += right.interrupted
        left.checkedCalls += right.checkedCalls
        left.callRecords += right.callRecords
        left.heardLogged += right.heardLogged
        left.checkedAnswers += right.checkedAnswers
    }
}
