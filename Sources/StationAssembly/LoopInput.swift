internal import ControlProtocol
internal import DeviceThreads
internal import LocalSockets
internal import MeldpostCore
internal import RecordFormat

/// What the doors and the journal give to the one loop.
enum LoopInput: Sendable {
    /// Something that the machine decides about as it is.
    case stimulus(Stimulus)
    /// The journal is open, with all that the loop needs of it.
    case journalOpened(JournalSnapshot)
    /// An entry was appended: the chain has a new head.
    case entryAppended(ticket: UInt64, WaitingEntry, head: ChainHead)
    /// Entries that were thought lost were found on the disk: what is in the journal, once more.
    case journalReread(StationMemory, head: ChainHead)
    /// No counters could be reserved.
    case countersNotReserved
    /// A new block of cell counters may be used.
    case countersReserved(Range<UInt64>)
    /// A piece was read, or could not be.
    case pieceRead(ExchangeOrder, PieceReading)
    /// A statement from the centre was checked against the journal.
    case statementChecked(CheckedStatement, number: UInt64)
    /// A newer key list is on disk and in use; with it the statement that brought it.
    case keyListInstalled(KeyList, [UInt8], number: UInt64)
    /// The journal could not do what the statement `number` asks: it is to come again.
    case statementUndone(number: UInt64)
    /// A courier has connected.
    case courierConnected(LocalConnection)
    /// The courier sent a frame over `connection`.
    case courierFrame(CourierFrame, from: LocalConnection)
    /// The connection of a courier is gone.
    case courierGone(LocalConnection)
    /// Somebody asked for the status.
    case statusWanted(Mailbox<StatusReport>)
    /// Somebody at the control socket wants more than a status.
    case technician(TechnicianInput)
    /// The journal was written by a newer version: the daemon must not touch it.
    case journalRefused
    /// The daemon is to end.
    case stopWanted
}

/// The lanes of the loop's mailbox, in the order in which they are emptied, with their bounds.
enum LoopLane: Int, CaseIterable {
    /// The panic contacts, and the wish to stop.
    case panic
    /// Answers of the journal: as many as there are orders under way.
    case answers
    /// Keys and the handset: a person makes a few a second; the rest is refused.
    case panel
    /// What the courier says, last: a courier in other hands can fill only its own lane, and is
    /// hung up when it does.
    case courier
    /// What a technician wants: nobody else waits for it.
    case technician

    /// How many inputs wait at most.
    var capacity: Int {
        switch self {
        case .panic: 256
        case .answers: 4_096
        case .panel: 64
        case .courier: 256
        case .technician: 16
        }
    }
}

/// The end of the chain: the sequence and the header digest of the newest entry.
struct ChainHead: Hashable, Sendable {
    var sequence: UInt64
    var digest: Digest
}

/// What came of reading a piece of an entry.
enum PieceReading: Hashable, Sendable {
    /// The bytes of the piece, and the length of the whole entry.
    case piece(total: UInt32, bytes: [UInt8])
    /// The entry was found damaged and set apart.
    case gone
    /// The journal could not be read; the entry may be sound.
    case failed
}

/// What the loop needs to know of a journal that has just been opened.
struct JournalSnapshot: Sendable {
    var memory: StationMemory
    var head: ChainHead
    var counters: Range<UInt64>
    var deliveryWanted: UInt64
    var keyList: [UInt8]?
    var isSetAside: Bool
    var quarantinedCount: Int
}

/// A verified statement of the centre, as the journal sees it.
enum CheckedStatement: Sendable {
    /// It says what the machine is to be told.
    case accepted(Stimulus)
    /// An entry was opened; the proof in the statement fits its header.
    case opened(EntryReference, proof: Redacted<[UInt8]>)
    /// It was carried out before: the centre says it once more.
    case repeated
    /// It does not fit what is in the journal.
    case refused
    /// The journal could not be read: the statement is to come again.
    case undecided
}
