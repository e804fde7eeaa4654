internal import DeviceThreads
internal import Glibc

/// Signals as bytes that can be waited for together with everything else.
///
/// The signals are blocked in every thread and taken by one that waits for nothing else, so that no
/// code ever runs inside a signal handler.
struct SignalDoor {
    /// The signals that end the demo.
    static let ending: Set<Int32> = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    private static let taken = ending.union([SIGTSTP, SIGCONT, SIGWINCH, SIGCHLD])

    /// The descriptor to wait for.
    let readEnd: Int32

    /// Takes the signals from now on; to be called before any other thread is started.
    init() throws(DemoFault) {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in Self.taken { sigaddset(&set, signal) }
        guard pthread_sigmask(SIG_BLOCK, &set, nil) == 0 else {
            throw .resources(errorNumber: errno)
        }
        signal(SIGPIPE, SIG_IGN)
        let (readEnd, writeEnd) = try Descriptor.pipe()
        Descriptor.setNonBlocking(readEnd)
        self.readEnd = readEnd
        let waited = set
        _ = DedicatedThread(name: "signals") {
            var set = waited
            var number: Int32 = 0
            while sigwait(&set, &number) == 0 {
                Descriptor.write([UInt8(truncatingIfNeeded: number)], to: writeEnd)
            }
        }
    }

    /// The signals that came.
    func take() -> Set<Int32> {
        Set((Descriptor.read(readEnd) ?? []).map { Int32($0) })
    }
}
