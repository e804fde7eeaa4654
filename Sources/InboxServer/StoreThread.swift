internal import DeviceThreads

/// The one thread on which the database blocks: the executor of the actor that owns it.
///
/// So no commit ever takes a thread from the pool on which connections are served. Jobs run in the
/// order in which they come. The thread ends when the executor goes away.
final class StoreThread: SerialExecutor {
    /// As many jobs as there are calls under way; the ports bound those.
    private let jobs = Mailbox<UnownedJob>(capacities: [.max])

    /// Starts the thread.
    init() {
        let (jobs, executor) = (jobs, asUnownedSerialExecutor())
        _ = DedicatedThread(name: "store") {
            while case .element(let job) = jobs.take() {
                job.runSynchronously(on: executor)
            }
        }
    }

    deinit {
        jobs.close()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.post(UnownedJob(job))
    }
}
