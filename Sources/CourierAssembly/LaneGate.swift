internal import Synchronization

/// Whether a lane has an order under way: there is one at a time.
final class LaneGate: Sendable {
    private let isTaken = Mutex(false)

    /// Takes the lane.
    ///
    /// - Returns: whether it was free.
    func take() -> Bool {
        isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    /// Gives the lane back; before the answer goes to the station, which may order again at once.
    func release() {
        isTaken.withLock { $0 = false }
    }
}
