internal import DeviceThreads

extension DedicatedThread {
    /// Runs `body` on a new thread and waits, without blocking, until it returns.
    ///
    /// Cancelling the task does not stop `body`: close what it waits on.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes.
    ///   - body: the work.
    /// - Returns: what `body` returns, or nothing where the system has no thread.
    static func run<Value: Sendable>(
        name: String,
        _ body: @escaping @Sendable () -> Value
    ) async -> Value? {
        var thread: DedicatedThread?
        let value = await withCheckedContinuation {
            (continuation: CheckedContinuation<Value?, _>) in
            thread = try? DedicatedThread(trying: name) { continuation.resume(returning: body()) }
            if thread == nil { continuation.resume(returning: nil) }
        }
        // It has nothing left to do, so this does not wait; it gives the thread's memory back.
        thread?.join()
        return value
    }
}
