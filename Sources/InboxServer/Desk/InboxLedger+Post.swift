public import DeskProtocol
public import MeldpostCore
internal import RecordFormat
public import SQLiteStore

/// What a desk can say.
extension InboxLedger {
    /// Takes statements and steps of a desk: each is checked, kept and queued for its station, in
    /// one transaction for all.
    ///
    /// A statement counts only with the signature of a desk key of the key list, whatever
    /// certificate brought it, and *opened* only with the proof that belongs to the entry: a desk
    /// that has not decrypted a record cannot have it erased (P5).
    public func take(_ post: DeskPost, at now: UnixTime) throws(SQLiteFault) -> DeskPostAnswer {
        let outcomes = try connection.transaction { rows throws(SQLiteFault) in
            var outcomes: [DeskPostAnswer.Outcome] = []
            for statement in post.statements {
                outcomes.append(try take(statement.bytes, at: now, in: rows))
            }
            for note in post.steps {
                outcomes.append(try take(note, at: now, in: rows))
            }
            return outcomes
        }
        return DeskPostAnswer(outcomes: outcomes)
    }

    private func take(
        _ encoded: [UInt8],
        at now: UnixTime,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> DeskPostAnswer.Outcome {
        guard let statement = try? Statement(decoding: encoded), statement.kind.signer == .desk
        else { return .notAStatement }
        guard let key = keys.keyList.deskKeys.first(where: { $0.id == statement.keyID }) else {
            return .keyNotListed
        }
        guard let body = try? statement.verify(with: key) else { return .notAStatement }
        switch body {
        case .opened(let station, let entry, let digest, let proof):
            guard let subject = try rows.subject(digest, of: station, at: entry) else {
                return .subjectUnknown
            }
            guard Digest.sha256(of: proof) == subject.header.proofHash else {
                return .proofRefused
            }
            guard !subject.isOpened else { return .known }
            try rows.markOpened(subject.number, at: now)
            try rows.queue(encoded, for: subject.station)
            return .taken
        case .panicAccepted(let station, let incident):
            guard let row = row(of: station), try rows.hasIncident(incident, of: row) else {
                return .subjectUnknown
            }
            guard try rows.acceptance(of: incident, at: row) == nil else { return .known }
            try rows.keepAcceptance(encoded, of: incident, at: row)
            try rows.queue(encoded, for: row)
            return .taken
        case .clockClosed(let station, let entry, let digest, let term, let step):
            guard let subject = try rows.subject(digest, of: station, at: entry) else {
                return .subjectUnknown
            }
            guard try rows.close(term, of: subject.number) else { return .known }
            try rows.log(step: step, closing: term, of: subject.number, at: now)
            try rows.queue(encoded, for: subject.station)
            return .taken
        case .receipt, .panicReceipt, .keyList:
            return .notAStatement
        }
    }

    private func take(
        _ note: StepNote,
        at now: UnixTime,
        in rows: borrowing SQLiteConnection
    ) throws(SQLiteFault) -> DeskPostAnswer.Outcome {
        // A step that closes a term comes as a signed statement.
        guard let step = StepCode(rawValue: note.step), step.closes == nil else {
            return .stepUnknown
        }
        guard let digest = HexText.bytes(note.headerDigest).flatMap({ Digest(bytes: $0) }),
            let subject = try rows.subject(digest)
        else { return .subjectUnknown }
        try rows.log(step: step.rawValue, closing: nil, of: subject.number, at: now)
        return .taken
    }
}
