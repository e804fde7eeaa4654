internal import Glibc
internal import MeldpostCore

extension UnixTime {
    /// What the wall clock says now; it may be wrong (DESIGN 10).
    static func readWallClock() -> UnixTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UnixTime(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
