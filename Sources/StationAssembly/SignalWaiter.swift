internal import DeviceThreads
internal import Glibc

/// Turns the wish of the system to end the daemon into an input of the loop.
///
/// The signals are blocked in every thread and waited for in one, so that no code ever runs in a
/// signal handler. It must be made before any other thread.
///
/// Source: sigwait(3), pthread_sigmask(3).
final class SignalWaiter: Sendable {
    private let inputs: Mailbox<LoopInput>

    init(inputs: Mailbox<LoopInput>) {
        self.inputs = inputs
        var set = Self.signals
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for the signals on a thread that lives as long as the process.
    func start() {
        _ = DedicatedThread(name: "signals") { [self] in
            var set = Self.signals
            var received: Int32 = 0
            while sigwait(&set, &received) == 0 { stop() }
        }
    }

    /// Asks the loop to end.
    func stop() {
        inputs.post(.stopWanted, lane: LoopLane.panic.rawValue)
    }

    private static var signals: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        return set
    }
}
