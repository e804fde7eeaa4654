internal import CentreLink
internal import Glibc
internal import JournalLogging
internal import LocalSockets
internal import Logging
internal import ServiceLifecycle
internal import StrictConfiguration
internal import UnixSignals

/// The program `meldpost-courier`, without its command line.
public enum CourierProgram {
    /// Runs the courier until SIGTERM or SIGINT.
    ///
    /// - Parameters:
    ///   - configurationPath: where `courier.toml` is.
    ///   - credentials: where the credentials are; without it, where systemd put them.
    /// - Returns: the exit code of the program; zero when it was told to stop.
    public static func run(
        configurationPath: String,
        credentials: String?
    ) async -> Int32 {
        let log = Logger.journal(program: "meldpost-courier")
        guard ProcessHardening.apply() else {
            log.critical("the system does not let us forbid core files, stopping")
            return SystemExit.osError.rawValue
        }
        let service: CourierService
        do throws(ConfigurationRefusal) {
            let configuration = try CourierConfiguration(
                path: configurationPath,
                credentials: credentials
            )
            service = try make(configuration, log)
        } catch {
            // These words go to the operator as they are: they hold names, and no values.
            let line = "<3>meldpost-courier: \(error.words)\n"
            _ = write(2, line, line.utf8.count)
            return error.exit.rawValue
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [service],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: log
            )
        )
        log.notice("started")
        do {
            try await group.run()
        } catch {
            log.critical("stopped by an error")
            return SystemExit.software.rawValue
        }
        log.notice("stopped")
        return 0
    }

    private static func make(
        _ configuration: CourierConfiguration,
        _ log: Logger
    ) throws(ConfigurationRefusal) -> CourierService {
        do {
            return try CourierService(configuration: configuration, log: log)
        } catch {
            preconditionFailure("the configuration has checked the endpoint")
        }
    }
}
