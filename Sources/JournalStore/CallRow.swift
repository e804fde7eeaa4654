internal import MeldpostCore
internal import SQLiteStore

/// One row of the table `call`: a call that is not over, or that nobody logged.
///
/// The column `flags` has a bit each for what is so, and from bit 8 on by how many hours the lower bound
/// of the call's beginning lies before its hour. A row that was written before there was a bound has
/// none there: then the hour itself is the bound.
struct CallRow {
    let call: OpenCall

    init(_ call: OpenCall) {
        self.call = call
    }

    /// The columns `name`, `line`, `hour`, `flags`, `fingerprint`; nil where they are not what was
    /// once written.
    init?(row: borrowing SQLiteRow, from column: Int32) throws(SQLiteFault) {
        guard
            let name = CallID(bytes: try row.blob(column)),
            let line = TelephoneLine(rawValue: UInt8(clamping: try row.integer(column + 1))),
            let hour = UInt32(exactly: try row.integer(column + 2))
        else { return nil }
        let flags = try row.integer(column + 3)
        guard let before = UInt32(exactly: flags >> Self.boundShift), before <= hour else {
            return nil
        }
        call = OpenCall(
            id: name,
            line: line,
            hour: UnixHour(rawValue: hour),
            earliest: UnixHour(rawValue: hour - before),
            isOutgoing: flags & 1 != 0,
            isAnswered: flags & 2 != 0,
            isEnded: flags & 4 != 0,
            isLogged: flags & 8 != 0
        )
        guard try row.blob(column + 4) == fingerprint else { return nil }
    }

    /// The calls that are remembered, the oldest first.
    static func readAll(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> [OpenCall]
    {
        var calls: [OpenCall] = []
        try connection.query(
            "SELECT name, line, hour, flags, fingerprint FROM call ORDER BY id"
        ) { row throws(SQLiteFault) in
            if let read = try CallRow(row: row, from: 0) { calls.append(read.call) }
        }
        return calls
    }

    /// Writes the row where there is none of this call: a newer file has the last word.
    func insert(into connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        let isKnown = try connection.first(
            "SELECT 1 FROM call WHERE name = ?",
            .blob(call.id.bytes),
            read: { row throws(SQLiteFault) in try row.integer(0) }
        )
        if isKnown == nil { try save(in: connection) }
    }

    /// Writes the row in place of the one of this call; its place among the others stays.
    func save(in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            """
            INSERT INTO call (name, line, hour, flags, fingerprint) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET
                line = excluded.line, hour = excluded.hour, flags = excluded.flags,
                fingerprint = excluded.fingerprint
            """,
            .blob(call.id.bytes),
            .integer(Int64(call.line.rawValue)),
            .integer(Int64(call.hour.rawValue)),
            .integer(flags),
            .blob(fingerprint)
        )
    }

    /// Makes a change.
    static func apply(
        _ change: CallChange,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        switch change {
        case .keep(let call):
            try CallRow(call).save(in: connection)
        case .forget(let name):
            try connection.execute("DELETE FROM call WHERE name = ?", .blob(name.bytes))
        }
    }

    private var flags: Int64 {
        (call.isOutgoing ? 1 : 0) | (call.isAnswered ? 2 : 0) | (call.isEnded ? 4 : 0)
            | (call.isLogged ? 8 : 0)
            | Int64(call.hour.rawValue - call.earliest.rawValue) << Self.boundShift
    }

    private static let boundShift: Int64 = 8

    private var fingerprint: [UInt8] {
        var fingerprint = Fingerprint(table: .call)
        fingerprint.add(call.id.bytes)
        fingerprint.add(Int64(call.line.rawValue))
        fingerprint.add(Int64(call.hour.rawValue))
        fingerprint.add(flags)
        return fingerprint.bytes
    }
}
