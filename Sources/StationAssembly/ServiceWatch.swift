internal import MeldpostCore
internal import SystemdService

/// What the one loop tells systemd, and when: pure, so that tests pass the hours.
///
/// | notice | when |
/// | --- | --- |
/// | `READY` | the loop goes round, panic and journal are ready or known not to be; after 20 s in any case |
/// | `STATUS` | with `READY`, and when panic or journal change |
/// | `WATCHDOG` | every third of `WatchdogSec`, by the loop itself: a stuck loop tells nothing; and not while the thread of the panic button hangs or may hang, when it is tried again twice a second |
///
/// The thread of the button is not asked, which would wake it: it counts its rounds, and the loop looks
/// whether there were any (``TurnWatch``). A journal that cannot be opened holds readiness back no longer than it takes to know it: panic
/// works without it (P6), and a start that systemd gave up would end panic too.
struct ServiceWatch: Sendable {
    /// What is to be done.
    enum Action: Hashable, Sendable {
        /// Tell systemd.
        case tell(ServiceNotice)
        /// The station runs well: the crashes before are forgotten.
        case forgetStarts
        /// The hour of safe mode is over: a start in the ordinary way is tried once.
        case tryOrdinaryStart
        /// The thread of the panic button hangs: why the watchdog is not fed is to be in the log.
        case noteHang
    }

    /// How the station is, as far as everybody on the machine may know.
    struct Standing: Hashable, Sendable {
        var journal: Journal
        var panic: PanicStanding

        /// How the journal is.
        enum Journal: Hashable, Sendable {
            case opening
            case open
            case missing
            /// It stays shut.
            case safeMode

            fileprivate var words: StaticString {
                switch self {
                case .opening: "The journal is being opened."
                case .open: "The journal is open."
                case .missing: "No journal: no report can be stored."
                case .safeMode: "Safe mode after ten crashes: panic only."
                }
            }
        }

        /// Whether it is known how all of it is.
        fileprivate var isSettled: Bool { journal != .opening && panic != .beginning }

        var status: ServiceStatus {
            // Safe mode says of an armed button that it is all there is.
            journal == .safeMode && panic == .armed
                ? ServiceStatus(journal.words) : ServiceStatus(panic.words, journal.words)
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
    private var turnWatch = TurnWatch()
    /// By when the loop was to look again, as of its last look.
    private var due: Instant?
    private var isHangNoted = false

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
        if !isHangNoted, let look = turnWatch.nextDeadline { deadlines.append(look) }
        return deadlines.min()
    }

    /// Looks at the station after each round of the loop.
    ///
    /// - Parameters:
    ///   - standing: how the station is.
    ///   - turns: how often the thread of the panic button has gone round; nothing where there is none,
    ///     or where nothing makes it go round.
    ///   - isAlarmUnderWay: whether an incident is latched; safe mode is not left meanwhile, because
    ///     only memory knows of it.
    ///   - now: the time now.
    /// - Returns: what is to be done, in this order.
    mutating func look(
        at standing: Standing,
        turns: UInt64? = nil,
        isAlarmUnderWay: Bool,
        at now: Instant
    ) -> [Action] {
        var standing = standing
        if isSafeMode { standing.journal = .safeMode }
        var actions: [Action] = []
        let turning = turnWatch.look(at: turns, due: due, at: now)
        defer { due = nextDeadline }
        let isHanging = turning == .hangs
        if isHanging {
            standing.panic = .hanging
            if !isHangNoted { actions.append(.noteHang) }
        }
        isHangNoted = isHanging
        if let interval, nextSign <= now {
            if turning == .goesRound { actions.append(.tell(.alive)) }
            // A hang that is over is not to cost more of the patience of systemd.
            nextSign = now + (turning == .goesRound ? interval : min(interval, TurnWatch.nextLook))
        }
        let isDue = standing.isSettled || start + Self.openingLimit <= now
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
