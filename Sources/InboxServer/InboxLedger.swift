internal import Glibc
public import MeldpostCore
public import RecordFormat
public import SQLiteStore

/// All that the inbox keeps, and every decision about it: one database, one owner, one thread.
///
/// Each call is one transaction, and what it gives back is on the disk: so a receipt is never given
/// for an entry that a power cut could take away (P1, at the centre). Calls block on the disk.
public struct InboxLedger: ~Copyable {
    let connection: SQLiteConnection
    let keys: InboxKeys
    let limits: InboxLimits
    let stations: [StationID: KnownStation]
    private let stationRows: [StationID: Int64]
    private let desk: ExchangeDesk

    /// Opens the database in `directory`, or makes both, and queues the key list for every station
    /// that has not got it.
    ///
    /// - Parameters:
    ///   - directory: where `inbox.sqlite` is.
    ///   - stations: the stations, each once.
    ///   - keys: the keys.
    ///   - limits: what is taken from one station.
    /// - Throws: a refusal when the database cannot be used, or when an older key list is given than
    ///   stations were sent before (F54). Nothing was changed then.
    public init(
        directory: String,
        stations: [KnownStation],
        keys: InboxKeys,
        limits: InboxLimits = InboxLimits()
    ) throws(InboxOpeningError) {
        let opened = try Self.open(directory)
        let rows: [StationID: Int64]?
        do throws(SQLiteFault) {
            rows = try Self.prepare(opened, stations: stations, keys: keys)
        } catch {
            throw .database(.failed(error))
        }
        guard let rows else { throw .keyListOlder }
        connection = opened
        stationRows = rows
        self.keys = keys
        self.limits = limits
        self.stations = Dictionary(stations.map { ($0.id, $0) }) { first, _ in first }
        desk = ExchangeDesk(keys: keys, limits: limits)
    }

    /// Answers a cell whose signature was checked.
    ///
    /// - Parameters:
    ///   - cell: the cell.
    ///   - now: the time by the clock of the inbox.
    /// - Returns: the signed answer, and what is worth a line in the log; nothing where the cell is
    ///   of no station that is known, or its numbers are out of bounds.
    /// - Throws: a fault of the database; then nothing of the cell was taken.
    public func exchange(_ cell: UpCell, at now: UnixTime) throws(SQLiteFault) -> ExchangeResult? {
        guard let station = stations[cell.station], let row = stationRows[cell.station],
            ExchangeDesk.isInBounds(cell)
        else { return nil }
        let caller = ExchangeDesk.Caller(station: station, row: row, now: now)
        let (answer, delivery) = try connection.transaction { rows throws(SQLiteFault) in
            try desk.decide(cell, from: caller, in: rows)
        }
        let down = DownCell.make(
            nonce: cell.nonce,
            time: now,
            verdict: answer.verdict,
            progressJournal: answer.progress.entry?.journal ?? .zero,
            progressSequence: answer.progress.entry?.sequence ?? 0,
            progressOffset: answer.progress.offset,
            delivery: delivery,
            key: keys.signingKey
        )
        return ExchangeResult(cell: down, events: answer.events.map(\.rawValue))
    }

    /// How many entries of a station are here in part.
    func partialCount(of station: StationID) throws(SQLiteFault) -> Int {
        guard let row = stationRows[station] else { return 0 }
        return try connection.partialCount(of: row)
    }

    /// The row of a station that is known.
    func row(of station: StationID) -> Int64? { stationRows[station] }

    private static func open(_ directory: String) throws(InboxOpeningError) -> SQLiteConnection {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw .directoryNotMade
        }
        do throws(SQLiteOpeningError) {
            return try SQLiteConnection(
                DatabaseDescription(
                    path: directory + "/inbox.sqlite",
                    applicationID: InboxSchema.applicationID,
                    migrations: InboxSchema.migrations,
                    durability: Durability(sizeLimitBytes: 64 << 30)
                )
            )
        } catch {
            throw .database(error)
        }
    }

    /// Makes rows for new stations and queues the key list; nothing where it is an older one.
    private static func prepare(
        _ connection: borrowing SQLiteConnection,
        stations: [KnownStation],
        keys: InboxKeys
    ) throws(SQLiteFault) -> [StationID: Int64]? {
        try connection.transaction { rows throws(SQLiteFault) in
            let number = keys.keyList.number
            if let newest = try rows.newestKeyList(), newest > number { return nil }
            var found: [StationID: Int64] = [:]
            for station in stations {
                found[station.id] = try rows.stationRow(station.id)
            }
            try rows.queueKeyList(
                keys.keyListStatement,
                number: number,
                for: stations.compactMap { found[$0.id] }
            )
            return found
        }
    }
}

/// The answer to a cell.
public struct ExchangeResult: Hashable, Sendable {
    /// The signed answer.
    public let cell: DownCell
    /// What is worth a line in the log: fixed words.
    public let events: [String]
}

/// Why the inbox does not start with its database.
public enum InboxOpeningError: Error, Hashable, Sendable {
    /// The directory is not there and could not be made.
    case directoryNotMade
    /// The database cannot be used.
    case database(SQLiteOpeningError)
    /// Stations were sent a newer key list before (F54).
    case keyListOlder

    /// Fixed words for the log.
    public var faultCode: String {
        switch self {
        case .directoryNotMade: "inbox.directory-not-made"
        case .database(let error): error.faultCode
        case .keyListOlder: "inbox.key-list-older"
        }
    }
}
