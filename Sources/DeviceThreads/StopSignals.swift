internal import Glibc

/// The wish of the system to end a program, as a call on a thread of its own.
///
/// The signals are blocked in every thread and waited for in one, so that no code ever runs in a
/// signal handler. It must be made before any other thread.
///
/// Source: sigwait(3), pthread_sigmask(3).
public struct StopSignals: Sendable {
    /// Takes SIGTERM, SIGINT and SIGHUP from now on, and ignores SIGPIPE.
    public init() {
        var set = Self.signals
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for the signals on a thread that lives as long as the process.
    ///
    /// - Parameter stop: called once for each signal.
    public func start(_ stop: @escaping @Sendable () -> Void) {
        _ = DedicatedThread(name: "signals") {
            var set = Self.signals
            var received: Int32 = 0
            while sigwait(&set, &received) == 0 { stop() }
        }
    }

    private static var signals: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        return set
    }
}
