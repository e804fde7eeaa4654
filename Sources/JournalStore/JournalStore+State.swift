public import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

extension JournalStore {
    /// All that the station remembers besides the entries' bytes.
    ///
    /// Where the bound of the time was never stored, or its row was damaged, the latest hour of the
    /// newest headers stands for it: a bound that was true when their entries were made.
    public func memory() throws(JournalFault) -> StationMemory {
        var names: [Int64: JournalID] = [:]
        for (name, id) in chains { names[id] = name }
        do throws(SQLiteFault) {
            return try disk.use { connection throws(SQLiteFault) in
                var memory = StationMemory(
                    journal: journal,
                    timeBound: UnixTime(milliseconds: 0)
                )
                memory.waiting = try WaitingRows.readAll(connection).compactMap { row in
                    names[row.chain].map { name in
                        WaitingEntry(
                            reference: EntryReference(journal: name, sequence: row.sequence),
                            urgency: row.urgency,
                            length: row.length,
                            isReceipted: row.isReceipted
                        )
                    }
                }
                try connection.query(
                    "SELECT journal, sequence, term, start, fingerprint FROM clock ORDER BY id"
                ) { row throws(SQLiteFault) in
                    if let read = try ClockRow(row: row, from: 0) {
                        memory.clocks.append(read.clock)
                    }
                }
                memory.panic = try PanicRows.read(connection)
                memory.calls = try CallRow.readAll(connection)
                memory.accounts = try AccountRow.readAll(connection)
                let marks = try MarkRow.readAll(connection)
                memory.interrupted = marks.compactMap(\.interrupted)
                memory.personsToTell = marks.compactMap(\.personsToTell)
                for mark in marks {
                    if let subject = mark.findingSubject { memory.findings[mark.entry] = subject }
                }
                let owed = try NumberRow.owedSlots.read(connection) ?? 0
                memory.owedSlots = UInt64(bitPattern: owed)
                let bound = try NumberRow.timeBound.read(connection) ?? 0
                memory.timeBound = max(
                    UnixTime(milliseconds: bound),
                    try Self.latestHour(connection).start
                )
                return memory
            }
        } catch {
            throw JournalFault(error, during: .read)
        }
    }

    /// Ends a term; one that does not run changes nothing.
    public mutating func closeClock(
        _ entry: EntryReference,
        _ term: LegalTerm
    ) throws(JournalFault) {
        try commit(urgency: .urgent, during: .write) { connection throws(SQLiteFault) in
            try ClockRow.close(entry, term, in: connection)
        }
    }

    /// Remembers this of the panic button, in place of what was remembered.
    public mutating func latchPanic(_ memory: PanicMemory) throws(JournalFault) {
        try commit(urgency: .panic, during: .write) { connection throws(SQLiteFault) in
            try PanicRows.save(memory, in: connection)
        }
    }

    /// Remembers a call that goes on.
    public mutating func keepCall(_ call: OpenCall) throws(JournalFault) {
        try commit(urgency: .ordinary, during: .write) { connection throws(SQLiteFault) in
            try CallRow(call).save(in: connection)
        }
    }

    /// Remembers how many exchanges are owed for missed slots.
    public mutating func saveOwedSlots(_ count: UInt64) throws(JournalFault) {
        try commit(urgency: .ordinary, during: .write) { connection throws(SQLiteFault) in
            try NumberRow.owedSlots.save(Int64(bitPattern: count), in: connection)
        }
    }

    /// Remembers the lower bound of the time.
    public mutating func saveTimeBound(_ bound: UnixTime) throws(JournalFault) {
        try commit(urgency: .ordinary, during: .write) { connection throws(SQLiteFault) in
            try NumberRow.timeBound.save(bound.milliseconds, in: connection)
        }
    }

    /// Takes counters that were never taken before, not even by a journal that was set aside.
    ///
    /// Where the last one is not known, counting goes on 2^40 higher: more than a cell every
    /// millisecond would use in thirty years.
    public mutating func reserveCounters(count: UInt64) throws(JournalFault) -> Range<UInt64> {
        precondition(count > 0 && count <= 1 << 32, "A block of counters is of a sensible size.")
        try reopenIfClosed(during: .write)
        let jumps = UInt64(folder.setAsideNumbers.count + (try quarantinedCount()))
        var range: Range<UInt64> = 0..<0
        try commit(urgency: .panic, during: .write) { connection throws(SQLiteFault) in
            let stored = try NumberRow.nextCounter.read(connection).map(UInt64.init(bitPattern:))
            let first = stored ?? jumps << 40 + 1
            range = first..<(first + count)
            try NumberRow.nextCounter.save(
                Int64(bitPattern: range.upperBound),
                in: connection
            )
        }
        return range
    }

    /// Remembers which numbered statement of the inbox is wanted next.
    ///
    /// What was here of it goes with a restart: it is asked for from its first byte.
    public mutating func saveDeliveryWanted(_ number: UInt64) throws(JournalFault) {
        try commit(urgency: .urgent, during: .write) { connection throws(SQLiteFault) in
            try NumberRow.deliveryWanted.save(Int64(bitPattern: number), in: connection)
        }
    }

    /// Which numbered statement of the inbox is wanted next, from 1.
    public func deliveryWanted() throws(JournalFault) -> UInt64 {
        do throws(SQLiteFault) {
            return try disk.use { connection throws(SQLiteFault) in
                UInt64(bitPattern: try NumberRow.deliveryWanted.read(connection) ?? 1)
            }
        } catch {
            throw JournalFault(error, during: .read)
        }
    }

    /// Keeps the newest key list, an encoded statement.
    public mutating func saveKeyList(_ statement: [UInt8]) throws(JournalFault) {
        try commit(urgency: .urgent, during: .write) { connection throws(SQLiteFault) in
            try DocumentRow.keyList.save(statement, in: connection)
        }
    }

    /// The newest key list; nil where none was kept.
    public func keyList() throws(JournalFault) -> [UInt8]? {
        do throws(SQLiteFault) {
            return try disk.use { connection throws(SQLiteFault) in
                try DocumentRow.keyList.read(connection)
            }
        } catch {
            throw JournalFault(error, during: .read)
        }
    }

    /// Writes what an entry with a body of so many bytes would write, and keeps nothing of it.
    ///
    /// Done at random times it makes the log, the file's times and the lamp of the disk say nothing
    /// about a visit (P9). It goes like a log entry: on a full disk it is refused first.
    public mutating func commitDummy(byteCount: Int) throws(JournalFault) {
        try reopenIfClosed(during: .write)
        guard admits(.log) else { throw JournalFault(.diskFull, during: .write) }
        let count = byteCount + Self.pagesBesideBody * 4096
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) }
        }
        let content = Array(bytes.prefix(count))
        try commit(urgency: .log, during: .write) { connection throws(SQLiteFault) in
            try connection.execute("DELETE FROM dummy")
            try connection.execute(
                "INSERT INTO dummy (id, content) VALUES (1, ?)",
                .blob(content)
            )
        }
        try emptyLog(during: .write)
    }

    /// Pages that an entry changes besides its body: header of the file, chain, entry and its index.
    ///
    /// The same values written again would not do: SQLite leaves a page alone that does not change.
    private static let pagesBesideBody = 3

    /// How many headers are looked at: a record that was keyed or logged late has an earlier hour than
    /// the entries before it.
    private static let newestHeaders: Int64 = 64

    private static func latestHour(
        _ connection: borrowing SQLiteConnection
    ) throws(SQLiteFault)
        -> UnixHour
    {
        var latest = UnixHour(rawValue: 0)
        try connection.query(
            "SELECT header FROM entry WHERE header IS NOT NULL ORDER BY id DESC LIMIT ?",
            .integer(newestHeaders)
        ) { row throws(SQLiteFault) in
            let bytes = try row.blob(0)
            guard let header = try? EntryHeader(decoding: bytes) else { return }
            latest = max(latest, header.hour)
        }
        return latest
    }
}
