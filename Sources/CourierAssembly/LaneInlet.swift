/// Where the orders of one lane come in, one at a time.
struct LaneInlet: Sendable {
    /// The orders, for one reader.
    let orders: AsyncStream<LaneOrder>

    /// One element each time an order takes the place of the one under way.
    let interruptions: AsyncStream<Void>

    private let gate = LaneGate()
    private let continuation: AsyncStream<LaneOrder>.Continuation
    private let interruption: AsyncStream<Void>.Continuation

    init() {
        // One place: the gate lets nobody in while an order is under way, but for an order that
        // takes its place; of two such the newer counts.
        (orders, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (interruptions, interruption) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Gives an order to the lane.
    ///
    /// - Returns: whether the lane was free.
    func offer(_ order: LaneOrder) -> Bool {
        guard gate.take() else { return false }
        continuation.yield(order)
        return true
    }

    /// Gives an order to the lane in place of the one under way, if there is one: a new alarm never
    /// waits for a cell that hangs (P6).
    func replace(with order: LaneOrder) {
        let wasFree = gate.take()
        continuation.yield(order)
        if !wasFree { interruption.yield() }
    }

    /// The order is done; before the station hears of it.
    func release() {
        gate.release()
    }

    /// No more orders will come.
    func finish() {
        continuation.finish()
        interruption.finish()
    }
}
