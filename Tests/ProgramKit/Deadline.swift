import Foundation

/// A moment up to which something is waited for.
///
/// `.timeLimit` cancels a task, and code that waits in a thread does not notice: a wait there without
/// a deadline holds up the whole run.
package struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    /// A moment that is so far away from now.
    package init(in time: Duration) {
        end = .now + time
    }

    package var hasPassed: Bool { ContinuousClock.now >= end }

    /// Looks again and again until `isSo`, and says whether that came before the moment.
    package func wait(
        everyMilliseconds pause: UInt32 = 5,
        until isSo: () throws -> Bool
    ) rethrows -> Bool {
        while try !isSo() {
            guard !hasPassed else { return false }
            usleep(pause * 1_000)
        }
        return true
    }
}
