/// Something that systemd is told of a service.
///
/// Source: sd_notify(3).
public enum ServiceNotice: Hashable, Sendable {
    /// The service is ready.
    case ready
    /// The service is about to end.
    case stopping
    /// The service goes round.
    case alive
    /// How the service is, in words that `systemctl status` shows.
    case status(ServiceStatus)

    /// The line of the protocol.
    var line: String {
        switch self {
        case .ready: "READY=1"
        case .stopping: "STOPPING=1"
        case .alive: "WATCHDOG=1"
        case .status(let status): "STATUS=\(status.words)"
        }
    }
}

/// A state of a service in fixed words.
///
/// Anybody on the machine can read them, so they hold nothing that depends on a visit (P8, P9).
public struct ServiceStatus: Hashable, Sendable {
    /// The words: one line.
    public let words: String

    /// Makes a state of fixed sentences.
    public init(_ sentences: StaticString...) {
        words = sentences.map { "\($0)" }.joined(separator: " ")
    }
}
