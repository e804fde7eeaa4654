internal import SQLiteStore

/// The one connection of a journal: opened, and opened again after the disk failed.
///
/// It belongs to the thread of its journal.
final class JournalDisk {
    private let description: DatabaseDescription
    private var connection: SQLiteConnection?

    init(_ description: DatabaseDescription) {
        self.description = description
    }

    /// Opens the connection; gives what was found.
    func open() throws(SQLiteOpeningError) -> OpeningReport {
        connection = nil
        let opened = try SQLiteConnection(description)
        let report = opened.opening
        connection = consume opened
        return report
    }

    /// Closes the connection, which writes nothing.
    func close() {
        connection = nil
    }

    /// Whether there is a connection.
    var isOpen: Bool {
        switch connection {
        case .some: true
        case .none: false
        }
    }

    /// Uses the connection.
    func use<Value>(
        _ work: (borrowing SQLiteConnection) throws(SQLiteFault) -> Value
    ) throws(SQLiteFault) -> Value {
        switch connection {
        case .some(let open): return try work(open)
        case .none: throw Self.closed
        }
    }

    /// Uses the connection for one transaction.
    func transaction<Value>(
        _ work: (borrowing SQLiteConnection) throws(SQLiteFault) -> Value
    ) throws(SQLiteFault) -> Value {
        try use { connection throws(SQLiteFault) in
            try connection.transaction(.immediate, work)
        }
    }

    /// `SQLITE_IOERR`: the disk failed before, and the connection could not be made again.
    private static let closed = SQLiteFault(operation: .open, resultCode: 10)
}
