internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat
internal import SQLiteStore

extension ExchangeDesk {
    /// Takes a piece of an entry.
    ///
    /// The first piece carries the signed header. So a different entry at a taken place is seen at
    /// its first piece, before the rest is here; it is taken whole all the same, because what a
    /// box that was set back holds may be a real report (P5).
    func take(
        _ piece: EntryPiece,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        answer.progress = Progress(entry: piece.entry, offset: 0)
        if piece.offset == 0 {
            try takeFirst(piece, from: caller, answer: &answer, in: rows)
        } else {
            try takeLater(piece, from: caller, answer: &answer, in: rows)
        }
    }

    private func takeFirst(
        _ piece: EntryPiece,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        guard let start = verifiedStart(of: piece, from: caller.station) else {
            return try refuse(piece, from: caller, answer: &answer, in: rows)
        }
        _ = try addUnknownJournal(piece.entry.journal, from: caller, answer: &answer, in: rows)
        guard let journal = try rows.journal(piece.entry.journal, of: caller.row) else {
            preconditionFailure("a journal that was just noted is there")
        }
        let digest = start.header.digest
        let here = try rows.entries(at: piece.entry.sequence, in: journal.id)
        if let known = here.first(where: { $0.digest == digest }) {
            return repeatReceipt(of: known, answer: &answer)
        }
        let row = try rows.partial(piece.entry.sequence, in: journal.id)
        let isOther = row.map { $0.partial.digest != digest } ?? false
        if !here.isEmpty || isOther {
            try rows.keepEvidence(
                start.header,
                signature: start.signature,
                in: journal.id,
                of: caller.row,
                limit: limits.evidence
            )
            try raiseFork(
                at: piece.entry.sequence,
                piece.entry.journal,
                caller,
                &answer,
                in: rows
            )
        }
        let rule = PieceRule(entryLimit: limits.entryBytes)
        switch rule.judgeFirst(piece, digest: digest, partial: row?.partial) {
        case .begin, .append:
            let begun = try rows.beginPartial(
                piece,
                digest: digest,
                in: journal.id,
                of: caller.row,
                limit: limits.partials,
                at: caller.now
            )
            try advance(begun, piece, journal, from: caller, answer: &answer, in: rows)
        case .expect(let offset):
            answer.progress.offset = offset
        case .refuse:
            try refuse(piece, from: caller, answer: &answer, in: rows)
        }
    }

    private func takeLater(
        _ piece: EntryPiece,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        guard let journal = try rows.journal(piece.entry.journal, of: caller.row) else { return }
        let row = try rows.partial(piece.entry.sequence, in: journal.id)
        if row == nil, let known = try entry(holding: piece, in: journal.id, rows) {
            return repeatReceipt(of: known, answer: &answer)
        }
        let rule = PieceRule(entryLimit: limits.entryBytes)
        switch (rule.judgeLater(piece, partial: row?.partial), row) {
        case (.append, let row?):
            let grown = try rows.append(piece, to: row, at: caller.now)
            try advance(grown, piece, journal, from: caller, answer: &answer, in: rows)
        case (.expect(let offset), _):
            answer.progress.offset = offset
        case (.refuse, _), (.begin, _), (.append, nil):
            try refuse(piece, from: caller, answer: &answer, in: rows)
        }
    }

    /// The header of a first piece, where it is signed and is what the cell says it is.
    private func verifiedStart(
        of piece: EntryPiece,
        from station: KnownStation
    ) -> (header: EntryHeader, signature: Signature)? {
        guard let start = try? Entry.decodePrefix(piece.data),
            start.header.station == station.id,
            start.header.reference == piece.entry,
            Int(piece.total) == Entry.bodyOffset + start.bodyLength,
            (try? start.header.verify(start.signature, with: station.key)) != nil
        else { return nil }
        return (start.header, start.signature)
    }

    /// The entry that is here whole and has the bytes of a piece.
    private func entry(
        holding piece: EntryPiece,
        in journal: Int64,
        _ rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> EntryRow? {
        for known in try rows.entries(at: piece.entry.sequence, in: journal)
        where known.length == piece.total {
            let bytes = try rows.encodedEntry(known.number) ?? []
            let range = Int(piece.offset)..<Int(piece.end)
            if range.upperBound <= bytes.count, bytes[range].elementsEqual(piece.data) {
                return known
            }
        }
        return nil
    }

    private func advance(
        _ row: PartialRow,
        _ piece: EntryPiece,
        _ journal: JournalRow,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        answer.progress.offset = row.partial.length
        guard row.partial.length == row.partial.total else { return }
        let bytes = try rows.bytes(of: row)
        guard let entry = try? Entry(decoding: bytes),
            (try? entry.verify(with: caller.station.key)) != nil
        else { return try refuse(piece, from: caller, answer: &answer, in: rows) }
        try rows.dropPartial(piece.entry.sequence, in: journal.id)
        try store(entry, in: journal, from: caller, answer: &answer, rows)
    }

    /// Keeps a whole entry, compares it with its neighbours, and signs for it.
    private func store(
        _ entry: Entry,
        in journal: JournalRow,
        from caller: Caller,
        answer: inout CellAnswer,
        _ rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        let header = entry.header
        let digest = header.digest
        // A claim is made for the place itself and, through `previous`, for the one before: so each
        // neighbour is compared, whichever of the two came first.
        var isForked = try !rows.stakeClaim(digest, at: header.sequence, in: journal.id)
        if header.sequence > 1 {
            let isJoined = try rows.stakeClaim(
                header.previous,
                at: header.sequence - 1,
                in: journal.id
            )
            isForked = isForked || !isJoined
        }
        let receipt = Statement.make(
            .receipt(station: caller.station.id, header.reference, headerDigest: digest),
            key: keys.signingKey
        ).encoded()
        let number = try rows.queue(receipt, for: caller.row)
        try rows.insert(
            entry,
            digest: digest,
            in: journal.id,
            isForked: isForked,
            receipt: receipt,
            receiptNumber: number
        )
        if isForked {
            try rows.markForked(at: header.sequence, in: journal.id)
            try raiseFork(at: header.sequence, header.journal, caller, &answer, in: rows)
        }
        try close(gapBefore: header, of: caller, in: rows)
        answer.events.append(.entryStored)
    }

    /// Moves the end of the unbroken part of the chain on.
    private func close(
        gapBefore header: EntryHeader,
        of caller: Caller,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        guard var journal = try rows.journal(header.journal, of: caller.row) else { return }
        journal.gap.highest = max(journal.gap.highest, header.sequence)
        while try rows.hasEntry(at: journal.gap.contiguous + 1, in: journal.id) {
            journal.gap.contiguous += 1
        }
        journal.gap.fillers = 0
        try rows.save(journal)
        if !journal.gap.isMissing {
            try rows.lower(.gap, of: caller.row, journal: header.journal, at: caller.now)
        }
    }

    /// Answers a piece of an entry that is here whole: the station has missed the receipt.
    ///
    /// The same receipt is queued again only where the station is past its newest copy; so the same
    /// entry, sent a thousand times, fills nothing.
    private func repeatReceipt(of known: EntryRow, answer: inout CellAnswer) {
        answer.progress.offset = known.length
        answer.events.append(.entryRepeated)
        answer.repeated = known
    }

    /// Drops what is here of an entry that cannot be taken.
    private func refuse(
        _ piece: EntryPiece,
        from caller: Caller,
        answer: inout CellAnswer,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) {
        if let journal = try rows.journal(piece.entry.journal, of: caller.row) {
            try rows.dropPartial(piece.entry.sequence, in: journal.id)
        }
        answer.progress.offset = 0
        answer.verdict = .pieceRefused
        try raise(
            .refusedEntry,
            of: caller,
            journal: piece.entry.journal,
            sequence: piece.entry.sequence,
            answer: &answer,
            in: rows
        )
    }
}
