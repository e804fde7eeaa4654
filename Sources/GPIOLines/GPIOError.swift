/// A line that could not be had, or is gone.
public struct GPIOError: Error, Hashable, Sendable {
    /// What was being done.
    public enum Operation: String, Hashable, Sendable {
        /// No chip of this computer has the label that is asked for.
        case findChip = "find-chip"
        /// The line was asked for.
        case request
        /// Its level was read.
        case read
        /// Its level was set.
        case write
        /// Its edges were read.
        case readEdges = "read-edges"
    }

    /// What was being done.
    public let operation: Operation
    /// The error number of the system.
    public let errorNumber: Int32

    /// Makes an error.
    public init(operation: Operation, errorNumber: Int32) {
        self.operation = operation
        self.errorNumber = errorNumber
    }

    /// Fixed words for the log.
    public var faultCode: String { "gpio.\(operation.rawValue)" }
}
