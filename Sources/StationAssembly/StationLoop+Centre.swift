internal import MeldpostCore
internal import RecordFormat

/// What comes down from the centre: nothing of it counts before its signature was checked.
extension StationLoop {
    mutating func takeAnswer(_ bytes: [UInt8], to number: UInt64) {
        guard let underWay = line.finish(number) else { return }
        guard let inboxKey = ring.list?.inboxKey else {
            // Without a key list nobody can say whose answer it is.
            return feed(.exchangeFailed(number: number, .timedOut))
        }
        guard let cell = try? DownCell(decoding: bytes),
            (try? cell.verify(with: inboxKey, nonce: underWay.nonce)) != nil
        else {
            return feed(.exchangeFailed(number: number, .answerNotGenuine))
        }
        if now - underWay.orderedAt <= Self.timeAnswerLimit {
            feed(.timeConfirmed(cell.time))
        }
        feed(.conditionChanged(.centreNotGenuine, isRaised: false))
        feed(.conditionChanged(.stationQuarantined, isRaised: cell.verdict == .quarantined))
        switch cell.verdict {
        case .accepted, .quarantined:
            if cell.progress.entry != nil {
                feed(.conditionChanged(.entryRefused, isRaised: false))
            }
            feed(.exchangeAnswered(number: number, cell.progress))
        case .counterNotGrown:
            // Nothing in the cell was taken: the centre has seen this counter, or a later one.
            feed(.exchangeFailed(number: number, .answerRefused))
        case .pieceRefused:
            // The entry rests, and the others go on.
            feed(.conditionChanged(.entryRefused, isRaised: true))
            feed(.exchangeAnswered(number: number, Progress(entry: nil, offset: 0)))
        }
        if let piece = cell.delivery { take(piece) }
    }

    private mutating func take(_ piece: DownCell.Delivery) {
        if piece.number == 0 {
            return takeStatement(piece.data, number: 0)
        }
        guard statementUnderWay == nil, let bytes = delivery.take(piece) else { return }
        delivery = DeliveryCursor(number: piece.number + 1)
        takeStatement(bytes, number: piece.number)
    }

    /// Takes a statement that is here whole; `number` is its place in the numbered stream, or 0.
    private mutating func takeStatement(_ bytes: [UInt8], number: UInt64) {
        guard let statement = try? Statement(decoding: bytes) else {
            return refuse(nil, number: number)
        }
        guard let body = try? ring.verified(statement),
            body.station ?? cells.station == cells.station
        else { return refuse(statement.kind, number: number) }
        switch body {
        case .panicReceipt(_, let incident, let counter, _, _):
            // Of a panic the journal need not know: it may be closed, full or slow (P6).
            feed(.panicReceiptReceived(incident, counter: counter))
            finish(number)
        case .panicAccepted(_, let incident):
            feed(.panicAccepted(incident))
            finish(number)
        case .keyList(let list): take(list, statement: bytes, number: number)
        case .receipt, .opened, .clockClosed:
            hand(.checkStatement(body, number: number), number: number)
        }
    }

    private mutating func take(_ list: KeyList, statement: [UInt8], number: UInt64) {
        guard ring.list?.accepts(successor: list) ?? true else {
            // The list that is in use may come again; only an older or other one is refused.
            guard list == ring.list else { return refuse(.keyList, number: number) }
            forgiveKeyList()
            return finish(number)
        }
        forgiveKeyList()
        hand(.installKeyList(statement: statement, list, number: number), number: number)
    }

    /// A list of the centre counts: what was refused before it, and why, is over.
    private mutating func forgiveKeyList() {
        texts.refusals[.keyListRefused] = nil
        feed(.conditionChanged(.keyListRefused, isRaised: false))
    }

    /// Gives a statement to the journal; until it answers, the next one waits at the centre.
    private mutating func hand(_ order: JournalOrder, number: UInt64) {
        if number > 0 { statementUnderWay = number }
        if !ask(order) { repeatStatement(number) }
    }

    /// Takes a statement that was compared with the journal.
    mutating func take(_ statement: CheckedStatement, number: UInt64) {
        switch statement {
        case .accepted(let stimulus): feed(stimulus)
        case .opened(let entry, let proof):
            proofs[entry] = proof
            feed(.opened(entry))
            proofs[entry] = nil
        case .repeated: break
        case .refused: return refuse(nil, number: number)
        case .undecided: return repeatStatement(number)
        }
        finish(number)
    }

    /// The statement `number` is done with, once what it led to is on disk: both go to the journal
    /// in this order, and the journal saves the place only after everything before it.
    mutating func finish(_ number: UInt64) {
        guard number > 0 else { return }
        if statementUnderWay == number { statementUnderWay = nil }
        tell(.saveDelivery(number: number + 1))
    }

    /// The statement `number` could not be carried out: it is asked for again.
    mutating func repeatStatement(_ number: UInt64) {
        guard number > 0, statementUnderWay == number else { return }
        statementUnderWay = nil
        delivery = DeliveryCursor(number: number)
    }

    /// Says that a statement was refused, and goes on: the next one may be sound.
    private mutating func refuse(_ kind: StatementKind?, number: UInt64) {
        let condition: Condition = kind == .keyList ? .keyListRefused : .centreNotGenuine
        feed(.conditionChanged(condition, isRaised: true))
        finish(number)
    }
}
