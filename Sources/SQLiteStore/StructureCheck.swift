internal import CSQLite

/// What the check of the structure found within its time limit.
public enum StructureCheck: Hashable, Sendable {
    /// The structure is sound.
    case sound
    /// An index did not fit its table and was made anew; the tables are sound.
    case reindexed
    /// The structure is damaged.
    case damaged
    /// The time limit passed first.
    case unfinished

    /// Runs the check, and stops it at the limit.
    ///
    /// First `quick_check`: trees, pages, cells. It does not compare indexes with their tables, so
    /// a row could be there and not be found; `integrity_check` does. An index holds nothing of its
    /// own and is made anew from its table.
    static func run(
        _ handle: borrowing SQLiteHandle,
        within limit: Duration
    ) throws(SQLiteFault)
        -> StructureCheck
    {
        let quick = try run("PRAGMA quick_check(1)", handle, within: limit)
        guard quick == .sound else { return quick }
        let full = try run("PRAGMA integrity_check(1)", handle, within: limit)
        guard full == .damaged else { return full }
        do throws(SQLiteFault) {
            try handle.run("REINDEX", as: .check)
        } catch {
            // A unique index that cannot be made says that the table is wrong.
            guard error.isConstraint || error.isCorrupt else { throw error }
            return .damaged
        }
        let again = try run("PRAGMA integrity_check(1)", handle, within: limit)
        return again == .sound ? .reindexed : again
    }

    private static func run(
        _ pragma: String,
        _ handle: borrowing SQLiteHandle,
        within limit: Duration
    ) throws(SQLiteFault) -> StructureCheck {
        let deadline = InterruptDeadline(handle.pointer, after: limit)
        defer { deadline.end() }
        do throws(SQLiteFault) {
            let found = try handle.firstText(pragma, as: .check)
            guard found != "ok" else { return .sound }
            // A check that was stopped inside a tree reports the rest of that tree as missing.
            return deadline.hasPassed ? .unfinished : .damaged
        } catch {
            if error.isInterrupted { return .unfinished }
            if error.isCorrupt { return .damaged }
            throw error
        }
    }
}
