internal import MeldpostCore
internal import SQLiteStore

/// The row of the table `incident`.
struct IncidentRow {
    let incident: LatchedIncident

    init(_ incident: LatchedIncident) {
        self.incident = incident
    }

    /// The columns `incident`, `counter`, `presses`, `flags`, `fingerprint`; nil where they are not
    /// what was once written.
    init?(row: borrowing SQLiteRow, from column: Int32) throws(SQLiteFault) {
        guard
            let name = IncidentID(bytes: try row.blob(column)),
            let counter = UInt32(exactly: try row.integer(column + 1)),
            let presses = UInt32(exactly: try row.integer(column + 2))
        else { return nil }
        let flags = try row.integer(column + 3)
        incident = LatchedIncident(
            incident: name,
            counter: counter,
            presses: presses,
            isTest: flags & 1 != 0,
            isStored: flags & 2 != 0,
            hasReachedCentre: flags & 4 != 0,
            isAccepted: flags & 8 != 0
        )
        guard try row.blob(column + 4) == fingerprint else { return nil }
    }

    /// The incident that is not over; nil where there is none.
    static func read(
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault)
        -> LatchedIncident?
    {
        try connection.first(
            "SELECT incident, counter, presses, flags, fingerprint FROM incident"
        ) { row throws(SQLiteFault) in
            try IncidentRow(row: row, from: 0)?.incident
        } ?? nil
    }

    /// Writes the row in place of the one that was there.
    func save(in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            """
            INSERT OR REPLACE INTO incident (id, incident, counter, presses, flags, fingerprint)
            VALUES (1, ?, ?, ?, ?, ?)
            """,
            .blob(incident.incident.bytes),
            .integer(Int64(incident.counter)),
            .integer(Int64(incident.presses)),
            .integer(flags),
            .blob(fingerprint)
        )
    }

    private var flags: Int64 {
        (incident.isTest ? 1 : 0) | (incident.isStored ? 2 : 0)
            | (incident.hasReachedCentre ? 4 : 0) | (incident.isAccepted ? 8 : 0)
    }

    private var fingerprint: [UInt8] {
        var fingerprint = Fingerprint(table: .incident)
        fingerprint.add(incident.incident.bytes)
        fingerprint.add(Int64(incident.counter))
        fingerprint.add(Int64(incident.presses))
        fingerprint.add(flags)
        return fingerprint.bytes
    }
}
