internal import JournalLogging
internal import Logging
internal import ProgramStreams
internal import SQLiteStore
internal import ServiceLifecycle
internal import StrictConfiguration
internal import SystemdService
internal import UnixSignals

/// The program `meldpost-inbox` from its arguments to its exit code.
public enum InboxProgram {
    /// Runs the inbox until SIGTERM or SIGINT.
    ///
    /// - Parameters:
    ///   - path: `inbox.toml`.
    ///   - credentials: the directory of the credentials, or nothing for the one of systemd.
    /// - Returns: the exit code; 0 after a signal.
    public static func run(path: String, credentials: String?) async -> Int32 {
        let logger = Logger.journal(program: "meldpost-inbox")
        let settings: InboxSettings
        do throws(ConfigurationRefusal) {
            settings = try InboxSettings(path: path, credentials: credentials)
        } catch {
            return refuse(error)
        }
        let notifier = ServiceNotifier()
        let service: InboxService
        do throws(InboxOpeningError) {
            service = try InboxService(settings: settings, logger: logger, notifier: notifier)
        } catch {
            return refuse(settings.refusal(error))
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: service)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            defer { notifier?.tell(.stopping) }
            try await group.run()
            logger.notice("stopped")
            return 0
        } catch let end as InboxEnd {
            return refuse(settings.refusal(end))
        } catch {
            logger.critical("ended by a bug")
            return SystemExit.software.rawValue
        }
    }

    private static func refuse(_ refusal: ConfigurationRefusal) -> Int32 {
        ProgramOutput.refuse(refusal, by: "meldpost-inbox")
    }
}

extension InboxSettings {
    /// A refusal of the database, named by the key of its directory.
    func refusal(_ error: InboxOpeningError) -> ConfigurationRefusal {
        switch error {
        case .directoryNotMade:
            file.refusal(
                "store.directory",
                ConfigurationRule("cannot be made", exit: .cannotCreate)
            )
        case .keyListOlder:
            file.refusal(
                "trust.key_list",
                ConfigurationRule("is older than one that stations were sent before")
            )
        case .database(let error):
            file.refusal("store.directory", Self.rule(error))
        }
    }

    /// A refusal of a port.
    func refusal(_ end: InboxEnd) -> ConfigurationRefusal {
        let rule = ConfigurationRule(
            "cannot be listened on: another program does, or it is not ours",
            exit: .unavailable
        )
        return switch end {
        case .stationPortInUse: file.refusal("listen.station_port", rule)
        case .deskPortInUse: file.refusal("listen.desk_port", rule)
        case .databaseFailed:
            file.refusal(
                "store.directory",
                ConfigurationRule("holds a database that the disk failed", exit: .inputOutput)
            )
        }
    }

    private static func rule(_ error: SQLiteOpeningError) -> ConfigurationRule {
        switch error {
        case .refused(.unknownMigration):
            ConfigurationRule("holds a database of a newer version", exit: .dataError)
        case .refused(.foreignApplication), .refused(.notADatabase), .refused(.changedMigration):
            ConfigurationRule("holds an inbox.sqlite that is not a database of the inbox")
        case .refused(.notARegularFile), .refused(.notOwned), .refused(.tooLarge),
            .refused(.emptyBesideLog):
            ConfigurationRule("holds an inbox.sqlite that is not a file of ours")
        case .refused(.damaged):
            ConfigurationRule("holds a database that is damaged", exit: .inputOutput)
        case .refused(.weakSetting):
            ConfigurationRule("is where the database cannot be made durable", exit: .osError)
        case .failed(let fault) where fault.isBusy:
            ConfigurationRule("is in use by another inbox", exit: .unavailable)
        case .failed(let fault) where fault.isFull:
            ConfigurationRule("is on a full disk", exit: .inputOutput)
        case .fileFailed, .failed:
            ConfigurationRule("cannot be written", exit: .cannotCreate)
        }
    }
}
