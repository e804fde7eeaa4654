internal import Glibc
internal import MeldpostCore

/// What the loop sees of the disk in passing: whether the journal's thread is to look at it.
///
/// The loop wakes for the watchdog every few seconds anyway. A timer in the journal's thread would
/// wake the box fifteen times more a minute, for a system call of microseconds; so the loop makes
/// it, and wakes the thread only where something has changed.
///
/// It never waits for the disk: the kernel has both numbers in memory, and keeps the way to the
/// folder there while a file in it is open. So it is only for a station whose journal is open.
///
/// Source: statvfs(3).
struct DiskGlance {
    /// How long after the last glance the loop wakes for one where nothing else wakes it.
    static let interval = Duration.seconds(4)
    /// How soon after the last glance a round of the loop makes another.
    static let pause = Duration.seconds(1)

    private let directory: String
    private var seen: Sight?
    private(set) var last = Instant.start

    /// As much of the disk as decides.
    private struct Sight: Hashable {
        /// Whether it takes no writes.
        var isReadOnly: Bool
        /// On which side of the limits of ``DiskLook`` its room is.
        var room: Int
    }

    init(directory: String) {
        self.directory = directory
    }

    /// Glances at the disk, where the last time is long enough ago.
    ///
    /// - Returns: whether the journal's thread is to look at it.
    mutating func isLookWanted(at now: Instant) -> Bool {
        guard last + Self.pause <= now else { return false }
        last = now
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { return false }
        let free = Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
        let limits = [DiskLook.leastRoom, 2 * DiskLook.leastRoom]
        let sight = Sight(
            isReadOnly: status.f_flag & UInt(ST_RDONLY) != 0,
            room: limits.count { $0 <= free }
        )
        defer { seen = sight }
        return sight != seen
    }

    /// The journal's thread had no room for the order: it is given again.
    mutating func forget() { seen = nil }
}
