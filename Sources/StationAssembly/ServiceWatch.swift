internal import MeldpostCore
internal import SystemdService

/// What the one loop tells systemd, and when: pure, so that tests pass the hours.
///
/// | notice | when |
/// | --- | --- |
/// | `READY` | the loop goes round, so panic is armed, and the journal is open, or is known not to be; after 20 s in any case |
/// | `STATUS` | with `READY`, and when the journal opens or is lost |
/// | `WATCHDOG` | every third of `WatchdogSec`, by the loop itself: a stuck loop tells nothing |
///
/// A journal that cannot be opened holds readiness back no longer than it takes to know it: panic
/// works without it (P6), and a start that systemd gave up would end panic too.
struct ServiceWatch: Hashable, Sendable {
    /// What is to be done.
    enum Action: Hashable, Sendable {
        /// Tell systemd.
        case tell(ServiceNotice)
        /// The station runs well: the crashes before are forgotten.
        case forgetStarts
        /// The hour of safe mode is over: a start in the ordinary way is tried once.
        case tryOrdinaryStart
    }

    /// How the station is, as far as everybody on the machine may know.
    enum Standing: Hashable, Sendable {
        case opening
        case open
        case withoutJournal
        case safeMode

        var status: ServiceStatus {
            switch self {
            case .opening: ServiceStatus("Panic is armed. The journal is being opened.")
            case .open: ServiceStatus("Panic is armed. The journal is open.")
            case .withoutJournal:
                ServiceStatus("Panic is armed. No journal: no report can be stored.")
            case .safeMode: ServiceStatus("Safe mode after ten crashes: panic only.")
            }
        }
    }

    /// How long a journal that is being opened holds readiness back at most.
    static let openingLimit = Duration.seconds(20)
    /// After how long without a crash the crashes before are forgotten.
    static let stableTime = Duration.seconds(5 * 60)
    /// How long safe mode lasts before a start in the ordinary way is tried.
    static let safeModeTime = Duration.seconds(60 * 60)
    /// How long to wait where an alarm is under way then.
    static let alarmPause = Duration.seconds(60)

    private let interval: Duration?
    private let isSafeMode: Bool
    private let start: Instant
    private var nextSign: Instant
    private var told: Standing?
    private var isReady = false
    /// When the run counts as stable, or safe mode has lasted; nothing once that is done.
    private var settlement: Instant?

    /// Begins the watch.
    ///
    /// - Parameters:
    ///   - interval: how often the watchdog is to be fed, if it is.
    ///   - isSafeMode: whether the station runs in safe mode.
    ///   - now: the time now.
    init(interval: Duration?, isSafeMode: Bool, at now: Instant) {
        self.interval = interval
        self.isSafeMode = isSafeMode
        start = now
        nextSign = now
        settlement = now + (isSafeMode ? Self.safeModeTime : Self.stableTime)
    }

    /// When time alone makes something due.
    var nextDeadline: Instant? {
        var deadlines: [Instant] = []
        if interval != nil { deadlines.append(nextSign) }
        if !isReady { deadlines.append(start + Self.openingLimit) }
        if let settlement { deadlines.append(settlement) }
        return deadlines.min()
    }

    /// Looks at the station after each round of the loop.
    ///
    /// - Parameters:
    ///   - standing: how the station is.
    ///   - isAlarmUnderWay: whether an incident is latched; safe mode is not left meanwhile, because
    ///     only memory knows of it.
    ///   - now: the time now.
    /// - Returns: what is to be done, in this order.
    mutating func look(
        at standing: Standing,
        isAlarmUnderWay: Bool,
        at now: Instant
    ) -> [Action] {
        let standing = isSafeMode ? .safeMode : standing
        var actions: [Action] = []
        if let interval, nextSign <= now {
            actions.append(.tell(.alive))
            nextSign = now + interval
        }
        let isDue = standing != .opening || start + Self.openingLimit <= now
        if isReady || isDue, standing != told {
            actions.append(.tell(.status(standing.status)))
            told = standing
        }
        if !isReady, isDue {
            actions.append(.tell(.ready))
            isReady = true
        }
        if let due = settlement, due <= now {
            if isSafeMode, isAlarmUnderWay {
                settlement = now + Self.alarmPause
            } else {
                settlement = nil
                actions.append(isSafeMode ? .tryOrdinaryStart : .forgetStarts)
            }
        }
        return actions
    }
}
