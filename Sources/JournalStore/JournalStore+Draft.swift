public import MeldpostCore
public import RecordFormat
internal import SQLiteStore

/// A visit or an intake that is going on, sealed and not in the chain.
public struct SealedDraft: Hashable, Sendable {
    /// One whole age file, as the body of an entry.
    public let body: [UInt8]
    /// The SHA-256 of the proof inside.
    public let proofHash: Digest
    /// How soon the entry leaves that it may become.
    public let urgency: Urgency
    /// The hour of the header of the entry that it may become.
    public let hour: UnixHour
    /// The terms that start with the entry that it may become.
    public let terms: [LegalTerm]
    /// How many persons are to be told, where that term starts and they are known.
    public let personsToTell: Int

    /// Makes a draft.
    public init(
        body: [UInt8],
        proofHash: Digest,
        urgency: Urgency,
        hour: UnixHour,
        terms: [LegalTerm],
        personsToTell: Int = 0
    ) {
        self.body = body
        self.proofHash = proofHash
        self.urgency = urgency
        self.hour = hour
        self.terms = terms
        self.personsToTell = personsToTell
    }
}

/// Drafts: a row for each place, which the next draft there replaces (DESIGN 7).
///
/// Every call ends with an empty log, as a dummy commit and a stored visit do: deleted bytes stay
/// nowhere, and the size of the log does not tell one from another (P9).
extension JournalStore {
    /// Keeps a draft at `place`, instead of the one before there, in one commit.
    ///
    /// - Throws: a fault; then the draft before is kept.
    public mutating func saveDraft(
        _ draft: SealedDraft,
        at place: DraftPlace = .kiosk
    ) throws(JournalFault) {
        try reopenIfClosed(during: .write)
        guard admits(draft.urgency) else { throw JournalFault(.diskFull, during: .write) }
        try commit(urgency: draft.urgency, during: .write) { connection throws(SQLiteFault) in
            try DraftRow(draft).save(at: place, in: connection)
        }
        try emptyLog(during: .write)
    }

    /// Erases the draft at `place`; nothing happens where there is none.
    ///
    /// The bytes are overwritten (`secure_delete`), and the log, which still has them, is emptied.
    public mutating func eraseDraft(at place: DraftPlace = .kiosk) throws(JournalFault) {
        try commit(urgency: .urgent, during: .erase) { connection throws(SQLiteFault) in
            try DraftRow.erase(at: place, in: connection)
        }
        try emptyLog(during: .erase)
    }

    /// The draft that is kept at `place`, or nothing; one that is damaged is quarantined first.
    public mutating func draft(
        at place: DraftPlace = .kiosk
    ) throws(JournalFault) -> SealedDraft? {
        try reopenIfClosed(during: .read)
        do throws(SQLiteFault) {
            return try disk.use { connection throws(SQLiteFault) in
                let found = try DraftRow.read(at: place, connection)
                if found.isThere, found.draft == nil {
                    try DraftRow.quarantine(at: place, in: connection)
                }
                return found.draft
            }
        } catch {
            throw JournalFault(error, during: .read)
        }
    }

    /// Copies the log into the file and cuts it to nothing.
    mutating func emptyLog(during operation: JournalFault.Operation) throws(JournalFault) {
        do throws(SQLiteFault) {
            try disk.use { connection throws(SQLiteFault) in try connection.checkpointTruncate() }
        } catch {
            // What failed here can be an fsync: the next write begins with a new start.
            if error.isInputOutput || error.isDamage { disk.close() }
            throw JournalFault(error, during: operation)
        }
    }
}
