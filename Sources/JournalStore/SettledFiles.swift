internal import SQLiteStore

/// Files set aside about which a newer one has the last word.
///
/// A journal into which an older file was brought over knows all that the older one knew. Where it
/// is set aside itself, and its running terms can all be read, a term that only the older file has
/// was closed; the same holds for a panic. Where a row of it is damaged or in its quarantine, nothing
/// is settled: a term that runs again is better than one that is lost (P7), and so is an alarm.
struct SettledFiles {
    /// The numbers of the files whose terms count no more.
    private(set) var clocks: Set<Int> = []
    /// The numbers of the files whose incident and resets count no more.
    private(set) var panic: Set<Int> = []
    /// The numbers of the files whose accounts count no more.
    ///
    /// A newer file always has the last word here, damaged or not: an account that is lost can be
    /// made again, one that was revoked must not open again.
    private(set) var accounts: Set<Int> = []

    /// Adds what a newer file settles.
    mutating func add(_ reader: borrowing SalvageReader) {
        var older: Set<Int> = []
        _ = reader.forEachRow(of: Self.salvagedTable) { row in
            if let number = try? row.integer(0) { older.insert(Int(number)) }
        }
        guard !older.isEmpty else { return }
        accounts.formUnion(older)
        let areTermsWhole = Self.isWhole(reader, Self.clockTable) { row throws(SQLiteFault) in
            try ClockRow(row: row, from: 1) != nil
        }
        if areTermsWhole,
            reader.first(
                "SELECT count(*) FROM quarantine WHERE id > ? AND origin = 'clock'",
                key: .min,
                read: { row throws(SQLiteFault) in try row.integer(0) }
            ) == 0
        {
            clocks.formUnion(older)
        }
        let isIncidentWhole = Self.isWhole(reader, Self.incidentTable) { row throws(SQLiteFault) in
            try IncidentRow(row: row, from: 1, in: .incident) != nil
        }
        let areResetsWhole = Self.isWhole(reader, Self.resetTable) { row throws(SQLiteFault) in
            try IncidentRow(row: row, from: 1, in: .reset) != nil
        }
        if isIncidentWhole, areResetsWhole,
            reader.first(
                """
                SELECT count(*) FROM quarantine WHERE id > ? AND origin IN ('incident', 'reset')
                """,
                key: .min,
                read: { row throws(SQLiteFault) in try row.integer(0) }
            ) == 0
        {
            panic.formUnion(older)
        }
    }

    /// Whether every row of a table could be read and is what was once written.
    private static func isWhole(
        _ reader: borrowing SalvageReader,
        _ table: SalvageReader.Table,
        isSound: (borrowing SQLiteRow) throws(SQLiteFault) -> Bool
    ) -> Bool {
        var areSound = true
        let isWhole = reader.forEachRow(of: table) { row in
            do throws(SQLiteFault) {
                if try !isSound(row) { areSound = false }
            } catch {
                areSound = false
            }
        }
        return isWhole && areSound
    }

    static let clockTable = SalvageReader.Table(
        ascending: """
            SELECT id, journal, sequence, term, start, fingerprint
            FROM clock WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, journal, sequence, term, start, fingerprint
            FROM clock WHERE id < ? ORDER BY id DESC
            """,
        single: """
            SELECT id, journal, sequence, term, start, fingerprint FROM clock WHERE id = ?
            """
    )

    static let incidentTable = SalvageReader.Table(
        ascending: """
            SELECT id, incident, counter, presses, flags, fingerprint
            FROM incident WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, incident, counter, presses, flags, fingerprint
            FROM incident WHERE id < ? ORDER BY id DESC
            """,
        single: """
            SELECT id, incident, counter, presses, flags, fingerprint FROM incident WHERE id = ?
            """
    )

    static let resetTable = SalvageReader.Table(
        ascending: """
            SELECT id, incident, counter, presses, flags, fingerprint
            FROM reset WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, incident, counter, presses, flags, fingerprint
            FROM reset WHERE id < ? ORDER BY id DESC
            """,
        single: """
            SELECT id, incident, counter, presses, flags, fingerprint FROM reset WHERE id = ?
            """
    )

    private static let salvagedTable = SalvageReader.Table(
        ascending: "SELECT id FROM salvaged WHERE id > ? ORDER BY id",
        descending: "SELECT id FROM salvaged WHERE id < ? ORDER BY id DESC",
        single: "SELECT id FROM salvaged WHERE id = ?"
    )
}
