public import DeskProtocol
public import MeldpostCore
public import RecordFormat
public import SQLiteStore

/// The one owner of the ledger while the inbox runs, on a thread of its own.
public actor InboxDesk {
    private let thread: StoreThread
    private let ledger: InboxLedger
    private let faults: AsyncStream<SQLiteFault>.Continuation

    /// A fault after which the database must not be used: the program ends, and opens it anew.
    public nonisolated let fatalFaults: AsyncStream<SQLiteFault>

    /// Takes over a ledger.
    public init(_ ledger: consuming InboxLedger) {
        thread = StoreThread()
        self.ledger = ledger
        // The first fault ends the program; more of them say nothing new.
        (fatalFaults, faults) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// The thread on which the database blocks.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// Does nothing, as soon as the database's thread can do something.
    func answer() {}

    /// Answers a cell; see ``InboxLedger/exchange(_:at:)``.
    public func exchange(_ cell: UpCell, at now: UnixTime) throws(SQLiteFault) -> ExchangeResult? {
        try watching { () throws(SQLiteFault) in try ledger.exchange(cell, at: now) }
    }

    /// The selected entries after a number.
    public func entries(
        after number: UInt64,
        _ selection: EntrySelection
    ) throws(SQLiteFault) -> EntriesPage {
        try watching { () throws(SQLiteFault) in try ledger.entries(after: number, selection) }
    }

    /// Takes statements and steps of a desk.
    public func take(_ post: DeskPost, at now: UnixTime) throws(SQLiteFault) -> DeskPostAnswer {
        try watching { () throws(SQLiteFault) in try ledger.take(post, at: now) }
    }

    /// The conditions that last.
    public func conditions() throws(SQLiteFault) -> ConditionsPage {
        try watching { () throws(SQLiteFault) in try ledger.conditions() }
    }

    /// Ends a condition because a person has dealt with it.
    public func clear(
        _ clearance: ConditionClearance,
        at now: UnixTime
    ) throws(SQLiteFault) -> ConditionClearanceAnswer {
        try watching { () throws(SQLiteFault) in try ledger.clear(clearance, at: now) }
    }

    /// The panic incidents.
    public func panics() throws(SQLiteFault) -> PanicsPage {
        try watching { () throws(SQLiteFault) in try ledger.panics() }
    }

    /// The log of steps after a number, of the entry with a digest or of all.
    public func steps(
        after number: UInt64,
        of digest: Digest?
    ) throws(SQLiteFault) -> StepsPage {
        try watching { () throws(SQLiteFault) in try ledger.steps(after: number, of: digest) }
    }

    /// Runs a call, and reports a fault after which the database must be opened anew: after a failed
    /// fsync it is not known what the disk has.
    private func watching<Value>(
        _ call: () throws(SQLiteFault) -> Value
    ) throws(SQLiteFault) -> Value {
        do throws(SQLiteFault) {
            return try call()
        } catch {
            if error.isFsyncFailure || error.isCorrupt || error.isInputOutput {
                faults.yield(error)
            }
            throw error
        }
    }
}
