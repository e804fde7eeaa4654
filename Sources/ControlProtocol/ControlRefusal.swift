/// Why a frame or a report on a local socket is not one of ours.
public enum ControlRefusal: String, Error, Hashable, Sendable {
    /// It is shorter or longer than its kind is.
    case length
    /// Its first byte is not the number of a kind.
    case unknownKind = "unknown-kind"
    /// A field holds a number that stands for nothing.
    case unknownValue = "unknown-value"
    /// It is not the JSON that is wanted.
    case malformed
    /// It is of a version that we do not know.
    case unknownVersion = "unknown-version"

    /// Fixed words for the log.
    public var faultCode: String { "control.\(rawValue)" }
}
