internal import Glibc

/// A system call on a file or folder that failed.
public struct FileFault: Error, Hashable, Sendable {
    /// The system call, in our words.
    public enum Operation: String, Hashable, Sendable {
        /// Reading the status of the file (`lstat`).
        case inspect
        /// Creating the file.
        case create
        /// Reserving its bytes.
        case allocate
        /// Renaming it.
        case rename
        /// Removing it.
        case remove
        /// Bringing it, or its folder, to the disk.
        case sync
    }

    /// What failed.
    public let operation: Operation
    /// The `errno` of the call.
    public let errorNumber: Int32

    /// Makes a fault.
    public init(operation: Operation, errorNumber: Int32) {
        self.operation = operation
        self.errorNumber = errorNumber
    }

    /// The fixed words for logs and status.
    public var faultCode: String { "file.\(operation.rawValue)" }

    /// Whether no room was left on the disk or in the quota.
    public var isFull: Bool { errorNumber == ENOSPC || errorNumber == EDQUOT }

    /// Whether the file system can only be read.
    public var isReadOnly: Bool { errorNumber == EROFS }
}
