import MeldpostCore

/// The oracles of P1 (stored means stored) and P5 (nothing is removed until a person opened it).
extension World {
    func noteRequest(_ request: StoreRequest) {
        switch request.content {
        case .report where request.draftPlace == .kiosk,
            .adviceRequest where request.draftPlace == .kiosk:
            visitTickets.append(request.ticket)
        case .panic(let panic): checkRecord(panic)
        case .hotlineCall(let call) where call.classification != nil:
            oracle.lastLog = request.ticket
        default: break
        }
        if trueTime < request.hour.start {
            violate("P7: the hour of a record lies after its true time")
        }
    }

    func noteStored(_ ticket: UInt64, _ entry: WaitingEntry) {
        oracle.storedTickets[ticket] = entry.reference
        noteTerms(of: entry.reference)
    }

    /// What is heard must be true: "stored" is said of the last record of a visit.
    func hear(_ utterance: Utterance) {
        lastSaid = utterance.phrases.compactMap { phrase in
            switch phrase {
            case .prompt(let prompt), .promptIn(let prompt, _): prompt.rawValue
            default: nil
            }
        }
        saidPrompts.formUnion(lastSaid)
        if lastSaid.contains("store.not-stored") {
            counts.heardNotStored += 1
        }
        guard lastSaid.contains("store.stored") || lastSaid.contains("store.stored-support") else {
            return
        }
        counts.heardStored += 1
        journal.settle(to: now)
        guard let ticket = visitTickets.last, let reference = oracle.storedTickets[ticket],
            journal.entries[reference] != nil
        else {
            violate("P1: 'stored' was said before the record was on disk")
            return
        }
        oracle.heardStored[reference.sequence] = reference
    }

    /// After a power cut, whatever was called stored is there, or was opened.
    func checkHeardStored() {
        for reference in oracle.heardStored.values where journal.entries[reference] == nil {
            violate("P1: an entry that was called stored is gone")
        }
        oracle.storedTickets = [:]
    }

    func checkErase(_ reference: EntryReference) {
        if !centre.opened.contains(reference) {
            violate("P5: a body was erased that nobody opened")
        }
    }

    /// At the end everything that was stored is at the centre, once, and nothing waits.
    ///
    /// Broken once for the alarms that are over: with resets that a restart forgets, the worlds of the
    /// seeds 4, 12, 14, 18 and others end with one open at the centre.
    public func checkArrivals() {
        journal.settle(to: now)
        let stored = Set(journal.order)
        if centre.complete != stored {
            violate(
                "P1: \(stored.subtracting(centre.complete).count) stored entries did not arrive"
            )
        }
        if let waiting = station?.unreceiptedCount, waiting > 0 {
            violate("P1: \(waiting) entries still wait for a receipt")
        }
        // What the box never remembered, because the power was cut at the press, nobody can reset.
        for (incident, panic) in centre.panics
        where !panic.isReset && journal.remembered.contains(incident) {
            if station?.panic.current?.id != incident {
                violate("P6: an alarm that is over stays open at the centre")
            }
        }
        for (incident, panic) in centre.panics where !panic.isTest && !panic.isReset {
            if !panic.isAccepted {
                violate("P6: an alarm was not accepted: \(incident.hexadecimal)")
            }
            if station?.panic.current?.id == incident,
                station?.panic.current?.facts.isAccepted != true
            {
                violate("P6: the box does not know that its alarm was accepted")
            }
        }
    }
}
