/// What was last told of the disk that the journal is on.
///
/// A disk that another program fills, or that the kernel makes read-only, is named within seconds and
/// not when the next record fails: records may be days apart. The loop sees that there is something to
/// look at (``DiskGlance``), at the same pace whether somebody is at the box or not (P9).
struct DiskLook {
    /// With less room than this the next records need what is kept for panic: two of the largest, each
    /// in the log of the database and in the database.
    static let leastRoom: Int64 = 512 * 1_024

    /// Whether the loop was told that the room that is kept for panic is used, or about to be.
    private(set) var isRoomMissed = false
    /// Whether the loop was told that nothing can be written.
    private(set) var isReadOnly = false

    /// Takes how much room there is; says whether that is news.
    ///
    /// Room comes back with twice as much, so that a disk at the limit is not told of again and again.
    mutating func takeRoom(freeBytes: Int64, hasReserve: Bool) -> Bool {
        let least = isRoomMissed ? 2 * Self.leastRoom : Self.leastRoom
        let isMissed = !hasReserve || freeBytes < least
        defer { isRoomMissed = isMissed }
        return isMissed != isRoomMissed
    }

    /// Takes whether the disk can be written; says whether that is news.
    mutating func takeReadOnly(_ isReadOnly: Bool) -> Bool {
        defer { self.isReadOnly = isReadOnly }
        return isReadOnly != self.isReadOnly
    }
}
