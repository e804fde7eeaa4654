/// Why the sound card did not do what was asked.
public struct SoundFault: Error, Hashable, Sendable {
    /// What was asked.
    public enum Operation: String, Hashable, Sendable {
        case open
        case configure
        case write
        case prepare
        case mixer
    }

    /// What was asked.
    public var operation: Operation
    /// The error of the system, positive: errno(3).
    public var errorNumber: Int32

    /// Makes a fault from a negative result of ALSA.
    init(_ operation: Operation, result: Int32) {
        self.operation = operation
        errorNumber = -result
    }

    /// Fixed words for the log.
    public var faultCode: String { "sound.\(operation.rawValue)" }
}
