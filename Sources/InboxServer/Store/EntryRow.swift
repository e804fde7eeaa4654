internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// An entry that is here, without its bytes.
struct EntryRow: Hashable, Sendable {
    /// Its number in the order of arrival.
    let number: Int64
    /// The digest of its header.
    let digest: Digest
    /// How long it is, in bytes.
    let length: UInt32
    /// The receipt that was signed for it.
    let receipt: [UInt8]
    /// The number of the newest copy of the receipt in the stream of the station.
    let receiptNumber: UInt64
}

extension SQLiteConnection {
    /// The entries at a place of the chain: more than one where it was forked.
    func entries(at sequence: UInt64, in journal: Int64) throws(SQLiteFault) -> [EntryRow] {
        var rows: [EntryRow] = []
        try query(
            """
            SELECT number, digest, length(body), receipt, receipt_number FROM entry
            WHERE journal = ? AND sequence = ? ORDER BY number
            """,
            .integer(journal),
            .number(sequence)
        ) { row throws(SQLiteFault) in
            rows.append(
                EntryRow(
                    number: try row.integer(0),
                    digest: Digest(bytes: try row.blob(1)) ?? .zero,
                    length: UInt32(Entry.bodyOffset) + UInt32(clamping: try row.integer(2)),
                    receipt: try row.blob(3),
                    receiptNumber: try row.number(4)
                )
            )
        }
        return rows
    }

    /// Whether an entry is at a place of the chain.
    func hasEntry(at sequence: UInt64, in journal: Int64) throws(SQLiteFault) -> Bool {
        try first(
            "SELECT 1 FROM entry WHERE journal = ? AND sequence = ?",
            .integer(journal),
            .number(sequence)
        ) { _ throws(SQLiteFault) in true } ?? false
    }

    /// The encoded bytes of an entry.
    func encodedEntry(_ number: Int64) throws(SQLiteFault) -> [UInt8]? {
        try first(
            "SELECT header, signature, body FROM entry WHERE number = ?",
            .integer(number)
        ) { row throws(SQLiteFault) in
            Entry.encoded(
                header: try row.blob(0),
                signature: try row.blob(1),
                body: try row.blob(2)
            )
        }
    }

    /// Keeps an entry with its receipt.
    func insert(
        _ entry: Entry,
        digest: Digest,
        in journal: Int64,
        isForked: Bool,
        receipt: [UInt8],
        receiptNumber: UInt64
    ) throws(SQLiteFault) {
        try execute(
            """
            INSERT INTO entry (journal, sequence, digest, header, signature, body, is_forked,
                receipt, receipt_number)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .integer(journal),
            .number(entry.header.sequence),
            .blob(digest.bytes),
            .blob(entry.header.encoded()),
            .blob(entry.signature.bytes),
            .blob(entry.body),
            .integer(isForked ? 1 : 0),
            .blob(receipt),
            .number(receiptNumber)
        )
    }

    /// Marks all entries at a place of the chain as forked.
    func markForked(at sequence: UInt64, in journal: Int64) throws(SQLiteFault) {
        try execute(
            "UPDATE entry SET is_forked = 1 WHERE journal = ? AND sequence = ?",
            .integer(journal),
            .number(sequence)
        )
    }

    /// Notes that a receipt was queued once more.
    func setReceiptNumber(_ number: UInt64, of entry: Int64) throws(SQLiteFault) {
        try execute(
            "UPDATE entry SET receipt_number = ? WHERE number = ?",
            .number(number),
            .integer(entry)
        )
    }

    /// Keeps the signed header of another entry at a taken place, up to a limit for each station.
    func keepEvidence(
        _ header: EntryHeader,
        signature: Signature,
        in journal: Int64,
        of station: Int64,
        limit: Int
    ) throws(SQLiteFault) {
        try execute(
            """
            INSERT OR IGNORE INTO evidence (journal, digest, header, signature)
            SELECT ?, ?, ?, ? WHERE (
                SELECT count(*) FROM evidence JOIN journal ON journal.id = evidence.journal
                WHERE journal.station = ?
            ) < ?
            """,
            .integer(journal),
            .blob(header.digest.bytes),
            .blob(header.encoded()),
            .blob(signature.bytes),
            .integer(station),
            .integer(Int64(limit))
        )
    }
}

extension Entry {
    /// The encoded form of an entry that is kept in its three parts.
    static func encoded(header: [UInt8], signature: [UInt8], body: [UInt8]) -> [UInt8] {
        let length = UInt32(body.count)
        return header + signature
            + [16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) } + body
    }
}
