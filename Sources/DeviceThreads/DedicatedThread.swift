internal import Glibc
internal import Synchronization

/// A thread of its own for blocking work: one device, one file, one socket.
///
/// Blocking calls never run on the threads that Swift's concurrency shares, because two of them
/// would stop everything on a board with two cores.
///
/// Source: pthread_create(3); proc(5), `/proc/thread-self/comm`.
public final class DedicatedThread: Sendable {
    private let handle: pthread_t
    private let isJoined = Atomic(false)

    /// Starts a thread that the program cannot do without; a system that refuses it ends the
    /// program, so it is for the start of a program only.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes, shown by `ps -L` and `top -H`.
    ///   - body: what the thread does; the thread ends when it returns.
    public convenience init(name: String, _ body: @escaping @Sendable () -> Void) {
        do throws(ThreadFault) {
            try self.init(trying: name, body)
        } catch {
            preconditionFailure("a thread could not be started")
        }
    }

    /// Starts a thread where the system has one.
    ///
    /// For all that is started while the program runs: a system that is short of threads for a while
    /// must not end what is running (P6).
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes, shown by `ps -L` and `top -H`.
    ///   - body: what the thread does; the thread ends when it returns.
    /// - Throws: why there is no thread; then `body` was not called and is released.
    public init(
        trying name: String,
        _ body: @escaping @Sendable () -> Void
    ) throws(ThreadFault) {
        precondition(name.utf8.count <= 15, "a thread name has at most 15 bytes")
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        var thread = pthread_t()
        let result = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                DedicatedThread.rename(to: start.name)
                start.body()
                return nil
            },
            start.toOpaque()
        )
        guard result == 0 else {
            start.release()
            throw ThreadFault(errorNumber: result)
        }
        handle = thread
    }

    deinit {
        if !isJoined.load(ordering: .acquiring) { pthread_detach(handle) }
    }

    /// Waits until the thread has ended; to be called at most once.
    ///
    /// A thread that nobody waits for gives its memory back by itself.
    public func join() {
        let wasJoined = isJoined.exchange(true, ordering: .acquiringAndReleasing)
        precondition(!wasJoined, "a thread is waited for once")
        pthread_join(handle, nil)
    }

    /// Names the calling thread; without `/proc` it keeps its name, which only a person would miss.
    private static func rename(to name: String) {
        let descriptor = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = write(descriptor, name, name.utf8.count)
        close(descriptor)
    }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
