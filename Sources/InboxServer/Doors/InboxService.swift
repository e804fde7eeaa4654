internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import JournalLogging
public import Logging
internal import MeldpostCore
internal import NIOCore
internal import NIOSSL
internal import SQLiteStore
public import ServiceLifecycle
public import SystemdService

/// The inbox: the ledger behind two ports.
public struct InboxService: Service {
    private let settings: InboxSettings
    private let desk: InboxDesk
    private let logger: Logger
    private let notifier: ServiceNotifier?
    private let onReady: @Sendable (InboxPorts) -> Void

    /// Opens the ledger.
    ///
    /// - Parameters:
    ///   - settings: what the configuration says.
    ///   - logger: where lines go.
    ///   - notifier: who is told that it is ready and goes round, if anybody.
    ///   - onReady: called once, when both ports listen.
    /// - Throws: why the database cannot be used.
    public init(
        settings: InboxSettings,
        logger: Logger,
        notifier: ServiceNotifier? = nil,
        onReady: @escaping @Sendable (InboxPorts) -> Void = { _ in }
    ) throws(InboxOpeningError) {
        self.settings = settings
        self.logger = logger
        self.notifier = notifier
        self.onReady = onReady
        desk = InboxDesk(
            try InboxLedger(
                directory: settings.directory,
                stations: settings.stations,
                keys: settings.keys
            )
        )
    }

    /// Serves both ports until it is told to stop.
    ///
    /// - Throws: ``InboxEnd`` where a port cannot be had, or the database fails.
    public func run() async throws {
        let ready = Readiness(logger: logger) { ports in
            notifier?.tell(.status(ServiceStatus("Listens for stations and desks.")))
            notifier?.tell(.ready)
            onReady(ports)
        }
        let clock: @Sendable () -> UnixTime = { Self.now() }
        let stationDoor = StationDoor(
            desk: desk,
            stations: Dictionary(settings.stations.map { ($0.id, $0) }) { first, _ in first },
            logger: logger,
            clock: clock
        )
        let deskDoor = DeskDoor(desk: desk, logger: logger, clock: clock)
        let stationPort = try application(
            stationDoor.routes(),
            settings.stationTLS,
            port: settings.stationPort
        ) { ready.listens(station: $0) }
        let deskPort = try application(
            deskDoor.routes(),
            settings.deskTLS,
            port: settings.deskPort
        ) { ready.listens(desk: $0) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: ListeningPort(application: stationPort, fault: .stationPortInUse)
                    ),
                    .init(service: ListeningPort(application: deskPort, fault: .deskPortInUse)),
                    .init(service: FaultWatch(desk: desk, logger: logger)),
                    .init(service: SignOfLife(desk: desk, notifier: notifier)),
                ],
                logger: Self.quiet
            )
        )
        try await group.run()
    }

    /// The wall clock.
    ///
    /// The centre's is set by its operators; stations take it as confirmed.
    private static func now() -> UnixTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UnixTime(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The server's own lines are built from outside text; none of them is wanted.
    private static let quiet = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }

    private func application(
        _ router: Router<PeerContext>,
        _ tls: TLSConfiguration,
        port: Int,
        onListening: @escaping @Sendable (Int) -> Void
    ) throws -> Application<RouterResponder<PeerContext>> {
        let http = HTTP1Channel.Configuration(
            // A station sends every 20 seconds; who is silent for longer connects anew.
            idleTimeout: .seconds(75),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 4_096,
                maxHeaderListSize: 8_192,
                maxHeaderFieldCount: 32
            )
        )
        let gate = ConnectionGate()
        return Application(
            router: router,
            server: HTTPServerBuilder { responder in
                try TLSChannel(
                    GatedChannel(
                        base: HTTP1Channel(responder: responder, configuration: http),
                        gate: gate
                    ),
                    tlsConfiguration: tls
                )
            },
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: port)
            ),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) },
            logger: Self.quiet
        )
    }
}

/// The ports that listen: what was asked for, or what was given for port 0.
public struct InboxPorts: Hashable, Sendable {
    /// The port of the stations.
    public let station: Int
    /// The port of the desks.
    public let desk: Int
}
