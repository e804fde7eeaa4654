internal import MeldpostCore
internal import SQLiteStore

/// What is remembered of the panic button: the tables `incident` and `reset` together.
enum PanicRows {
    /// The incident that goes on, and the resets in the order in which they were made; a damaged row
    /// is left out.
    static func read(
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault)
        -> PanicMemory
    {
        var memory = PanicMemory()
        try connection.query(
            "SELECT incident, counter, presses, flags, fingerprint FROM incident"
        ) { row throws(SQLiteFault) in
            memory.incident = try IncidentRow(row: row, from: 0, in: .incident)?.incident
        }
        try connection.query(
            "SELECT incident, counter, presses, flags, fingerprint FROM reset ORDER BY id"
        ) { row throws(SQLiteFault) in
            if let read = try IncidentRow(row: row, from: 0, in: .reset) {
                memory.resets.append(read.incident)
            }
        }
        return memory
    }

    /// Adds what an older journal remembers; what is here is newer, and wins.
    ///
    /// There is one incident at a time. Where one goes on here, the older one is over: its reset is
    /// to be signalled and recorded, so that it does not stay open at the centre.
    static func add(
        _ older: PanicMemory,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        guard !older.isEmpty else { return }
        var memory = try read(connection)
        func isKnown(_ incident: LatchedIncident) -> Bool {
            memory.incident?.incident == incident.incident
                || memory.resets.contains { $0.incident == incident.incident }
        }
        memory.resets = older.resets.filter { !isKnown($0) } + memory.resets
        if let incident = older.incident, !isKnown(incident) {
            if memory.incident == nil {
                memory.incident = incident
            } else {
                memory.resets.append(incident.ended)
            }
        }
        try save(memory, in: connection)
    }

    /// Writes `memory` in place of what is there; a row that stays as it is is not touched.
    static func save(
        _ memory: PanicMemory,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        let before = try read(connection)
        if let incident = memory.incident {
            try IncidentRow(incident, in: .incident).save(in: connection)
        } else {
            try connection.execute("DELETE FROM incident")
        }
        let kept = Set(memory.resets.map(\.incident))
        for reset in before.resets where !kept.contains(reset.incident) {
            try connection.execute(
                "DELETE FROM reset WHERE incident = ?",
                .blob(reset.incident.bytes)
            )
        }
        let known = Set(before.resets)
        for reset in memory.resets where !known.contains(reset) {
            try IncidentRow(reset, in: .reset).save(in: connection)
        }
    }
}
