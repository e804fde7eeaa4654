internal import JournalLogging
internal import Logging
internal import Synchronization

/// Says once that both ports listen.
final class Readiness: Sendable {
    private let ports = Mutex<(station: Int?, desk: Int?)>((nil, nil))
    private let logger: Logger
    private let onReady: @Sendable (InboxPorts) -> Void

    init(logger: Logger, onReady: @escaping @Sendable (InboxPorts) -> Void) {
        self.logger = logger
        self.onReady = onReady
    }

    func listens(station port: Int) {
        announce(
            ports.withLock { ports in
                ports.station = port
                return ports
            }
        )
    }

    func listens(desk port: Int) {
        announce(
            ports.withLock { ports in
                ports.desk = port
                return ports
            }
        )
    }

    private func announce(_ ports: (station: Int?, desk: Int?)) {
        guard let station = ports.station, let desk = ports.desk else { return }
        logger.notice("ready")
        onReady(InboxPorts(station: station, desk: desk))
    }
}
