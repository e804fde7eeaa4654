internal import CSQLite
internal import Glibc
internal import Synchronization

/// A thread that interrupts a connection when a time limit has passed.
///
/// `sqlite3_progress_handler` does not do here: in 3.40.1 the check of all trees is one instruction
/// of SQLite's machine, and the handler is called only between instructions. `sqlite3_interrupt` is
/// looked at on every page. Source: sqlite.org/c3ref/interrupt.html; btree.c 3.40.1, `checkRef`.
final class InterruptDeadline {
    private let shared: Shared
    private let thread: pthread_t?
    private let stop: Int32

    /// What both threads use.
    private final class Shared: @unchecked Sendable {
        // Sendable by hand: `sqlite3_interrupt` is the one call that any thread may make while the handle is open;
        // `end()` joins the thread before the handle can close. All else here is constant or atomic.
        let database: OpaquePointer
        let stopped: Int32
        let limitMilliseconds: Int32
        let passed = Atomic<Bool>(false)

        init(database: OpaquePointer, stopped: Int32, limitMilliseconds: Int32) {
            self.database = database
            self.stopped = stopped
            self.limitMilliseconds = limitMilliseconds
        }
    }

    /// Starts the time limit; `end()` must be called before the handle is closed.
    init(_ database: OpaquePointer, after limit: Duration) {
        let parts = limit.components
        let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
        var ends: [Int32] = [-1, -1]
        // Where no descriptor is left, `poll` ignores the -1 and the limit is waited for in full.
        _ = socketpair(
            AF_UNIX,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
            0,
            &ends
        )
        stop = ends[1]
        shared = Shared(
            database: database,
            stopped: ends[0],
            limitMilliseconds: Int32(clamping: max(0, milliseconds))
        )
        var started = pthread_t()
        let box = Unmanaged.passRetained(shared)
        let code = pthread_create(
            &started,
            nil,
            { argument in
                guard let argument else { return nil }
                let shared = Unmanaged<Shared>.fromOpaque(argument).takeRetainedValue()
                var wait = pollfd(fd: shared.stopped, events: Int16(POLLIN), revents: 0)
                var ready: Int32
                repeat {
                    ready = poll(&wait, 1, shared.limitMilliseconds)
                } while ready < 0 && errno == EINTR
                if ready == 0 {
                    shared.passed.store(true, ordering: .sequentiallyConsistent)
                    sqlite3_interrupt(shared.database)
                }
                return nil
            },
            box.toOpaque()
        )
        if code == 0 {
            thread = started
        } else {
            // Without a thread there is no limit: the check runs to its end.
            box.release()
            thread = nil
        }
    }

    /// Whether the limit passed before `end()`.
    var hasPassed: Bool { shared.passed.load(ordering: .sequentiallyConsistent) }

    /// Ends the limit and waits for the thread.
    func end() {
        // The closed end wakes the thread's `poll` (POLLHUP).
        close(stop)
        if let thread { pthread_join(thread, nil) }
        close(shared.stopped)
    }
}
