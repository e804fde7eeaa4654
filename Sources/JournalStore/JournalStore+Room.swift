internal import MeldpostCore
internal import SQLiteStore

extension JournalStore {
    /// Whether an entry of this urgency may be tried: the disk and the file have room for it.
    ///
    /// The limit of the file is graded like the reserve: each urgency above log may use another
    /// 64th part of it, and panic all.
    func admits(_ urgency: Urgency) -> Bool {
        guard urgency != .panic else { return true }
        guard room.admits(urgency) else { return false }
        do throws(SQLiteFault) {
            let used = try disk.use { connection throws(SQLiteFault) in
                (
                    try connection.pragma("PRAGMA page_count")
                        - connection.pragma("PRAGMA freelist_count"),
                    try connection.pragma("PRAGMA max_page_count")
                )
            }
            let kept = used.1 / 64 * Int64(urgency.rawValue)
            return used.0 < used.1 - kept
        } catch {
            // The disk says what is wrong when the entry is written.
            return true
        }
    }

    /// Bytes free on the disk of the journal, the reserve not counted.
    public var freeBytes: Int64 { folder.freeBytes }

    /// Whether the disk of the journal cannot be written: an error of the disk may make it so.
    public var isReadOnly: Bool { folder.isReadOnly }

    /// Makes the reserve whole where there is room, and gives whether it is.
    ///
    /// False is the condition `disk.nearly-full`.
    ///
    /// A record makes it whole too, but nobody knows when the next one comes.
    public func refillReserve() -> Bool { room.refill() }
}

extension SQLiteConnection {
    fileprivate func pragma(_ sql: StaticString) throws(SQLiteFault) -> Int64 {
        try first(sql) { row throws(SQLiteFault) in try row.integer(0) } ?? 0
    }
}
