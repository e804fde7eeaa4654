/// The system gave no thread.
///
/// Source: pthread_create(3): EAGAIN for lack of memory or of threads (`RLIMIT_NPROC`, `pids.max`).
public struct ThreadFault: Error, Hashable, Sendable {
    /// What the system answered.
    public let errorNumber: Int32

    /// Fixed words for the log.
    public var faultCode: String { "thread.refused" }

    /// Makes a fault.
    public init(errorNumber: Int32) {
        self.errorNumber = errorNumber
    }
}
