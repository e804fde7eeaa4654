internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// One row of the table `incident` or `reset`: the columns are the same.
struct IncidentRow {
    /// Where the row is.
    enum Place {
        /// The incident that goes on.
        case incident
        /// A reset that is not settled.
        case reset

        fileprivate var table: Fingerprint.Table {
            switch self {
            case .incident: .incident
            case .reset: .reset
            }
        }
    }

    let incident: LatchedIncident
    let place: Place

    init(_ incident: LatchedIncident, in place: Place) {
        self.incident = incident
        self.place = place
    }

    /// The columns `incident`, `counter`, `presses`, `flags`, `fingerprint`; nil where they are not
    /// what was once written.
    init?(row: borrowing SQLiteRow, from column: Int32, in place: Place) throws(SQLiteFault) {
        guard
            let name = IncidentID(bytes: try row.blob(column)),
            let counter = UInt32(exactly: try row.integer(column + 1)),
            let presses = UInt32(exactly: try row.integer(column + 2))
        else { return nil }
        let flags = try row.integer(column + 3)
        self.place = place
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

    /// Writes the row in place of the one that was there.
    func save(in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        let sql: StaticString =
            switch place {
            case .incident:
                """
                INSERT OR REPLACE INTO incident
                    (id, incident, counter, presses, flags, fingerprint)
                VALUES (1, ?, ?, ?, ?, ?)
                """
            case .reset:
                """
                INSERT INTO reset (incident, counter, presses, flags, fingerprint)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (incident) DO UPDATE SET counter = excluded.counter,
                    presses = excluded.presses, flags = excluded.flags,
                    fingerprint = excluded.fingerprint
                """
            }
        try connection.execute(
            sql,
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
        var fingerprint = Fingerprint(table: place.table)
        fingerprint.add(incident.incident.bytes)
        fingerprint.add(Int64(incident.counter))
        fingerprint.add(Int64(incident.presses))
        fingerprint.add(flags)
        return fingerprint.bytes
    }
}
