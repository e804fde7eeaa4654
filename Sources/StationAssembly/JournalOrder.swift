internal import MeldpostCore
internal import RecordFormat

/// Something that the loop wants of the journal, carried out in the order of asking.
enum JournalOrder: Sendable {
    /// Seal and append a record, with the terms that start with it in the same commit.
    case store(StoreRequest)
    /// Seal a draft and keep it at its place, instead of the one before.
    case saveDraft(StoreRequest)
    /// Carry out an effect on a row or a value.
    case change(JournalChange)
    /// Read a piece of an entry for a cell.
    case readPiece(ExchangeOrder, count: Int)
    /// Check what the centre says of an entry.
    case checkStatement(StatementBody, number: UInt64)
    /// Reserve more cell counters.
    case reserveCounters
    /// The statement before `number` is done with.
    case saveDelivery(number: UInt64)
    /// A newer key list was accepted: keep it, and seal to it. `number` is its place among the
    /// numbered statements.
    case installKeyList(statement: [UInt8], KeyList, number: UInt64)
    /// The key list that the journal kept counts, not that of the configuration: seal to it.
    case useKeyList(KeyList)
    /// Something about the disk has changed.
    case lookAtDisk
}

/// A change of the journal that has no answer.
enum JournalChange: Sendable {
    case markReceipted(EntryReference)
    case eraseBody(EntryReference, proof: Redacted<[UInt8]>)
    case closeClock(EntryReference, LegalTerm)
    case latchPanic(PanicMemory)
    case keepCall(OpenCall)
    case saveOwedSlots(UInt64)
    case saveTimeBound(UnixTime)
    case eraseDraft(DraftPlace)
    /// The key list of the configuration is newer than what is kept: keep it.
    case keepKeyList(statement: [UInt8])
    case commitDummy
}
