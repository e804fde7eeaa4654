/// A standard output that takes nothing.
package enum UntakenOutput: CaseIterable, Sendable {
    /// A disk that is full.
    case full
    /// A pipe whose reader has gone; the signal for that is as a shell leaves it.
    case unread

    /// What starts a program with it.
    package var prefix: [String] {
        switch self {
        case .full: ["/bin/sh", "-c", #"exec "$0" "$@" > /dev/full"#]
        case .unread:
            [
                "/usr/bin/env", "--default-signal=PIPE", "/bin/bash", "-c",
                #"exec 3> >(true); wait $!; exec "$0" "$@" >&3"#,
            ]
        }
    }
}
