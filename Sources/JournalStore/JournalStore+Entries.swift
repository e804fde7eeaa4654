public import MeldpostCore
public import RecordFormat
internal import SQLiteStore

extension JournalStore {
    /// A piece of an entry, header and signature included.
    ///
    /// - Parameters:
    ///   - reference: the entry.
    ///   - offset: where the piece begins.
    ///   - count: how many bytes at most.
    /// - Returns: the bytes, fewer at the end; nil where the body is not here, or was found damaged
    ///   and quarantined now.
    /// - Throws: a fault of the disk.
    public func bytes(
        of reference: EntryReference,
        offset: UInt32,
        count: Int
    ) throws(JournalFault) -> [UInt8]? {
        guard let whole = try entryBytes(of: reference) else { return nil }
        return Array(whole.dropFirst(Int(offset)).prefix(count))
    }

    /// The header of an entry; nil where its body was erased or it was quarantined.
    public func header(of reference: EntryReference) throws(JournalFault) -> EntryHeader? {
        guard let found = try find(reference, during: .read), found.isSound else { return nil }
        return found.row.decodedHeader
    }

    /// The digest of the header of an entry, which stays when the body was erased; nil where there
    /// is no such entry, or it was quarantined.
    public func digest(of reference: EntryReference) throws(JournalFault) -> Digest? {
        guard let found = try find(reference, during: .read), found.isSound else { return nil }
        return Digest(bytes: found.row.digest)
    }

    /// Notes that the inbox signed for an entry; an unknown entry changes nothing.
    public mutating func markReceipted(_ reference: EntryReference) throws(JournalFault) {
        try reopenIfClosed(during: .write)
        guard let found = try find(reference, during: .write), found.isSound else { return }
        guard !found.row.isReceipted, found.row.header != nil else { return }
        var row = found.row
        row.isReceipted = true
        try commit(urgency: .urgent, during: .write) { connection throws(SQLiteFault) in
            try row.update(id: found.id, in: connection)
        }
    }

    /// Removes the body of an entry that a person's key has opened (P5).
    ///
    /// The proof is checked here as well. Afterwards the log is emptied: until then it still has the
    /// body. Doing it again is allowed and empties the log again.
    ///
    /// - Throws: a fault during `checkProof` where the proof is not the one of the header.
    public mutating func eraseBody(
        _ reference: EntryReference,
        proof: [UInt8]
    ) throws(JournalFault) {
        try reopenIfClosed(during: .erase)
        guard let found = try find(reference, during: .erase), found.isSound else { return }
        if let header = found.row.decodedHeader {
            guard Digest.sha256(of: proof) == header.proofHash else {
                throw JournalFault(.other, during: .checkProof)
            }
            var row = found.row
            row.erase()
            try commit(urgency: .urgent, during: .erase) { connection throws(SQLiteFault) in
                try connection.execute("DELETE FROM body WHERE id = ?", .integer(found.id))
                try row.update(id: found.id, in: connection)
            }
            lastRead.forget()
        }
        try emptyLog(during: .erase)
    }

    /// How many entries wait with their bodies, receipted or not.
    public func waitingCount() throws(JournalFault) -> Int {
        try count("SELECT count(*) FROM entry WHERE header IS NOT NULL")
    }

    /// How many damaged rows are in quarantine.
    public func quarantinedCount() throws(JournalFault) -> Int {
        try count("SELECT count(*) FROM quarantine")
    }

    private func count(_ sql: StaticString) throws(JournalFault) -> Int {
        do throws(SQLiteFault) {
            return try disk.use { connection throws(SQLiteFault) in
                try connection.first(sql) { row throws(SQLiteFault) in Int(try row.integer(0)) }
            } ?? 0
        } catch {
            throw JournalFault(error, during: .read)
        }
    }

    private func find(
        _ reference: EntryReference,
        during operation: JournalFault.Operation
    ) throws(JournalFault) -> EntryRow.Found? {
        guard let chain = chains[reference.journal] else { return nil }
        do throws(SQLiteFault) {
            return try disk.use { connection throws(SQLiteFault) in
                try EntryRow.find(chain: chain, sequence: reference.sequence, in: connection)
            }
        } catch {
            throw JournalFault(error, during: operation)
        }
    }

    func entryBytes(of reference: EntryReference) throws(JournalFault) -> [UInt8]? {
        if let kept = lastRead.bytes(of: reference) { return kept }
        guard let found = try find(reference, during: .read), found.row.header != nil else {
            return nil
        }
        var content: [UInt8]?
        do throws(SQLiteFault) {
            content = try disk.use { connection throws(SQLiteFault) in
                try connection.first(
                    "SELECT content FROM body WHERE id = ?",
                    .integer(found.id)
                ) { row throws(SQLiteFault) in try row.blob(0) }
            }
        } catch {
            guard error.isCorrupt || error.isMismatch else {
                throw JournalFault(error, during: .read)
            }
        }
        guard found.isSound, let content, let bytes = found.row.entryBytes(with: content) else {
            try quarantine(found.id)
            return nil
        }
        lastRead.keep(bytes, of: reference)
        return bytes
    }

    private func quarantine(_ id: Int64) throws(JournalFault) {
        do throws(SQLiteFault) {
            try disk.use { connection throws(SQLiteFault) in
                try Quarantine.moveEntry(id, in: connection)
            }
        } catch {
            throw JournalFault(error, during: .read)
        }
    }
}
