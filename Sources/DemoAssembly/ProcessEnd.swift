internal import Glibc

/// How a process ended.
enum ProcessEnd: Hashable, Sendable {
    case exited(code: Int32)
    case killed(signal: Int32)

    /// Takes what `waitpid` gave.
    ///
    /// Source: wait(2), as glibc lays the number out.
    init(status: Int32) {
        self =
            status & 0x7f == 0 ? .exited(code: status >> 8 & 0xff) : .killed(signal: status & 0x7f)
    }

    /// Whether the process says that it did what it was asked.
    var isSuccess: Bool { self == .exited(code: 0) }

    /// Whether a person at the terminal, or who ends the demo, ended it.
    var isWish: Bool {
        [SIGHUP, SIGINT, SIGQUIT, SIGTERM].contains { self == .killed(signal: $0) }
    }

    /// The end in words.
    var words: String {
        switch self {
        case .exited(let code): "ended with exit code \(code)"
        case .killed(let signal): "was ended by signal \(signal)"
        }
    }
}
