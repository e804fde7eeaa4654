internal import DeskProtocol
internal import MeldpostCore
internal import SQLiteStore

/// A lasting condition of a station.
struct ConditionRow: Hashable, Sendable {
    let number: Int64
    let station: StationID
    let condition: StationCondition
    let journal: JournalID
    let sequence: UInt64?
    let since: UnixTime
    let count: Int64
}

extension SQLiteConnection {
    /// Raises a condition, or counts it once more where it lasts; gives whether it is new.
    @discardableResult
    func raise(
        _ condition: StationCondition,
        of station: Int64,
        journal: JournalID,
        sequence: UInt64? = nil,
        at now: UnixTime
    ) throws(SQLiteFault) -> Bool {
        try execute(
            """
            UPDATE condition SET count = count + 1, seen = ?
            WHERE station = ? AND code = ? AND journal = ? AND cleared IS NULL
            """,
            .integer(now.milliseconds),
            .integer(station),
            .text(condition.rawValue),
            .blob(journal.bytes)
        )
        guard changes == 0 else { return false }
        try execute(
            """
            INSERT INTO condition (station, code, journal, sequence, raised, seen)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            .integer(station),
            .text(condition.rawValue),
            .blob(journal.bytes),
            .number(sequence),
            .integer(now.milliseconds),
            .integer(now.milliseconds)
        )
        return true
    }

    /// Ends a condition by itself: what caused it is gone.
    func lower(
        _ condition: StationCondition,
        of station: Int64,
        journal: JournalID,
        at now: UnixTime
    ) throws(SQLiteFault) {
        try execute(
            """
            UPDATE condition SET cleared = ?
            WHERE station = ? AND code = ? AND journal = ? AND cleared IS NULL
            """,
            .integer(now.milliseconds),
            .integer(station),
            .text(condition.rawValue),
            .blob(journal.bytes)
        )
    }

    /// Whether a condition of a station lasts.
    func lasts(_ condition: StationCondition, of station: Int64) throws(SQLiteFault) -> Bool {
        try first(
            "SELECT 1 FROM condition WHERE station = ? AND code = ? AND cleared IS NULL",
            .integer(station),
            .text(condition.rawValue)
        ) { _ throws(SQLiteFault) in true } ?? false
    }

    /// The conditions that last, newest first.
    func conditions(limit: Int) throws(SQLiteFault) -> [ConditionRow] {
        var rows: [ConditionRow] = []
        try query(
            """
            SELECT number, station.name, code, condition.journal, sequence, raised, count
            FROM condition JOIN station ON station.id = condition.station
            WHERE cleared IS NULL ORDER BY number DESC LIMIT ?
            """,
            .integer(Int64(limit))
        ) { row throws(SQLiteFault) in
            guard let condition = StationCondition(rawValue: try row.text(2)) else { return }
            rows.append(
                ConditionRow(
                    number: try row.integer(0),
                    station: StationID(bytes: try row.blob(1)) ?? .zero,
                    condition: condition,
                    journal: JournalID(bytes: try row.blob(3)) ?? .zero,
                    sequence: try row.optionalInteger(4).map { UInt64(clamping: $0) },
                    since: UnixTime(milliseconds: try row.integer(5)),
                    count: try row.integer(6)
                )
            )
        }
        return rows
    }

    /// Ends a condition because a person has dealt with it; gives whether there was one.
    ///
    /// A gap that a person gives up is closed up to the highest place that is known now.
    func clearCondition(_ number: Int64, at now: UnixTime) throws(SQLiteFault) -> Bool {
        try execute(
            """
            UPDATE journal SET contiguous = highest, fillers = 0 WHERE EXISTS (
                SELECT 1 FROM condition WHERE number = ? AND cleared IS NULL AND code = ?
                    AND condition.station = journal.station AND condition.journal = journal.name
            )
            """,
            .integer(number),
            .text(StationCondition.gap.rawValue)
        )
        try execute(
            "UPDATE condition SET cleared = ? WHERE number = ? AND cleared IS NULL",
            .integer(now.milliseconds),
            .integer(number)
        )
        return changes > 0
    }
}
