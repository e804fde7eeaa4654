internal import Synchronization

/// Where the orders of one lane come in, one at a time.
///
/// It is free until an order is given to it, and again when the newest one is released. An order
/// that takes the place of others ends each of them by its number, whatever it hangs in: one that
/// comes late, when the next order is already under way, ends nothing.
struct LaneInlet: Sendable {
    /// The orders, for one reader.
    let orders: AsyncStream<LaneOrder>

    private struct State {
        /// The number of the newest order, until it is released.
        var newest: UInt64?
        /// The order that is under way, with what ends it.
        var underWay: (number: UInt64, end: AsyncStream<Void>.Continuation)?
    }

    private final class Gate: Sendable {
        let state = Mutex(State())
    }

    private let gate = Gate()
    private let continuation: AsyncStream<LaneOrder>.Continuation

    init() {
        // One place: nobody is let in while an order is under way, but for an order that takes its
        // place; of two such the newer counts.
        (orders, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Gives an order to the lane.
    ///
    /// - Returns: whether the lane was free.
    func offer(_ order: LaneOrder) -> Bool {
        let isFree = gate.state.withLock { state in
            guard state.newest == nil else { return false }
            state.newest = order.number
            return true
        }
        if isFree { continuation.yield(order) }
        return isFree
    }

    /// Gives an order to the lane in place of those before it: a new alarm never waits for a cell
    /// that hangs (P6).
    func replace(with order: LaneOrder) {
        let end = gate.state.withLock { state in
            state.newest = order.number
            return state.underWay?.end
        }
        continuation.yield(order)
        end?.finish()
    }

    /// An order begins.
    ///
    /// - Returns: a stream that ends when another order takes its place, which may be at once.
    func begin(_ number: UInt64) -> AsyncStream<Void> {
        let (replaced, end) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let isNewest = gate.state.withLock { state in
            state.underWay = (number, end)
            return state.newest == number
        }
        if !isNewest { end.finish() }
        return replaced
    }

    /// An order is done; before the station hears of it, which may order again at once.
    ///
    /// Only the newest one leaves the lane free: the one that took its place is still to come.
    func release(_ number: UInt64) {
        gate.state.withLock { state in
            if state.underWay?.number == number { state.underWay = nil }
            if state.newest == number { state.newest = nil }
        }
    }

    /// No more orders will come.
    func finish() {
        continuation.finish()
    }
}
