internal import SQLiteStore

/// A number that the station remembers: a row of the table `number`.
enum NumberRow: Int64, CaseIterable {
    case owedSlots = 1
    case timeBound
    case nextCounter
    case deliveryWanted

    func read(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> Int64? {
        try connection.first(
            "SELECT value, fingerprint FROM number WHERE id = ?",
            .integer(rawValue)
        ) { row throws(SQLiteFault) in
            let value = try row.integer(0)
            return try row.blob(1) == Self.fingerprint(id: rawValue, value) ? value : nil
        } ?? nil
    }

    func save(_ value: Int64, in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            "INSERT OR REPLACE INTO number (id, value, fingerprint) VALUES (?, ?, ?)",
            .integer(rawValue),
            .integer(value),
            .blob(Self.fingerprint(id: rawValue, value))
        )
    }

    static func fingerprint(id: Int64, _ value: Int64) -> [UInt8] {
        var fingerprint = Fingerprint(table: .number)
        fingerprint.add(id)
        fingerprint.add(value)
        return fingerprint.bytes
    }
}
