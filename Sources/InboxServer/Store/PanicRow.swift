internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

extension SQLiteConnection {
    /// Keeps a panic signal once, and gives how often the same one was here before.
    func keep(
        _ signal: PanicSignal,
        of station: Int64,
        at now: UnixTime
    ) throws(SQLiteFault) -> Int64 {
        try first(
            """
            INSERT INTO panic_signal
                (station, incident, counter, state, is_test, signal, received)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET repeats = repeats + 1
            RETURNING repeats
            """,
            .integer(station),
            .blob(signal.notice.incident.bytes),
            .integer(Int64(signal.notice.counter)),
            .integer(Int64(signal.notice.state.rawValue)),
            .integer(signal.notice.isTest ? 1 : 0),
            .blob(signal.encoded()),
            .integer(now.milliseconds)
        ) { row throws(SQLiteFault) in try row.integer(0) } ?? 0
    }

    /// Whether a signal of an incident is here.
    func hasIncident(_ incident: IncidentID, of station: Int64) throws(SQLiteFault) -> Bool {
        try first(
            "SELECT 1 FROM panic_signal WHERE station = ? AND incident = ?",
            .integer(station),
            .blob(incident.bytes)
        ) { _ throws(SQLiteFault) in true } ?? false
    }

    /// The statement with which a desk accepted an incident.
    func acceptance(of incident: IncidentID, at station: Int64) throws(SQLiteFault) -> [UInt8]? {
        try first(
            "SELECT statement FROM acceptance WHERE station = ? AND incident = ?",
            .integer(station),
            .blob(incident.bytes)
        ) { row throws(SQLiteFault) in try row.blob(0) }
    }

    /// Keeps the statement with which a desk accepted an incident.
    func keepAcceptance(
        _ statement: [UInt8],
        of incident: IncidentID,
        at station: Int64
    ) throws(SQLiteFault) {
        try execute(
            "INSERT INTO acceptance (station, incident, statement) VALUES (?, ?, ?)",
            .integer(station),
            .blob(incident.bytes),
            .blob(statement)
        )
    }

    /// Incidents: those that go on first, tests after alarms, newest first.
    func incidents(limit: Int) throws(SQLiteFault) -> [PanicRow] {
        var rows: [PanicRow] = []
        // The last signal of an incident is the one with the highest counter; a reset wins over
        // what else has its counter.
        try query(
            """
            SELECT station.name, incident, min(is_test), count(*), min(received), max(received),
                (SELECT state FROM panic_signal AS last
                    WHERE last.station = panic_signal.station
                        AND last.incident = panic_signal.incident
                    ORDER BY counter DESC, state DESC LIMIT 1) AS state,
                EXISTS (SELECT 1 FROM acceptance WHERE acceptance.station = panic_signal.station
                    AND acceptance.incident = panic_signal.incident)
            FROM panic_signal JOIN station ON station.id = panic_signal.station
            GROUP BY panic_signal.station, incident
            ORDER BY state = 3, min(is_test), max(received) DESC LIMIT ?
            """,
            .integer(Int64(limit))
        ) { row throws(SQLiteFault) in rows.append(try PanicRow(row)) }
        return rows
    }
}

/// What the signals of one incident say together.
struct PanicRow: Hashable, Sendable {
    let station: StationID
    let incident: IncidentID
    let isTest: Bool
    let signalCount: Int
    let first: UnixTime
    let last: UnixTime
    let state: UInt8
    let isAccepted: Bool

    /// Reads the eight columns of an incident.
    init(_ row: borrowing SQLiteRow) throws(SQLiteFault) {
        station = StationID(bytes: try row.blob(0)) ?? .zero
        incident = IncidentID(bytes: try row.blob(1)) ?? .zero
        isTest = try row.integer(2) != 0
        signalCount = Int(try row.integer(3))
        first = UnixTime(milliseconds: try row.integer(4))
        last = UnixTime(milliseconds: try row.integer(5))
        state = UInt8(clamping: try row.integer(6))
        isAccepted = try row.integer(7) != 0
    }
}
