internal import MeldpostCore
internal import SQLiteStore

/// One row of the table `mark`: something remembered of an entry besides its terms.
struct MarkRow {
    /// What is remembered.
    enum Kind: Int64 {
        /// It broke off and nobody completed it; the value is its ``VisitKind``.
        case interruption = 1
        /// Persons are to be told; the value is how many, and from bit 8 on who was, a bit each.
        case telling
        /// It is a finding; the value is the ``VisitKind`` of what can be added to its record, or zero,
        /// and from bit 8 on the sequence of that record in the finding's own journal, or zero where it
        /// is another.
        case finding
    }

    let entry: EntryReference
    let kind: Kind
    let value: Int64

    init(_ entry: EntryReference, _ kind: Kind, value: Int64) {
        self.entry = entry
        self.kind = kind
        self.value = value
    }

    init(_ record: InterruptedRecord) {
        self.init(record.entry, .interruption, value: Int64(record.kind.rawValue))
    }

    init(_ persons: PersonsToTell) {
        let told = persons.told.reduce(Int64(0)) { $0 | 1 << (Self.toldShift + Int64($1)) }
        self.init(persons.entry, .telling, value: Int64(persons.count) | told)
    }

    init(_ subject: FindingSubject, of step: EntryReference) {
        let isNamed =
            subject.entry.journal == step.journal
            && subject.entry.sequence < 1 << (63 - Self.subjectShift)
        let kind = isNamed ? Int64(subject.kind?.rawValue ?? 0) : 0
        let sequence = isNamed ? Int64(subject.entry.sequence) : 0
        self.init(step, .finding, value: sequence << Self.subjectShift | kind)
    }

    /// The columns `journal`, `sequence`, `kind`, `value`, `fingerprint`; nil where they are not what was
    /// once written.
    init?(row: borrowing SQLiteRow, from column: Int32) throws(SQLiteFault) {
        guard
            let journal = JournalID(bytes: try row.blob(column)),
            let kind = Kind(rawValue: try row.integer(column + 2))
        else { return nil }
        let sequence = UInt64(bitPattern: try row.integer(column + 1))
        self.init(
            EntryReference(journal: journal, sequence: sequence),
            kind,
            value: try row.integer(column + 3)
        )
        guard try row.blob(column + 4) == fingerprint else { return nil }
    }

    /// The record that broke off, where it says so.
    var interrupted: InterruptedRecord? {
        guard kind == .interruption, let kind = VisitKind(rawValue: UInt8(clamping: value)) else {
            return nil
        }
        return InterruptedRecord(entry: entry, kind: kind)
    }

    /// The persons who are to be told, where it says so.
    var personsToTell: PersonsToTell? {
        let count = Int(value & (1 << Self.toldShift - 1))
        guard kind == .telling, (1...PersonsToTell.limit).contains(count) else { return nil }
        var persons = PersonsToTell(entry: entry, count: count)
        for person in 1...count where value & 1 << (Self.toldShift + Int64(person)) != 0 {
            persons.tell(person)
        }
        return persons
    }

    /// What the finding is about, where it says so; where it cannot name the record, nothing can be
    /// added to the step either.
    var findingSubject: FindingSubject? {
        guard kind == .finding, value >= 0 else { return nil }
        let sequence = UInt64(value >> Self.subjectShift)
        guard sequence > 0 else { return FindingSubject(entry: entry, kind: nil) }
        return FindingSubject(
            entry: EntryReference(journal: entry.journal, sequence: sequence),
            kind: VisitKind(rawValue: UInt8(value & (1 << Self.subjectShift - 1)))
        )
    }

    private static let toldShift: Int64 = 8
    private static let subjectShift: Int64 = 8

    /// Every row, the oldest first.
    static func readAll(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> [MarkRow] {
        var rows: [MarkRow] = []
        try connection.query(
            "SELECT journal, sequence, kind, value, fingerprint FROM mark ORDER BY id"
        ) { row throws(SQLiteFault) in
            if let read = try MarkRow(row: row, from: 0) { rows.append(read) }
        }
        return rows
    }

    /// Writes the row in place of the one of its kind and entry.
    func save(in connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        try connection.execute(
            """
            INSERT INTO mark (journal, sequence, kind, value, fingerprint) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (journal, sequence, kind) DO UPDATE SET
                value = excluded.value, fingerprint = excluded.fingerprint
            """,
            .blob(entry.journal.bytes),
            .integer(Int64(bitPattern: entry.sequence)),
            .integer(kind.rawValue),
            .integer(value),
            .blob(fingerprint)
        )
    }

    /// Adds the row where there is none: a newer file has the last word.
    func insert(into connection: borrowing SQLiteConnection) throws(SQLiteFault) {
        let isKnown = try connection.first(
            "SELECT 1 FROM mark WHERE journal = ? AND sequence = ? AND kind = ?",
            .blob(entry.journal.bytes),
            .integer(Int64(bitPattern: entry.sequence)),
            .integer(kind.rawValue),
            read: { row throws(SQLiteFault) in try row.integer(0) }
        )
        if isKnown == nil { try save(in: connection) }
    }

    /// Takes a row away; nothing happens where there is none.
    static func erase(
        _ kind: Kind,
        of entry: EntryReference,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        try connection.execute(
            "DELETE FROM mark WHERE journal = ? AND sequence = ? AND kind = ?",
            .blob(entry.journal.bytes),
            .integer(Int64(bitPattern: entry.sequence)),
            .integer(kind.rawValue)
        )
    }

    private var fingerprint: [UInt8] {
        var fingerprint = Fingerprint(table: .mark)
        fingerprint.add(entry.journal.bytes)
        fingerprint.add(Int64(bitPattern: entry.sequence))
        fingerprint.add(kind.rawValue)
        fingerprint.add(value)
        return fingerprint.bytes
    }
}
