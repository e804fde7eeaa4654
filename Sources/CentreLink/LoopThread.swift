internal import NIOCore
internal import NIOPosix

/// A thread with an event loop, which tasks can run on and sleep on.
///
/// What a task waits for on its own loop comes back without waking another thread. A program whose
/// tasks all run on such threads never starts the pool of Swift's concurrency, which on Linux looks
/// at its threads once a second for as long as the process lives.
///
/// Source: libdispatch, `queue.c`, `_dispatch_workq_init_once`.
public final class LoopThread: TaskExecutor {
    let loop: any EventLoop
    private let group: MultiThreadedEventLoopGroup

    /// Starts a thread.
    public init() {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
    }

    /// Runs `job` on the thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Waits without blocking.
    ///
    /// - Parameter time: how long.
    /// - Throws: when the task is cancelled.
    public func sleep(for time: Duration) async throws {
        let timer = loop.scheduleTask(in: TimeAmount(time)) {}
        try await withTaskCancellationHandler {
            try await timer.futureResult.get()
        } onCancel: {
            timer.cancel()
        }
    }

    /// Ends the thread; no task may run or sleep on it any more.
    public func close() async {
        try? await group.shutdownGracefully()
    }
}
