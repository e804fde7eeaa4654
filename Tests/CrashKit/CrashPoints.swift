import Foundation

/// How many crash points a run tries, and where.
public enum CrashPoints {
    /// Points of the simulated disk: 2,000, or what `MELDPOST_CRASH_POINTS` says.
    public static var simulated: Int { number("MELDPOST_CRASH_POINTS") ?? 2000 }

    /// Points of the replayed block device: 200, or what `MELDPOST_REPLAY_POINTS` says.
    public static var replayed: Int { number("MELDPOST_REPLAY_POINTS") ?? 200 }

    /// Moments from 0 to `eventCount`, spread evenly over all of them, in order.
    public static func spread(_ count: Int, over eventCount: Int) -> [Int] {
        guard count > 1, eventCount > 0 else { return [eventCount] }
        return (0..<count).map { $0 * eventCount / (count - 1) }
    }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
