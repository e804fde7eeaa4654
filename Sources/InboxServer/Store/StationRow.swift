internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

extension SQLiteConnection {
    /// The row of a station, made where there is none.
    func stationRow(_ station: StationID) throws(SQLiteFault) -> Int64 {
        try execute("INSERT OR IGNORE INTO station (name) VALUES (?)", .blob(station.bytes))
        let row = try first(
            "SELECT id FROM station WHERE name = ?",
            .blob(station.bytes)
        ) { row throws(SQLiteFault) in try row.integer(0) }
        guard let row else { preconditionFailure("a row that was just written is there") }
        return row
    }

    /// The journal of the station's last cell.
    func currentJournal(of station: Int64) throws(SQLiteFault) -> JournalID? {
        let name = try first(
            "SELECT journal FROM station WHERE id = ?",
            .integer(station)
        ) { row throws(SQLiteFault) in try row.optionalBlob(0) }
        return name?.flatMap { JournalID(bytes: $0) }
    }

    /// Notes the journal of the station's last cell.
    func setCurrentJournal(_ journal: JournalID, of station: Int64) throws(SQLiteFault) {
        try execute(
            "UPDATE station SET journal = ? WHERE id = ?",
            .blob(journal.bytes),
            .integer(station)
        )
    }

    /// Adds a statement to the stream of a station and gives its number.
    @discardableResult
    func queue(_ statement: [UInt8], for station: Int64) throws(SQLiteFault) -> UInt64 {
        let number = try nextStatement(of: station)
        try execute(
            "INSERT INTO outgoing (station, number, statement) VALUES (?, ?, ?)",
            .integer(station),
            .number(number),
            .blob(statement)
        )
        try setNextStatement(number + 1, of: station)
        return number
    }

    /// The number that the next queued statement gets.
    func nextStatement(of station: Int64) throws(SQLiteFault) -> UInt64 {
        try first(
            "SELECT next_statement FROM station WHERE id = ?",
            .integer(station)
        ) { row throws(SQLiteFault) in try row.number(0) } ?? 1
    }

    /// Moves the stream of a station on.
    func setNextStatement(_ number: UInt64, of station: Int64) throws(SQLiteFault) {
        try execute(
            "UPDATE station SET next_statement = ? WHERE id = ?",
            .number(number),
            .integer(station)
        )
    }

    /// The statement with a number in the stream of a station.
    func statement(_ number: UInt64, for station: Int64) throws(SQLiteFault) -> [UInt8]? {
        try first(
            "SELECT statement FROM outgoing WHERE station = ? AND number = ?",
            .integer(station),
            .number(number)
        ) { row throws(SQLiteFault) in try row.blob(0) }
    }

    /// The number of the newest key list that any station was given.
    func newestKeyList() throws(SQLiteFault) -> UInt64? {
        try first("SELECT max(number) FROM key_list") { row throws(SQLiteFault) in
            try row.optionalInteger(0)
        }?.map { UInt64(clamping: $0) }
    }

    /// Keeps a key list and queues it for every station that has not got it.
    func queueKeyList(
        _ statement: [UInt8],
        number: UInt64,
        for stations: [Int64]
    ) throws(SQLiteFault) {
        try execute(
            "INSERT OR IGNORE INTO key_list (number, statement) VALUES (?, ?)",
            .number(number),
            .blob(statement)
        )
        for station in stations {
            let sent = try first(
                "SELECT key_list FROM station WHERE id = ?",
                .integer(station)
            ) { row throws(SQLiteFault) in try row.number(0) }
            guard (sent ?? 0) < number else { continue }
            try queue(statement, for: station)
            try execute(
                "UPDATE station SET key_list = ? WHERE id = ?",
                .number(number),
                .integer(station)
            )
        }
    }
}
