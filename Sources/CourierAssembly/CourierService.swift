public import CentreLink
internal import ControlProtocol
internal import DeviceThreads
internal import JournalLogging
internal import LocalSockets
public import Logging
internal import MeldpostCore
public import SystemdService

/// The courier: it carries cells between the station's socket and the centre, and nothing else.
///
/// It has no type that could hold a record, touches no disk, and decides nothing about content: a
/// taken-over courier can delay, but not read, forge, replay or delete (DESIGN 2, P3). While no
/// order comes it sets no timer and does nothing.
public struct CourierService: Sendable {
    private let socketPath: String
    private let clients: [ExchangeLane: CentreClient]
    private let waiting: LoopThread
    private let log: Logger
    private let notifier: ServiceNotifier?
    private let identity: CourierIdentity?

    /// After how long without a signal the panic lane hangs up.
    public static let panicIdleTime: Duration = .seconds(60)

    /// Makes the courier of `configuration`.
    ///
    /// - Parameters:
    ///   - configuration: where station and centre are.
    ///   - limits: how much and how long the centre may keep us busy.
    ///   - waiting: the thread on which its tasks sleep; it must outlive them.
    ///   - log: where it says how it is.
    ///   - notifier: who is told that it is ready and goes round, if anybody.
    /// - Throws: which part of the endpoint cannot be used.
    public init(
        configuration: CourierConfiguration,
        limits: CentreLimits = CentreLimits(),
        waiting: LoopThread,
        log: Logger,
        notifier: ServiceNotifier? = nil
    ) throws(EndpointRefusal) {
        var panicLimits = limits
        panicLimits.idleTime = limits.idleTime ?? Self.panicIdleTime
        let endpoint = configuration.endpoint
        clients = [
            .pace: try CentreClient(endpoint: endpoint, limits: limits),
            .panic: try CentreClient(endpoint: endpoint, limits: panicLimits),
        ]
        self.waiting = waiting
        socketPath = configuration.socketPath
        identity = endpoint.identity
        self.log = log
        self.notifier = notifier
    }

    /// Runs until its task is cancelled.
    public func run() async {
        let lanes = clients.reduce(into: [:]) { lanes, entry in
            lanes[entry.key] = Lane(
                name: entry.key,
                client: entry.value,
                waiting: waiting,
                log: log
            )
        }
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await serve(lanes) }
            tasks.addTask { await feed(lanes) }
            // Neither ends before this task is cancelled.
            for await _ in tasks {}
        }
        for client in clients.values { await client.close() }
    }

    /// Tells systemd that the courier is ready, and then that it goes round: on each lane's thread
    /// and through each lane, so that one that hangs is not covered up by another.
    private func feed(_ lanes: [ExchangeLane: Lane]) async {
        guard let notifier else { return }
        notifier.tell(.status(ServiceStatus("Carries cells between the station and the centre.")))
        notifier.tell(.ready)
        while let interval = notifier.watchInterval, !Task.isCancelled {
            for lane in lanes.values {
                await withTaskExecutorPreference(lane.thread) { await lane.answer() }
            }
            notifier.tell(.alive)
            guard (try? await waiting.sleep(for: interval)) != nil else { break }
        }
        // Cancelled: the program ends.
        if Task.isCancelled { notifier.tell(.stopping) }
    }

    /// Talks with the station, again and again.
    private func serve(_ lanes: [ExchangeLane: Lane]) async {
        let clock = ContinuousClock()
        let start = clock.now
        var pace = ReconnectPace()
        var random = SystemRandomNumberGenerator()
        var wasAbsent = false
        while !Task.isCancelled {
            let wait = pace.wait(at: Instant(sinceStart: clock.now - start))
            if wait > .zero, (try? await waiting.sleep(for: wait)) == nil { return }
            pace.began(at: Instant(sinceStart: clock.now - start), using: &random)
            let attempt = await DedicatedThread.run(name: "station") { Self.attach(socketPath) }
            switch attempt {
            case .success(let connection):
                wasAbsent = false
                let beginning = clock.now
                log.notice("attached to the station")
                await StationConversation(
                    connection: connection,
                    identity: identity,
                    lanes: lanes,
                    log: log
                ).run()
                // A station that hangs up at once, again and again, is as good as absent.
                let isSteady = clock.now - beginning >= ReconnectPace.longest
                if isSteady { pace.succeeded() } else { pace.failed() }
                if !Task.isCancelled { log.warning("the station has gone, continuing") }
            case .failure(let error):
                pace.failed()
                guard !wasAbsent else { continue }
                wasAbsent = true
                log.warning(
                    "the station does not answer, continuing",
                    metadata: ["fault": "\(public: error.faultCode)"]
                )
            case nil:
                // The system has no thread for it now.
                pace.failed()
            }
        }
    }

    private static func attach(_ path: String) -> Result<LocalConnection, LocalSocketError> {
        do throws(LocalSocketError) {
            return .success(try LocalConnection.connect(path: path))
        } catch {
            return .failure(error)
        }
    }
}
