internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// Rows on their way from a journal set aside into the one in use, some at a time.
///
/// A journal can hold gigabytes: rows are committed in small groups and not kept.
final class SalvageBatch {
    private let disk: JournalDisk
    private let station: StationID
    private var chains: [Int64: ChainRow] = [:]
    private var waiting: [(row: EntryRow, name: JournalID, content: [UInt8]?)] = []
    private var clocks: [ClockRow] = []
    private var marks: [MarkRow] = []
    private var panic = PanicMemory()
    private var calls: [CallRow] = []
    private var accounts: [AccountRow] = []
    private var numbers: [(NumberRow, Int64)] = []
    private var documents: [(DocumentRow, [UInt8])] = []
    private var count = 0
    private var fault: SQLiteFault?

    /// Entries of one commit: with bodies of 25 KiB under 1 MiB.
    private static let size = 32

    init(disk: JournalDisk, station: StationID) {
        self.disk = disk
        self.station = station
    }

    func add(_ chain: ChainRow, id: Int64) {
        chains[id] = chain
    }

    /// How many keys of entries can be worth a look: each entry of each chain has one.
    var entryLimit: Int64 {
        guard !chains.isEmpty else { return Self.entryLimitWithoutChains }
        let sum = chains.values.reduce(UInt64(0)) { $0 + min($1.head.sequence, 1 << 32) }
        return Int64(sum) + 100
    }

    private static let entryLimitWithoutChains: Int64 = 100_000

    /// Adds an entry; without a name that of its chain counts, if that is known.
    func add(_ row: EntryRow, name: JournalID?, content: [UInt8]?) {
        guard let name = name ?? chains[row.chain]?.journal else { return }
        waiting.append((row, name, content))
        if waiting.count >= Self.size { flush() }
    }

    func add(_ clock: ClockRow) {
        clocks.append(clock)
    }

    func add(_ mark: MarkRow) {
        marks.append(mark)
    }

    func add(_ call: CallRow) {
        calls.append(call)
    }

    func add(_ account: AccountRow) {
        accounts.append(account)
    }

    func add(_ row: IncidentRow) {
        switch row.place {
        case .incident: panic.incident = row.incident
        case .reset: panic.resets.append(row.incident)
        }
    }

    func add(_ number: NumberRow, _ value: Int64) {
        numbers.append((number, value))
    }

    func add(_ document: DocumentRow, _ content: [UInt8]) {
        documents.append((document, content))
    }

    /// Writes what is left; gives how many entries were new.
    func finish() throws(SQLiteFault) -> Int {
        flush()
        if let fault { throw fault }
        try disk.transaction { connection throws(SQLiteFault) in
            for clock in clocks { try clock.insert(into: connection) }
            for mark in marks { try mark.insert(into: connection) }
            for call in calls { try call.insert(into: connection) }
            for account in accounts { try account.insert(into: connection) }
            try PanicRows.add(panic, in: connection)
            for (number, value) in numbers where value > (try number.read(connection) ?? .min) {
                try number.save(value, in: connection)
            }
            for (document, content) in documents where try document.read(connection) == nil {
                try document.save(content, in: connection)
            }
        }
        return count
    }

    private func flush() {
        let rows = waiting
        waiting = []
        guard fault == nil, !rows.isEmpty else { return }
        do throws(SQLiteFault) {
            count += try disk.transaction { connection throws(SQLiteFault) in
                var added = 0
                for (row, name, content) in rows {
                    var moved = row
                    moved.chain = try number(of: name, in: connection)
                    let isNew = try moved.insert(content: content, into: connection)
                    if isNew, content != nil { added += 1 }
                }
                return added
            }
        } catch {
            fault = error
        }
    }

    /// The number of a chain in the journal in use, given now if it has none.
    private func number(
        of name: JournalID,
        in connection: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> Int64 {
        let known = try connection.first(
            "SELECT id FROM chain WHERE journal = ?",
            .blob(name.bytes)
        ) { row throws(SQLiteFault) in try row.integer(0) }
        if let known { return known }
        let id = try connection.first("SELECT max(id) + 1 FROM chain") {
            row throws(SQLiteFault) in try row.integer(0)
        }
        let number = id ?? ChainRow.own + 1
        let old = chains.values.first { $0.journal == name }
        let chain = ChainRow(journal: name, station: station, head: old?.head ?? (0, .zero))
        try connection.execute(
            """
            INSERT INTO chain (id, journal, station, head_sequence, head_digest, fingerprint)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            .integer(number),
            .blob(chain.journal.bytes),
            .blob(chain.station.bytes),
            .integer(Int64(bitPattern: chain.head.sequence)),
            .blob(chain.head.digest.bytes),
            .blob(chain.fingerprint(id: number))
        )
        return number
    }
}
