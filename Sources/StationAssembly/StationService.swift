internal import MeldpostCore
internal import SystemdService

/// What the station knows of the service that it is: whom it tells, and how often it crashed.
struct StationService: Sendable {
    /// After how many crashes in a row the station starts in safe mode.
    static let crashLimit = 10

    /// Who is told, if anybody.
    let notifier: ServiceNotifier?
    /// Where the starts are counted, if systemd gives a place.
    let starts: StartCounter?
    /// Whether this run is in safe mode: panic and the log, and nothing else.
    let isSafeMode: Bool

    /// A station that no system watches, such as a test's.
    static let unwatched = StationService(notifier: nil, starts: nil, isSafeMode: false)

    /// Counts this start.
    ///
    /// - Parameter wantsSafeMode: whether the command line asks for safe mode.
    /// - Returns: the service of this run.
    static func begin(wantsSafeMode: Bool) -> StationService {
        let starts = StartCounter()
        let count = starts?.countStart() ?? 1
        return StationService(
            notifier: ServiceNotifier(),
            starts: starts,
            isSafeMode: wantsSafeMode || count > crashLimit
        )
    }

    /// Whether a system waits for signs of life that nobody asks for: then nothing ends a hung
    /// station.
    var isUnwatched: Bool {
        notifier != nil && notifier?.watchInterval == nil
    }

    /// The watch of this run.
    func watch(at now: Instant) -> ServiceWatch {
        ServiceWatch(interval: notifier?.watchInterval, isSafeMode: isSafeMode, at: now)
    }

    /// Carries out what the watch decided.
    ///
    /// - Returns: whether the station is to end, to be started in the ordinary way.
    func perform(_ action: ServiceWatch.Action) -> Bool {
        switch action {
        case .tell(let notice): notifier?.tell(notice)
        case .forgetStarts: starts?.forget()
        case .tryOrdinaryStart:
            // One start in the ordinary way; if it crashes too, the one after it is safe again.
            starts?.write(Self.crashLimit - 1)
            return starts != nil
        case .noteHang: break
        }
        return false
    }

    /// The station ends in order.
    func end(keepsCount: Bool) {
        if !keepsCount { starts?.forget() }
        notifier?.tell(.stopping)
    }
}
