internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// An entry of which only the beginning is here.
struct PartialRow: Hashable, Sendable {
    /// The row in the table.
    let id: Int64
    /// How much is here of what.
    var partial: PieceRule.Partial
}

extension SQLiteConnection {
    /// What is here of an entry.
    func partial(_ sequence: UInt64, in journal: Int64) throws(SQLiteFault) -> PartialRow? {
        try first(
            "SELECT id, digest, total, length FROM partial WHERE journal = ? AND sequence = ?",
            .integer(journal),
            .number(sequence)
        ) { row throws(SQLiteFault) in
            PartialRow(
                id: try row.integer(0),
                partial: PieceRule.Partial(
                    digest: Digest(bytes: try row.blob(1)) ?? .zero,
                    total: UInt32(clamping: try row.integer(2)),
                    length: UInt32(clamping: try row.integer(3))
                )
            )
        }
    }

    /// Begins an entry with its first piece, in place of what was here; the entries that were
    /// touched longest ago give way when there are too many, and the station sends them again.
    func beginPartial(
        _ piece: EntryPiece,
        digest: Digest,
        in journal: Int64,
        of station: Int64,
        limit: Int,
        at now: UnixTime
    ) throws(SQLiteFault) -> PartialRow {
        try dropPartial(piece.entry.sequence, in: journal)
        try execute(
            """
            DELETE FROM partial WHERE id IN (
                SELECT partial.id FROM partial JOIN journal ON journal.id = partial.journal
                WHERE journal.station = ? ORDER BY touched DESC, partial.id DESC LIMIT -1 OFFSET ?
            )
            """,
            .integer(station),
            .integer(Int64(limit - 1))
        )
        try execute(
            """
            INSERT INTO partial (journal, sequence, digest, total, length, touched)
            VALUES (?, ?, ?, ?, 0, ?)
            """,
            .integer(journal),
            .number(piece.entry.sequence),
            .blob(digest.bytes),
            .integer(Int64(piece.total)),
            .integer(now.milliseconds)
        )
        guard let row = try partial(piece.entry.sequence, in: journal) else {
            preconditionFailure("a row that was just written is there")
        }
        return try append(piece, to: row, at: now)
    }

    /// Adds the next piece.
    func append(
        _ piece: EntryPiece,
        to row: PartialRow,
        at now: UnixTime
    ) throws(SQLiteFault) -> PartialRow {
        var grown = row
        grown.partial.length += UInt32(piece.data.count)
        try execute(
            "INSERT INTO piece (partial, offset, data) VALUES (?, ?, ?)",
            .integer(row.id),
            .integer(Int64(piece.offset)),
            .blob(piece.data)
        )
        try execute(
            "UPDATE partial SET length = ?, touched = ? WHERE id = ?",
            .integer(Int64(grown.partial.length)),
            .integer(now.milliseconds),
            .integer(row.id)
        )
        return grown
    }

    /// The bytes that are here.
    func bytes(of row: PartialRow) throws(SQLiteFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(row.partial.length))
        try query(
            "SELECT data FROM piece WHERE partial = ? ORDER BY offset",
            .integer(row.id)
        ) { piece throws(SQLiteFault) in bytes += try piece.blob(0) }
        return bytes
    }

    /// Forgets what is here of an entry.
    func dropPartial(_ sequence: UInt64, in journal: Int64) throws(SQLiteFault) {
        try execute(
            "DELETE FROM partial WHERE journal = ? AND sequence = ?",
            .integer(journal),
            .number(sequence)
        )
    }

    /// How many entries of a station are here in part.
    func partialCount(of station: Int64) throws(SQLiteFault) -> Int {
        let count = try first(
            """
            SELECT count(*) FROM partial JOIN journal ON journal.id = partial.journal
            WHERE journal.station = ?
            """,
            .integer(station)
        ) { row throws(SQLiteFault) in try row.integer(0) }
        return Int(count ?? 0)
    }
}
