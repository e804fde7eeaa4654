internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// Brings what can be read of a journal set aside into the journal in use.
///
/// Files set aside are brought over newest first, and the newest truth wins: a term that was closed
/// or a panic that was reset in a newer file does not come back out of an older one
/// (``SettledFiles``).
///
/// Entries keep the name of their chain, so that they are still sent and the centre sees where they
/// belong. An entry comes over only if its header and body fit each other; other rows only if their
/// fingerprint fits. Doing it twice changes nothing.
struct JournalSalvage {
    let disk: JournalDisk
    let station: StationID
    let number: Int

    /// Whether everything was brought over before.
    func isDone() throws(SQLiteFault) -> Bool {
        try disk.use { connection throws(SQLiteFault) in
            try connection.first(
                "SELECT id FROM salvaged WHERE id = ?",
                .integer(Int64(number))
            ) { row throws(SQLiteFault) in try row.integer(0) }
        } != nil
    }

    /// Brings everything over, but for what newer files have settled; gives how many entries were
    /// new.
    ///
    /// What this file settles itself is added.
    func run(
        from file: DatabaseFile,
        settled: inout SettledFiles
    ) throws(SQLiteFault) -> Int {
        let isDone = try isDone()
        var count = 0
        if let reader = Self.reader(of: file) {
            if !isDone {
                let batch = SalvageBatch(disk: disk, station: station)
                readChains(reader, batch)
                readEntries(reader, batch)
                readState(reader, batch, settled)
                count = try batch.finish()
            }
            settled.add(reader)
        }
        guard !isDone else { return 0 }
        try disk.transaction { connection throws(SQLiteFault) in
            try connection.execute(
                "INSERT OR IGNORE INTO salvaged (id) VALUES (?)",
                .integer(Int64(number))
            )
        }
        return count
    }

    private static func reader(of file: DatabaseFile) -> SalvageReader? {
        do throws(SQLiteFault) {
            return try SalvageReader(file)
        } catch {
            return nil
        }
    }

    private func readChains(_ reader: borrowing SalvageReader, _ batch: SalvageBatch) {
        _ = reader.forEachRow(of: Self.chains, gapLimit: 1000) { row in
            guard
                let id = try? row.integer(0),
                let chain = try? ChainRow(row: row, id: id, from: 1),
                chain.station == station
            else { return }
            batch.add(chain, id: id)
        }
    }

    private func readEntries(_ reader: borrowing SalvageReader, _ batch: SalvageBatch) {
        _ = reader.forEachRow(of: Self.entries, gapLimit: batch.entryLimit) { row in
            guard let id = try? row.integer(0), let entry = try? EntryRow(row: row, from: 1) else {
                return
            }
            let isSound = (try? row.blob(9)).map { entry.isSound(fingerprint: $0) } ?? false
            guard entry.header != nil else {
                if isSound { batch.add(entry, name: nil, content: nil) }
                return
            }
            let content = reader.first("SELECT content FROM body WHERE id = ?", key: id) {
                body throws(SQLiteFault) in try body.blob(0)
            }
            guard
                let content, let bytes = entry.entryBytes(with: content),
                let whole = try? Entry(decoding: bytes), whole.header.station == station
            else { return }
            // The row is made anew from the entry; only the receipt is taken from the old one.
            var made = EntryRow(whole, chain: entry.chain)
            made.isReceipted = isSound && entry.isReceipted
            batch.add(made, name: whole.header.journal, content: content)
        }
    }

    private func readState(
        _ reader: borrowing SalvageReader,
        _ batch: SalvageBatch,
        _ settled: SettledFiles
    ) {
        if !settled.clocks.contains(number) {
            _ = reader.forEachRow(of: SettledFiles.clockTable) { row in
                if let clock = try? ClockRow(row: row, from: 1) { batch.add(clock) }
            }
            _ = reader.forEachRow(of: Self.marks) { row in
                if let mark = try? MarkRow(row: row, from: 1) { batch.add(mark) }
            }
        }
        if !settled.panic.contains(number) {
            _ = reader.forEachRow(of: SettledFiles.resetTable) { row in
                if let found = try? IncidentRow(row: row, from: 1, in: .reset) { batch.add(found) }
            }
            _ = reader.forEachRow(of: SettledFiles.incidentTable) { row in
                if let found = try? IncidentRow(row: row, from: 1, in: .incident) {
                    batch.add(found)
                }
            }
        }
        _ = reader.forEachRow(of: Self.calls) { row in
            if let call = try? CallRow(row: row, from: 1) { batch.add(call) }
        }
        if !settled.accounts.contains(number) {
            _ = reader.forEachRow(of: Self.accounts) { row in
                if let account = try? AccountRow(row: row, from: 1) { batch.add(account) }
            }
        }
        for number in NumberRow.allCases {
            let found = reader.first(
                "SELECT value, fingerprint FROM number WHERE id = ?",
                key: number.rawValue
            ) { row throws(SQLiteFault) in (try row.integer(0), try row.blob(1)) }
            guard let (value, fingerprint) = found,
                NumberRow.fingerprint(id: number.rawValue, value) == fingerprint
            else { continue }
            batch.add(number, value)
        }
        for document in DocumentRow.allCases {
            let found = reader.first(
                "SELECT content, fingerprint FROM document WHERE id = ?",
                key: document.rawValue
            ) { row throws(SQLiteFault) in (try row.blob(0), try row.blob(1)) }
            guard let (content, fingerprint) = found,
                DocumentRow.fingerprint(id: document.rawValue, content) == fingerprint
            else { continue }
            batch.add(document, content)
        }
    }

    private static let chains = SalvageReader.Table(
        ascending: """
            SELECT id, journal, station, head_sequence, head_digest, fingerprint
            FROM chain WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, journal, station, head_sequence, head_digest, fingerprint
            FROM chain WHERE id < ? ORDER BY id DESC
            """,
        single: """
            SELECT id, journal, station, head_sequence, head_digest, fingerprint
            FROM chain WHERE id = ?
            """
    )

    private static let entries = SalvageReader.Table(
        ascending: """
            SELECT id, chain, sequence, digest, urgency, length, receipted, header, signature,
                fingerprint
            FROM entry WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, chain, sequence, digest, urgency, length, receipted, header, signature,
                fingerprint
            FROM entry WHERE id < ? ORDER BY id DESC
            """,
        single: """
            SELECT id, chain, sequence, digest, urgency, length, receipted, header, signature,
                fingerprint
            FROM entry WHERE id = ?
            """
    )

    private static let calls = SalvageReader.Table(
        ascending: """
            SELECT id, name, line, hour, flags, fingerprint FROM call WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, name, line, hour, flags, fingerprint FROM call WHERE id < ? ORDER BY id DESC
            """,
        single: "SELECT id, name, line, hour, flags, fingerprint FROM call WHERE id = ?"
    )

    private static let marks = SalvageReader.Table(
        ascending: """
            SELECT id, journal, sequence, kind, value, fingerprint
            FROM mark WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, journal, sequence, kind, value, fingerprint
            FROM mark WHERE id < ? ORDER BY id DESC
            """,
        single: "SELECT id, journal, sequence, kind, value, fingerprint FROM mark WHERE id = ?"
    )

    private static let accounts = SalvageReader.Table(
        ascending: """
            SELECT id, id, salt, hash, flags, expires, fingerprint
            FROM account WHERE id > ? ORDER BY id
            """,
        descending: """
            SELECT id, id, salt, hash, flags, expires, fingerprint
            FROM account WHERE id < ? ORDER BY id DESC
            """,
        single: """
            SELECT id, id, salt, hash, flags, expires, fingerprint FROM account WHERE id = ?
            """
    )
}
