internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// What a statement of a desk is about: an entry that is here.
struct DeskSubject: Hashable, Sendable {
    /// The number of the entry.
    let number: Int64
    /// The row of the station.
    let station: Int64
    /// Whether a desk has opened it.
    let isOpened: Bool
    /// The header.
    let header: EntryHeader
}

/// A step that a worker took.
struct StepRow: Hashable, Sendable {
    let number: Int64
    let digest: Digest
    let step: UInt8
    let closedTerm: UInt8?
    let hour: UnixHour
}

extension SQLiteConnection {
    /// The entries whose header has a digest.
    func subject(_ digest: Digest) throws(SQLiteFault) -> DeskSubject? {
        try first(
            """
            SELECT entry.number, journal.station, opened IS NOT NULL, header
            FROM entry JOIN journal ON journal.id = entry.journal WHERE digest = ?
            """,
            .blob(digest.bytes)
        ) { row throws(SQLiteFault) in
            guard let header = try? EntryHeader(decoding: try row.blob(3)) else { return nil }
            return DeskSubject(
                number: try row.integer(0),
                station: try row.integer(1),
                isOpened: try row.integer(2) != 0,
                header: header
            )
        } ?? nil
    }

    /// The entry with a digest, where it is the one that a statement names by its place too.
    func subject(
        _ digest: Digest,
        of station: StationID,
        at reference: EntryReference
    ) throws(SQLiteFault) -> DeskSubject? {
        guard let subject = try subject(digest), subject.header.station == station,
            subject.header.reference == reference
        else { return nil }
        return subject
    }

    /// The numbers, lengths and stations of selected entries after a number, in the order of arrival.
    ///
    /// The hour is four bytes of the header, in an order in which later ones compare as greater;
    /// digest and header stand before the body, so that no body is read to leave an entry out.
    func entryNumbers(
        after number: UInt64,
        _ selection: EntrySelection,
        limit: Int
    ) throws(SQLiteFault) -> [(number: Int64, length: Int, station: StationID)] {
        var rows: [(number: Int64, length: Int, station: StationID)] = []
        var hours = UInt32.min...UInt32.max
        if case .hours(let wanted) = selection { hours = wanted }
        let digests = selection.digests
        try query(
            """
            SELECT entry.number, length(body), station.name FROM entry
                JOIN journal ON journal.id = entry.journal
                JOIN station ON station.id = journal.station
            WHERE entry.number > ? AND digest BETWEEN ? AND ?
                AND substr(header, 75, 4) BETWEEN ? AND ?
            ORDER BY entry.number LIMIT ?
            """,
            .number(number),
            .blob(HexText.bytes(digests.lowerBound) ?? []),
            .blob(HexText.bytes(digests.upperBound) ?? []),
            .blob(hours.lowerBound.networkBytes),
            .blob(hours.upperBound.networkBytes),
            .integer(Int64(limit))
        ) { row throws(SQLiteFault) in
            rows.append(
                (
                    try row.integer(0),
                    Entry.bodyOffset + Int(try row.integer(1)),
                    StationID(bytes: try row.blob(2)) ?? .zero
                )
            )
        }
        return rows
    }

    /// Whether an entry was opened, and whether it is forked.
    func flags(of entry: Int64) throws(SQLiteFault) -> (isOpened: Bool, isForked: Bool) {
        try first(
            "SELECT opened IS NOT NULL, is_forked FROM entry WHERE number = ?",
            .integer(entry)
        ) { row throws(SQLiteFault) in
            (isOpened: try row.integer(0) != 0, isForked: try row.integer(1) != 0)
        } ?? (false, false)
    }

    /// The terms of an entry that were closed.
    func closedTerms(of entry: Int64) throws(SQLiteFault) -> [UInt8] {
        var terms: [UInt8] = []
        try query(
            "SELECT term FROM closed_term WHERE entry = ? ORDER BY term",
            .integer(entry)
        ) { row throws(SQLiteFault) in terms.append(UInt8(clamping: try row.integer(0))) }
        return terms
    }

    /// Notes that a desk has opened an entry.
    func markOpened(_ entry: Int64, at now: UnixTime) throws(SQLiteFault) {
        try execute(
            "UPDATE entry SET opened = ? WHERE number = ?",
            .integer(now.milliseconds),
            .integer(entry)
        )
    }

    /// Closes a term of an entry; `false` where it is closed already.
    func close(_ term: LegalTerm, of entry: Int64) throws(SQLiteFault) -> Bool {
        try execute(
            "INSERT OR IGNORE INTO closed_term (entry, term) VALUES (?, ?)",
            .integer(entry),
            .integer(Int64(term.rawValue))
        )
        return changes > 0
    }

    /// Adds a step to the log.
    func log(
        step: UInt8,
        closing term: LegalTerm?,
        of entry: Int64,
        at now: UnixTime
    ) throws(SQLiteFault) {
        try execute(
            "INSERT INTO step (entry, step, term, hour) VALUES (?, ?, ?, ?)",
            .integer(entry),
            .integer(Int64(step)),
            .optionalInteger(term.map { Int64($0.rawValue) }),
            .integer(Int64(now.hour.rawValue))
        )
    }

    /// The log of steps after a number, of one entry or of all.
    func steps(
        after number: UInt64,
        of digest: Digest?,
        limit: Int
    ) throws(SQLiteFault) -> [StepRow] {
        var rows: [StepRow] = []
        try query(
            """
            SELECT step.number, entry.digest, step.step, step.term, step.hour
            FROM step JOIN entry ON entry.number = step.entry
            WHERE step.number > ?1 AND (?2 IS NULL OR entry.digest = ?2)
            ORDER BY step.number LIMIT ?3
            """,
            .number(number),
            .optionalBlob(digest?.bytes),
            .integer(Int64(limit))
        ) { row throws(SQLiteFault) in
            rows.append(
                StepRow(
                    number: try row.integer(0),
                    digest: Digest(bytes: try row.blob(1)) ?? .zero,
                    step: UInt8(clamping: try row.integer(2)),
                    closedTerm: try row.optionalInteger(3).map { UInt8(clamping: $0) },
                    hour: UnixHour(rawValue: UInt32(clamping: try row.integer(4)))
                )
            )
        }
        return rows
    }
}

extension UInt32 {
    /// The four bytes as they stand in a header.
    fileprivate var networkBytes: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> UInt32($0)) }
    }
}
