internal import CentreLink
internal import DeviceThreads
internal import JournalLogging
internal import LocalSockets
internal import Logging
internal import ProgramStreams
internal import StrictConfiguration
internal import SystemdService

/// The program `meldpost-courier`, without its command line.
public enum CourierProgram {
    /// Runs the courier until SIGTERM, SIGINT or SIGHUP.
    ///
    /// - Parameters:
    ///   - configurationPath: where `courier.toml` is.
    ///   - credentials: where the credentials are; without it, where systemd put them.
    /// - Returns: the exit code of the program; zero when it was told to stop.
    public static func run(
        configurationPath: String,
        credentials: String?
    ) -> Int32 {
        let signals = StopSignals()
        let log = Logger.journal(program: "meldpost-courier")
        guard ProcessHardening.apply() else {
            log.critical("the system does not let us forbid core files, stopping")
            return SystemExit.osError.rawValue
        }
        let waiting = LoopThread()
        let service: CourierService
        do throws(ConfigurationRefusal) {
            let configuration = try CourierConfiguration(
                path: configurationPath,
                credentials: credentials
            )
            service = try make(configuration, waiting, log)
        } catch {
            return ProgramOutput.refuse(error, by: "meldpost-courier")
        }
        log.notice("started")
        // The main thread only waits: an `async` main would start the pool of Swift's concurrency.
        let end = Mailbox<Void>(capacities: [1])
        let task = Task(executorPreference: waiting) {
            await service.run()
            end.post(())
        }
        signals.start { task.cancel() }
        _ = end.take()
        log.notice("stopped")
        return 0
    }

    /// Checks a configuration and writes a line for each error to standard output.
    ///
    /// - Parameters:
    ///   - path: where `courier.toml` is.
    ///   - credentials: where the credentials are; without it they are not checked.
    /// - Returns: 0 where nothing is wrong, else the code with which the courier would end.
    public static func check(configurationPath path: String, credentials: String?) -> Int32 {
        CourierConfiguration.check(path: path, credentials: credentials)
            .tell(path: path, by: "meldpost-courier")
    }

    private static func make(
        _ configuration: CourierConfiguration,
        _ waiting: LoopThread,
        _ log: Logger
    ) throws(ConfigurationRefusal) -> CourierService {
        do {
            return try CourierService(
                configuration: configuration,
                waiting: waiting,
                log: log,
                notifier: ServiceNotifier()
            )
        } catch {
            preconditionFailure("the configuration has checked the endpoint")
        }
    }
}
