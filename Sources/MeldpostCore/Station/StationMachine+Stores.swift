extension StationMachine {
    /// Asks the journal to store a record that begins at `instant`, with the bound beside it.
    mutating func store(
        _ content: TimedContent,
        urgency: Urgency,
        happenedAt instant: Instant,
        as kind: (StoreRequest) -> PendingStore
    ) -> [Effect] {
        lastTicket += 1
        let request = request(content, ticket: lastTicket, urgency: urgency, happenedAt: instant)
        return ask(request, as: kind(request))
    }

    /// Hands a request to the journal, with the bound beside it.
    mutating func ask(_ request: StoreRequest, as kind: PendingStore) -> [Effect] {
        pending[request.ticket] = kind
        if !request.terms.isEmpty {
            startingTerms[request.ticket] = StartingTerms(
                terms: request.terms,
                hour: request.hour,
                persons: request.personsToTell
            )
        }
        return [.store(request), .saveTimeBound(time.boundToSave(at: now))]
    }

    /// Asks the journal to store what a visit leaves behind, in place of its draft.
    mutating func store(_ outcome: VisitOutcome, replacesDraft: Bool) -> [Effect] {
        lastTicket += 1
        var request = request(of: outcome, ticket: lastTicket)
        request.replacesDraft = replacesDraft
        return ask(request, as: .visit)
    }

    /// Asks the journal to store a panic record, and to remember `memory` in the same commit.
    private mutating func store(_ record: PanicRecord, with memory: PanicMemory) -> [Effect] {
        lastTicket += 1
        var request = request(
            .panic(record.content),
            ticket: lastTicket,
            urgency: .panic,
            happenedAt: record.happenedAt
        )
        request.panic = memory
        return ask(request, as: .panic(number: record.number))
    }

    /// What is to be sealed of a visit.
    ///
    /// The trace says when it is stored; the header, when it came in: where that was before, with the
    /// call of an intake or with a try that the disk refused (P7).
    func request(of outcome: VisitOutcome, ticket: UInt64) -> StoreRequest {
        var request = request(
            TimedContent(startingTermsOf: outcome.content, keyedBy: outcome.role),
            ticket: ticket,
            urgency: outcome.isUrgent ? .urgent : .ordinary,
            happenedAt: now
        )
        request.source = outcome.source
        request.told = outcome.told
        request.chapter = outcome.chapter
        request.begin(by: outcome.earliest)
        return request
    }

    func request(
        _ content: TimedContent,
        ticket: UInt64,
        urgency: Urgency,
        happenedAt instant: Instant
    ) -> StoreRequest {
        let earliest = time.earliest(at: instant)
        let trace = TraceContent(
            claimedTimeMilliseconds: time.claimed(at: instant).milliseconds,
            earliestTimeMilliseconds: earliest.milliseconds,
            clockTrust: time.trust(at: now),
            softwareVersion: configuration.softwareVersion,
            panel: configuration.panelKind,
            island: configuration.island.code
        )
        return StoreRequest(
            ticket: ticket,
            content: content,
            trace: trace,
            urgency: urgency,
            island: configuration.island,
            hour: earliest.hour
        )
    }

    /// An entry is on disk: its terms run, it waits to be sent, and whoever waits for it is told.
    mutating func noteStored(_ ticket: UInt64, _ entry: WaitingEntry) -> [Effect] {
        storeFault = nil
        delivery.add(entry, at: now)
        noteNewest(entry.reference)
        start(startingTerms.removeValue(forKey: ticket), of: entry.reference)
        switch pending.removeValue(forKey: ticket) {
        case nil:
            return []
        case .visit:
            return answerVisit(.recordStored, for: ticket)
        case .intake(let number):
            return tellDesk(.stored(number: number, entry.reference))
        case .panic(let number):
            return tellPanic(.recordStored(number: number))
        case .logRecord:
            logRecords.removeFirst()
            return []
        case .deskRecord(let record):
            return noteStored(record, as: entry.reference)
        }
    }

    /// The terms of an entry that is on disk run.
    private mutating func start(_ starting: StartingTerms?, of entry: EntryReference) {
        guard let starting else { return }
        for term in starting.terms {
            clocks.start(LegalClock(entry: entry, term: term, start: starting.hour))
        }
        guard starting.persons > 0 else { return }
        clocks.start(PersonsToTell(entry: entry, count: starting.persons))
    }

    /// An entry could not be stored.
    mutating func noteNotStored(_ ticket: UInt64, _ fault: StoreFault) -> [Effect] {
        if fault != .noRecipients {
            storeFault = fault
        }
        startingTerms[ticket] = nil
        switch pending.removeValue(forKey: ticket) {
        case nil:
            return []
        case .visit:
            return answerVisit(.recordNotStored(fault), for: ticket)
        case .intake(let number):
            return tellDesk(.notStored(number: number, fault))
        case .panic(let number):
            return tellPanic(.recordNotStored(number: number))
        case .logRecord:
            logRecords[0].isAsked = false
            logRecords[0].notBefore = now + .seconds(3_600)
            return []
        case .deskRecord(let record):
            return noteNotStored(record, fault)
        }
    }

    /// Stores the oldest record that nobody waits for, where one is due.
    mutating func storeLogRecord() -> [Effect] {
        guard let due = logRecords.first, !due.isAsked, isJournalOpen, !(now < due.notBefore) else {
            return []
        }
        logRecords[0].isAsked = true
        return store(due.content, urgency: .log, happenedAt: due.happenedAt) { _ in .logRecord }
    }

    /// Tells the panic machine what happened, or that time has passed.
    mutating func tellPanic(_ input: PanicInput?) -> [Effect] {
        let decisions =
            if let input {
                panic.handle(input, at: now, numbers: &numbers)
            } else {
                panic.advance(to: now, numbers: &numbers)
            }
        guard !decisions.isEmpty else { return [] }
        return decisions.flatMap { decision -> [Effect] in
            switch decision {
            case .setRelay(let isClosed): [.setRelay(isClosed: isClosed)]
            case .confirm(let heard, let kept): [.confirmPresses(heard: heard, kept: kept)]
            case .setLamp(let rhythm): [.setLamp(.panic, rhythm)]
            case .exchange(let order): [.exchange(order)]
            case .latch(let memory): [.latchPanic(memory)]
            case .store(let record, let memory): store(record, with: memory)
            }
        }
    }
}
