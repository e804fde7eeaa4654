public import MeldpostCore
public import RecordFormat
internal import SQLiteStore

/// The journal of a station: the chain of its entries and all it remembers across a restart.
///
/// When a call returns, what it wrote is on the disk (P1). It blocks, and belongs to one thread.
/// After a failed fsync nothing is simply tried again: the file is closed, opened with all its
/// checks, its log written again and copied into it, and only then is it looked whether the entry
/// is there; if not, it is written again, once. Until that succeeds the entry is not stored.
///
/// | fault | what happens |
/// |---|---|
/// | disk full | a step of the reserve is given up, by urgency; else `diskFull` |
/// | error of the disk | closed, checked, written again once; else `inputOutput` |
/// | read-only disk | the same; else `readOnly` |
/// | a damaged row | moved to `quarantine`, counted; the rest keeps moving |
/// | a damaged file | set aside, never deleted; a new chain, readable entries brought over |
/// | a file found damaged later | closed, and ``isBeyondRepair``: to be opened anew, as above |
/// | a newer schema | `fromTheFuture`, the file untouched |
public struct JournalStore: ~Copyable {
    let disk: JournalDisk
    let folder: JournalFolder
    let room: JournalRoom
    let station: StationID
    let lastRead = EntryCache()
    var random: any RandomNumberGenerator
    let chains: [JournalID: Int64]
    private var recovered: [WaitingEntry] = []

    /// Whether the file was found unusable since it was opened, so that nothing more lands in it.
    ///
    /// Every call fails from then on. The caller is to let go of this value and to open the journal
    /// anew with `setsAside`.
    public private(set) var isBeyondRepair = false

    /// What was found when the journal was opened.
    public internal(set) var opening: JournalOpening
    /// The name of the chain.
    public private(set) var journal: JournalID
    /// The last entry of the chain: its sequence and its header's digest; zeros before the first.
    public private(set) var head: (sequence: UInt64, digest: Digest)

    /// Opens the journal in a folder, or begins one.
    ///
    /// - Parameters:
    ///   - directory: the folder; made with mode 0700 where it is missing.
    ///   - station: the station; a journal of another one is set aside.
    ///   - limits: the bounds.
    ///   - random: where names and dummy bytes come from.
    ///   - setsAside: whether the file is set aside whatever it looks like, because it was found
    ///     damaged while it was in use (``isBeyondRepair``).
    /// - Throws: a fault where there is no journal to be had: the folder is not ours alone or cannot
    ///   be written, the disk fails or is full, another process has the journal, or a newer version
    ///   wrote it.
    public init(
        directory: String,
        station: StationID,
        limits: JournalLimits = JournalLimits(),
        random: any RandomNumberGenerator = SystemRandomNumberGenerator(),
        setsAside: Bool = false
    ) throws(JournalFault) {
        try self.init(
            directory: directory,
            station: station,
            limits: limits,
            random: random,
            fileSystemLayer: nil,
            autocheckpointPages: 256,
            setsAside: setsAside
        )
    }

    /// Opens a journal over a file system layer of SQLite; tests put a faulty disk there.
    package init(
        directory: String,
        station: StationID,
        limits: JournalLimits,
        random: any RandomNumberGenerator,
        fileSystemLayer: String?,
        autocheckpointPages: Int32,
        setsAside: Bool = false
    ) throws(JournalFault) {
        let folder = try JournalFolder(preparing: directory)
        let room = JournalRoom(path: folder.reserve, bytes: limits.reserveBytes)
        var description = DatabaseDescription(
            path: folder.journal.path,
            applicationID: JournalSchema.applicationID,
            migrations: JournalSchema.migrations,
            durability: Durability(
                autocheckpointPages: autocheckpointPages,
                sizeLimitBytes: limits.sizeLimitBytes,
                checkLimit: limits.checkLimit
            )
        )
        description.fileSystemLayer = fileSystemLayer
        var source = random
        let starter = JournalStarter(
            disk: JournalDisk(description),
            folder: folder,
            room: room,
            station: station
        )
        let started = try starter.start(settingAside: setsAside, random: &source)
        disk = starter.disk
        self.folder = folder
        self.room = room
        self.station = station
        self.random = source
        opening = started.opening
        journal = started.chain.journal
        head = started.chain.head
        chains = started.names
        _ = room.refill()
    }

    /// Appends an entry with its clocks and, for a panic, what is remembered of it: one commit.
    ///
    /// - Parameters:
    ///   - terms: the legal terms that start with the entry.
    ///   - personsToTell: how many persons are to be told, where that term starts and they are known.
    ///   - panic: what is remembered of the panic button with this entry, in place of what was; nil
    ///     where the entry changes nothing of that.
    ///   - replacesDraft: the place of the draft that goes away in the same commit, because this is what
    ///     became of it.
    ///   - call: what becomes of an open call in the same commit.
    ///   - account: an account that is kept so in the same commit.
    ///   - closing: the term that ends in the same commit, or one of whose persons was told.
    ///   - interruption: what the entry changes about the records that broke off, in the same commit.
    ///   - finding: what the entry is about, where it is a finding that starts a term.
    ///   - room: whose part of the room the entry may use, where that is not the part of its own urgency.
    ///   - make: gives the signed entry for a sequence and the digest of the header before it.
    /// - Returns: the entry as the delivery queue sees it; it is on the disk.
    /// - Throws: a fault; then the entry was not acknowledged, and a later call may find it on the
    ///   disk after all (``takeRecovered()``).
    public mutating func append(
        terms: [LegalTerm],
        personsToTell: Int = 0,
        panic: PanicMemory? = nil,
        replacesDraft: DraftPlace? = nil,
        call: CallChange? = nil,
        account: WorkerAccount? = nil,
        closing: TermClosing? = nil,
        interruption: InterruptionChange? = nil,
        finding: FindingSubject? = nil,
        room: Urgency? = nil,
        make: (_ sequence: UInt64, _ previous: Digest) throws -> Entry
    ) throws(JournalFault) -> WaitingEntry {
        try reopenIfClosed(during: .append)
        let entry: Entry
        do {
            entry = try make(head.sequence + 1, head.digest)
        } catch {
            throw JournalFault(.other, during: .makeEntry)
        }
        precondition(
            entry.header.station == station && entry.header.journal == journal
                && entry.header.sequence == head.sequence + 1
                && entry.header.previous == head.digest,
            "The entry was made for another place in the chain."
        )
        let claim = room ?? entry.header.urgency
        guard admits(claim) else { throw JournalFault(.diskFull, during: .append) }
        let row = EntryRow(entry, chain: ChainRow.own)
        let chain = ChainRow(
            journal: journal,
            station: station,
            head: (entry.header.sequence, entry.header.digest)
        )
        try land(chain.head.sequence, urgency: claim) {
            connection throws(SQLiteFault) in
            try row.insert(content: entry.body, into: connection)
            for term in terms {
                let clock = LegalClock(
                    entry: entry.header.reference,
                    term: term,
                    start: entry.header.hour
                )
                try ClockRow(clock).insert(into: connection)
            }
            if personsToTell > 0 {
                let persons = PersonsToTell(entry: entry.header.reference, count: personsToTell)
                try MarkRow(persons).save(in: connection)
            }
            if let closing { try MarkRow.apply(closing, in: connection) }
            if let finding {
                try MarkRow(finding, of: entry.header.reference).save(in: connection)
            }
            if let interruption {
                let own = entry.header.reference
                try MarkRow.apply(interruption, by: own, in: connection)
            }
            if let panic { try PanicRows.save(panic, in: connection) }
            if let replacesDraft { try DraftRow.erase(at: replacesDraft, in: connection) }
            if let call { try CallRow.apply(call, in: connection) }
            if let account { try AccountRow(account).save(in: connection) }
            try chain.save(in: connection)
        }
        head = chain.head
        // The entry is on the disk whether or not the log can be emptied now; the next call that
        // empties it makes up for this one.
        if replacesDraft != nil { try? emptyLog(during: .append) }
        return WaitingEntry(
            reference: entry.header.reference,
            urgency: entry.header.urgency,
            length: UInt32(row.length)
        )
    }

    /// Entries that were refused to the caller and found on the disk later, each given once.
    ///
    /// An entry of which the commit failed can have reached the disk. It stays in the chain and is
    /// to be sent like every other.
    public mutating func takeRecovered() -> [WaitingEntry] {
        defer { recovered = [] }
        return recovered
    }

    /// Commits an entry; a file in which none lands, though it was opened anew, is beyond repair.
    private mutating func land(
        _ sequence: UInt64,
        urgency: Urgency,
        _ work: (borrowing SQLiteConnection) throws(SQLiteFault) -> Void
    ) throws(JournalFault) {
        do throws(JournalFault) {
            try commit(urgency: urgency, during: .append, sequence: sequence, work)
        } catch {
            if error.fault == .damaged { giveUp() }
            throw error
        }
    }

    /// Nothing more is to land in this file.
    public mutating func giveUp() {
        disk.close()
        isBeyondRepair = true
    }

    /// Takes in what was found on the disk beyond the last acknowledged entry.
    mutating func takeIn(
        upTo found: UInt64,
        during operation: JournalFault.Operation
    ) throws(JournalFault) {
        guard found > head.sequence else { return }
        do throws(SQLiteFault) {
            for entry in try disk.use({ connection throws(SQLiteFault) in
                try WaitingRows.read(connection, chain: ChainRow.own, after: head.sequence)
            }) {
                recovered.append(
                    WaitingEntry(
                        reference: EntryReference(journal: journal, sequence: entry.sequence),
                        urgency: entry.urgency,
                        length: entry.length
                    )
                )
            }
            guard let chain = try disk.use(ChainRow.readOwn), chain.journal == journal else {
                disk.close()
                throw SQLiteFault(operation: .check, resultCode: 11)
            }
            head = chain.head
        } catch {
            throw JournalFault(error, during: operation)
        }
    }
}
