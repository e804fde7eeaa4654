internal import MeldpostCore
internal import SQLiteStore

/// The entries whose bodies are here, as the delivery queue sees them.
enum WaitingRows {
    struct Row {
        let chain: Int64
        let sequence: UInt64
        let urgency: Urgency
        let length: UInt32
        let isReceipted: Bool
    }

    static func readAll(_ connection: borrowing SQLiteConnection) throws(SQLiteFault) -> [Row] {
        var rows: [Row] = []
        try connection.query(
            """
            SELECT chain, sequence, urgency, length, receipted FROM entry
            WHERE header IS NOT NULL ORDER BY id
            """
        ) { row throws(SQLiteFault) in
            if let read = try Self.row(row) { rows.append(read) }
        }
        return rows
    }

    static func read(
        _ connection: borrowing SQLiteConnection,
        chain: Int64,
        after sequence: UInt64
    ) throws(SQLiteFault) -> [Row] {
        var rows: [Row] = []
        try connection.query(
            """
            SELECT chain, sequence, urgency, length, receipted FROM entry
            WHERE chain = ? AND sequence > ? AND header IS NOT NULL ORDER BY sequence
            """,
            .integer(chain),
            .integer(Int64(bitPattern: sequence))
        ) { row throws(SQLiteFault) in
            if let read = try Self.row(row) { rows.append(read) }
        }
        return rows
    }

    private static func row(_ row: borrowing SQLiteRow) throws(SQLiteFault) -> Row? {
        guard let urgency = Urgency(rawValue: UInt8(clamping: try row.integer(2))) else {
            return nil
        }
        return Row(
            chain: try row.integer(0),
            sequence: UInt64(bitPattern: try row.integer(1)),
            urgency: urgency,
            length: UInt32(clamping: try row.integer(3)),
            isReceipted: try row.integer(4) != 0
        )
    }
}
