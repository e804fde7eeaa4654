internal import DeviceThreads

extension DedicatedThread {
    /// Runs `body` on a new thread and waits, without blocking, until it returns.
    ///
    /// Cancelling the task does not stop `body`: close what it waits on.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes.
    ///   - body: the work.
    /// - Returns: what `body` returns.
    static func run<Value: Sendable>(
        name: String,
        _ body: @escaping @Sendable () -> Value
    ) async -> Value {
        var thread: DedicatedThread?
        let value = await withCheckedContinuation { continuation in
            thread = DedicatedThread(name: name) { continuation.resume(returning: body()) }
        }
        // It has nothing left to do, so this does not wait; it gives the thread's memory back.
        thread?.join()
        return value
    }
}
