extension PanicMachine {
    /// The signal to be sent next: the incident's before the resets of others.
    var wantedNotice: PanicNotice? {
        if let incident, incident.isUnsent {
            return incident.notice
        }
        if let reset = closing.unsentNotice {
            return reset
        }
        if let incident, incident.isRepeated {
            return incident.notice
        }
        return nil
    }

    /// The order for the next signal, where one can be sent now.
    mutating func nextSignal(at now: Instant, numbers: inout OrderNumbers) -> ExchangeOrder? {
        guard isCourierAttached, underWay == nil, !(now < pausingUntil),
            let notice = wantedNotice
        else { return nil }
        let number = numbers.next()
        underWay = CellUnderWay(number: number, sentAt: now, purpose: notice)
        return ExchangeOrder(number: number, lane: .panic, load: .panic(notice))
    }

    mutating func noteSent(_ number: UInt64) {
        guard let underWay, underWay.number == number,
            underWay.purpose.incident == incident?.id
        else { return }
        incident?.facts.hasLeftTheBox = true
    }

    mutating func noteAnswered(_ number: UInt64, at now: Instant) {
        guard let answered = underWay, answered.number == number else { return }
        underWay = nil
        if isReceipted(answered.purpose) {
            delays.succeed()
            pausingUntil = nextTurn(at: now)
        } else {
            // Only the inbox's signature counts; an answer without one is a try that failed, until
            // the receipt comes after it.
            pausingUntil = now + delays.fail()
        }
    }

    mutating func noteFailed(_ number: UInt64, at now: Instant) {
        guard let underWay, underWay.number == number else { return }
        self.underWay = nil
        pausingUntil = now + delays.fail()
    }

    mutating func noteReceipt(_ id: IncidentID, _ counter: UInt32, at now: Instant) {
        var isNews = closing.noteReceipt(id, counter)
        if var active = incident, active.id == id, active.receiptedCounter < counter {
            active.receiptedCounter = min(counter, active.counter)
            active.facts.hasLeftTheBox = true
            active.facts.hasReachedCentre = true
            incident = active
            isNews = true
        }
        if isNews {
            delays.succeed()
            pausingUntil = nextTurn(at: now)
        }
    }

    mutating func noteAcceptance(_ id: IncidentID) {
        guard incident?.id == id else { return }
        incident?.facts.isAccepted = true
    }

    /// Whether the inbox signed for a signal, or its incident is over.
    private func isReceipted(_ notice: PanicNotice) -> Bool {
        if notice.state == .reset {
            return !closing.contains { $0.resetNotice == notice && !$0.hasReachedCentre }
        }
        guard let incident, incident.id == notice.incident else { return true }
        return incident.receiptedCounter >= notice.counter
    }

    /// When the next signal goes: at once while there is news, else after the pause.
    private func nextTurn(at now: Instant) -> Instant {
        let isNews = incident?.isUnsent == true || closing.unsentNotice != nil
        return isNews ? now : now + Self.repeatTime
    }
}
