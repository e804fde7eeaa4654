internal import JournalLogging
internal import Logging
internal import SQLiteStore
internal import ServiceLifecycle

/// Ends the program when the database must be opened anew.
struct FaultWatch: Service {
    let desk: InboxDesk
    let logger: Logger

    func run() async throws {
        for await fault in desk.fatalFaults.cancelOnGracefulShutdown() {
            logger.critical(
                "database failed",
                metadata: ["error.code": "\(public: fault.faultCode)"]
            )
            throw InboxEnd.databaseFailed
        }
    }
}
