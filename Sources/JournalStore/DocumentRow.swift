internal import SQLiteStore

/// Bytes that the station remembers: a row of the table `document`.
enum DocumentRow: Int64, CaseIterable {
    case keyList = 1

    func read(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> [UInt8]? {
        try connection.first(
            "SELECT content, fingerprint FROM document WHERE id = ?",
            .integer(rawValue)
        ) { row throws(SQLiteFault) in
            let content = try row.blob(0)
            return try row.blob(1) == Self.fingerprint(id: rawValue, content) ? content : nil
        } ?? nil
    }

    func save(_ content: [UInt8], in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            "INSERT OR REPLACE INTO document (id, content, fingerprint) VALUES (?, ?, ?)",
            .integer(rawValue),
            .blob(content),
            .blob(Self.fingerprint(id: rawValue, content))
        )
    }

    static func fingerprint(id: Int64, _ content: [UInt8]) -> [UInt8] {
        var fingerprint = Fingerprint(table: .document)
        fingerprint.add(id)
        fingerprint.add(content)
        return fingerprint.bytes
    }
}
