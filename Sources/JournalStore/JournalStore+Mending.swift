internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

/// What is done after the disk failed, or the file was found damaged.
extension JournalStore {
    /// Runs one transaction with what the disk may ask for: a step of the reserve, or a new start.
    ///
    /// A second error ends the try, and the file stays closed: whatever was written is not believed
    /// before it was read back by the new start of the next call.
    mutating func commit(
        urgency: Urgency,
        during operation: JournalFault.Operation,
        sequence: UInt64? = nil,
        _ work: (borrowing SQLiteConnection) throws(SQLiteFault) -> Void
    ) throws(JournalFault) {
        try reopenIfClosed(during: operation)
        var isMended = false
        while true {
            do throws(SQLiteFault) {
                return try disk.transaction(work)
            } catch {
                if error.isFull {
                    if room.release(for: urgency) { continue }
                } else if error.isInputOutput || error.isDamage {
                    if !isMended {
                        isMended = true
                        let found = try mend(during: operation)
                        if let sequence, found >= sequence { return }
                        continue
                    }
                    disk.close()
                }
                throw JournalFault(error, during: operation)
            }
        }
    }

    /// Opens the journal again where the disk failed before.
    mutating func reopenIfClosed(during operation: JournalFault.Operation) throws(JournalFault) {
        guard !isBeyondRepair else { throw JournalFault(.damaged, during: operation) }
        guard !disk.isOpen else { return }
        try takeIn(upTo: try mend(during: operation), during: operation)
    }

    /// Opens the journal again with all its checks, because it was found damaged in reading.
    public mutating func reopen() throws(JournalFault) {
        disk.close()
        try reopenIfClosed(during: .read)
    }

    /// Closes the file, opens it with all its checks, writes its log again and copies it into the
    /// file; gives the sequence of the last entry that is on the disk then.
    ///
    /// Pages whose fsync failed can be clean in memory and missing on the disk. Every one of them is
    /// written again here, and again in another place, before anything is believed. A file that
    /// fails its checks, or is another one than before, is beyond repair.
    private mutating func mend(
        during operation: JournalFault.Operation
    ) throws(JournalFault) -> UInt64 {
        do throws(SQLiteOpeningError) {
            _ = try disk.open()
        } catch {
            if JournalStarter.reasonToSetAside(error) != nil { giveUp() }
            throw JournalFault(error)
        }
        do throws(SQLiteFault) {
            try disk.use { connection throws(SQLiteFault) in
                try connection.rewriteLog()
                try connection.checkpointTruncate()
            }
            guard let chain = try disk.use(ChainRow.readOwn), chain.journal == journal,
                chain.head.sequence >= head.sequence
            else { throw SQLiteFault(operation: .check, resultCode: 11) }
            return chain.head.sequence
        } catch {
            disk.close()
            if error.isDamage { giveUp() }
            throw JournalFault(error, during: operation)
        }
    }
}
