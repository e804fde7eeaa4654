internal import Glibc

/// What a thread waits for: elements in lanes, each lane bounded, the first lane always first.
///
/// A lane that is full refuses: the poster knows at once and decides. So panic never shares a bound
/// with keys or with the network, and never waits behind them.
///
/// The lock is a pthread mutex with a condition variable on the monotonic clock, because a wait
/// with a deadline costs no wake-up until the deadline or the next element.
///
/// Source: pthread_cond_timedwait(3), pthread_condattr_setclock(3).
public final class Mailbox<Element: Sendable>: @unchecked Sendable {
    // Sendable by hand: `lanes` and `isClosed` are only touched under `mutex`.

    /// How a wait ended.
    public enum Wakeup: Sendable {
        /// An element came; it has left its lane.
        case element(Element)
        /// The time passed without an element.
        case timeout
        /// The mailbox was closed and is empty.
        case closed
    }

    private var lanes: [[Element]]
    private let capacities: [Int]
    private var isClosed = false
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    /// Makes an empty mailbox.
    ///
    /// - Parameter capacities: how many elements each lane holds; the first lane goes first.
    public init(capacities: [Int]) {
        precondition(!capacities.isEmpty, "a mailbox has at least one lane")
        self.capacities = capacities
        lanes = capacities.map { _ in [] }
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Puts `element` into `lane`.
    ///
    /// - Returns: whether there was room and the mailbox is open.
    @discardableResult
    public func post(_ element: Element, lane: Int = 0) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard !isClosed, lanes[lane].count < capacities[lane] else { return false }
        lanes[lane].append(element)
        pthread_cond_signal(condition)
        return true
    }

    /// Takes the next element, or waits for one.
    ///
    /// - Parameter patience: how long to wait at most; for ever where it is `nil`.
    /// - Returns: how the wait ended.
    public func take(patience: Duration? = nil) -> Wakeup {
        var deadline = patience.map(Self.monotonicTime(after:))
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let lane = lanes.firstIndex(where: { !$0.isEmpty }) {
                return .element(lanes[lane].removeFirst())
            }
            guard !isClosed else { return .closed }
            if deadline != nil {
                let result = withUnsafePointer(to: &deadline) { pointer in
                    pointer.withMemoryRebound(to: timespec.self, capacity: 1) {
                        pthread_cond_timedwait(condition, mutex, $0)
                    }
                }
                if result == ETIMEDOUT, lanes.allSatisfy(\.isEmpty) {
                    return isClosed ? .closed : .timeout
                }
            } else {
                pthread_cond_wait(condition, mutex)
            }
        }
    }

    /// Refuses all that is posted from now on; what is in the lanes can still be taken.
    public func close() {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        isClosed = true
        pthread_cond_broadcast(condition)
    }

    private static func monotonicTime(after patience: Duration) -> timespec {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, attoseconds) = max(patience, .zero).components
        let nanoseconds = now.tv_nsec + Int(attoseconds / 1_000_000_000)
        return timespec(
            // A wait of more than a year is a wait for ever: an overflow is not.
            tv_sec: now.tv_sec + Int(min(seconds, 31_536_000)) + nanoseconds / 1_000_000_000,
            tv_nsec: nanoseconds % 1_000_000_000
        )
    }
}
