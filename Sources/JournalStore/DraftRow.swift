internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// A row of the table `draft`, by its place.
struct DraftRow {
    let draft: SealedDraft

    init(_ draft: SealedDraft) {
        self.draft = draft
    }

    /// What is kept; nothing where nothing is, or where it is not what was once written.
    static func read(
        at place: DraftPlace,
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> (isThere: Bool, draft: SealedDraft?) {
        let found = try connection.first(
            """
            SELECT urgency, hour, terms, proof_hash, content, fingerprint FROM draft WHERE id = ?
            """,
            .integer(Int64(place.rawValue))
        ) { row throws(SQLiteFault) in try DraftRow(row: row)?.draft as SealedDraft? }
        return (found != nil, found ?? nil)
    }

    private init?(row: borrowing SQLiteRow) throws(SQLiteFault) {
        let terms = try row.integer(2)
        guard
            let urgency = Urgency(rawValue: UInt8(clamping: try row.integer(0))),
            let hour = UInt32(exactly: try row.integer(1)),
            let proofHash = Digest(bytes: try row.blob(3))
        else { return nil }
        draft = SealedDraft(
            body: try row.blob(4),
            proofHash: proofHash,
            urgency: urgency,
            hour: UnixHour(rawValue: hour),
            terms: LegalTerm.allCases.filter { terms & 1 << Int64($0.rawValue) != 0 },
            personsToTell: Int(min(max(terms >> Self.personsShift, 0), Self.personsLimit))
        )
        guard try row.blob(5) == fingerprint else { return nil }
    }

    /// Puts the row in place of the one before.
    func save(
        at place: DraftPlace,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.execute(
            """
            INSERT OR REPLACE INTO draft (
                id, urgency, hour, terms, proof_hash, content, fingerprint
            )
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            .integer(Int64(place.rawValue)),
            .integer(Int64(draft.urgency.rawValue)),
            .integer(Int64(draft.hour.rawValue)),
            .integer(termBits),
            .blob(draft.proofHash.bytes),
            .blob(draft.body),
            .blob(fingerprint)
        )
    }

    /// Takes the row away.
    static func erase(
        at place: DraftPlace,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.execute(
            "DELETE FROM draft WHERE id = ?",
            .integer(Int64(place.rawValue))
        )
    }

    /// Moves a damaged row out of the way.
    static func quarantine(
        at place: DraftPlace,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.transaction { inside throws(SQLiteFault) in
            try inside.execute(
                """
                INSERT INTO quarantine (origin, row, header, content)
                SELECT 'draft', id, proof_hash, content FROM draft WHERE id = ?
                """,
                .integer(Int64(place.rawValue))
            )
            try erase(at: place, in: inside)
        }
    }

    /// The terms, a bit each, and above them how many persons are to be told.
    private var termBits: Int64 {
        draft.terms.reduce(Int64(draft.personsToTell) << Self.personsShift) {
            $0 | 1 << Int64($1.rawValue)
        }
    }

    private static let personsShift: Int64 = 16
    private static let personsLimit = Int64(PersonsToTell.limit)

    private var fingerprint: [UInt8] {
        var fingerprint = Fingerprint(table: .draft)
        fingerprint.add(Int64(draft.urgency.rawValue))
        fingerprint.add(Int64(draft.hour.rawValue))
        fingerprint.add(termBits)
        fingerprint.add(draft.proofHash.bytes)
        fingerprint.add(draft.body)
        return fingerprint.bytes
    }
}
