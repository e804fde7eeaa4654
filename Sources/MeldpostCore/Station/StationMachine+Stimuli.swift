extension StationMachine {
    /// Decides about everything but the panic button.
    mutating func react(to stimulus: Stimulus) -> [Effect] {
        switch stimulus {
        case .keyPressed(let key):
            return tellVisit(.keyPressed(key))
        case .handsetMoved(let isLifted):
            return tellVisit(.handsetMoved(isLifted: isLifted))
        case .utteranceFinished(let number):
            return tellVisit(.utteranceFinished(number: number))
        case .panicContactsRead, .panicReported, .resetRequested, .panicTestTurned,
            .panicReceiptReceived, .panicAccepted, .exchangeSent:
            return []
        case .deskKeyPressed(let key):
            return tellDesk(.keyPressed(key))
        case .deskKeyRefused:
            return [.soundDeskErrorTone]
        case .deskHandsetMoved(let isLifted):
            return tellDesk(.handsetMoved(isLifted: isLifted))
        case .lineRings(let line, let isOn):
            return take(lines.readRing(line, isOn, at: now))
        case .lineOffHook(let line, let isUp):
            return take(lines.readHook(line, isUp, at: now))
        case .pinChecked(let number, let verdict):
            return tellDesk(.pinChecked(number: number, verdict))
        case .verifierMade(let number, let verifier):
            return tellDesk(.verifierMade(number: number, verifier))
        case .wallClockRead(let reading):
            time.readWallClock(reading, at: now)
            return []
        case .timeConfirmed(let confirmed):
            confirmTime(confirmed)
            return []
        case .journalOpened(let memory):
            return openJournal(memory)
        case .journalFailed(let fault):
            return closeJournal(fault)
        case .stored(let ticket, let entry):
            return noteStored(ticket, entry)
        case .storeFailed(let ticket, let fault):
            return noteNotStored(ticket, fault)
        case .entriesQuarantined(let count):
            hasQuarantinedRows = hasQuarantinedRows || count > 0
            return []
        case .entryQuarantined(let reference):
            hasQuarantinedRows = true
            delivery.quarantine(reference)
            return []
        case .courierAttached:
            path.attach()
            delivery.attachCourier(at: now)
            return []
        case .courierIdentified(let identity):
            path.identify(identity)
            return []
        case .courierDetached:
            path.detach(at: now)
            return delivery.detachCourier(at: now)
        case .exchangeAnswered(let number, let progress):
            if delivery.answer(number, progress, at: now) {
                path.answered(at: now)
            }
            return []
        case .exchangeFailed(let number, let fault):
            if delivery.fail(number, at: now) {
                path.failed(fault)
            }
            return []
        case .receiptReceived(let reference):
            return delivery.receipt(reference)
        case .opened(let reference):
            return delivery.opened(reference)
        case .clockClosed(let reference, let term):
            return clocks.close(reference, term) ? [.closeClock(reference, term)] : []
        case .recipientsInstalled(let scopes):
            hasRecipients = scopes.contains(
                RecipientScope(island: configuration.island, chapter: .adviceAndReporting)
            )
            isSupportPossible = scopes.contains(
                RecipientScope(island: configuration.island, chapter: .socialSupport)
            )
            return changeIntake()
        case .keyListChanged(let number):
            let content = ServiceContent(
                action: Code(rawValue: "key-list-installed"),
                number: number
            )
            logRecords.append(LogRecord(.service(content), at: now))
            return []
        case .conditionChanged(let condition, let isRaised):
            if condition == .journalSetAside, isRaised { recordSetAside() }
            change(condition, isRaised: isRaised)
            // Whoever opens the box finds nothing of a visit in its memory (F73).
            return condition == .housingOpen && isRaised
                ? tellVisit(.handsetMoved(isLifted: false)) : []
        case .selfTestWanted, .selfTestAnswered, .selfTestStopped, .diskProbed:
            return []
        }
    }

    private mutating func openJournal(_ memory: StationMemory) -> [Effect] {
        journal = .open
        storeFault = nil
        let isFirst = !wasJournalOpen
        wasJournalOpen = true
        // No clock runs that the bound has not reached: its entry was made by then.
        let begun = memory.clocks.map(\.start.start).max() ?? memory.timeBound
        let bound = max(memory.timeBound, begun)
        time.restoreBound(bound, trueAt: isFirst ? .start : now, at: now)
        for clock in memory.clocks {
            clocks.start(clock)
        }
        for persons in memory.personsToTell { clocks.start(persons) }
        delivery.openJournal(memory, isFirst: isFirst)
        if newestEntry?.journal != memory.journal { newestEntry = nil }
        for entry in memory.waiting.map(\.reference) + memory.clocks.map(\.entry)
        where entry.journal == memory.journal {
            noteNewest(entry)
        }
        var effects = tellPanic(.journalOpened(memory.panic))
        effects += changeIntake()
        return effects + openDesk(memory, isFirst: isFirst)
    }

    mutating func noteNewest(_ entry: EntryReference) {
        if let newest = newestEntry, newest.journal == entry.journal,
            entry.sequence <= newest.sequence
        {
            return
        }
        newestEntry = entry
    }

    private mutating func closeJournal(_ fault: StoreFault) -> [Effect] {
        journal = .failed(fault)
        delivery.closeJournal()
        let effects = tellPanic(.journalClosed)
        return effects + changeIntake()
    }

    /// A file was set aside, at the start or later: the centre is told so in the new chain, too.
    private mutating func recordSetAside() {
        journalsSetAside += 1
        let content = ServiceContent(
            action: Code(rawValue: "journal-set-aside"),
            number: journalsSetAside
        )
        logRecords.append(LogRecord(.service(content), at: now))
    }

    private mutating func confirmTime(_ confirmed: UnixTime) {
        guard let content = time.confirm(confirmed, at: now) else { return }
        let isOneWaiting = logRecords.contains { record in
            if case .clock = record.content { true } else { false }
        }
        guard !isOneWaiting else { return }
        logRecords.append(LogRecord(.clock(content), at: now))
    }

    mutating func change(_ condition: Condition, isRaised: Bool) {
        if isRaised {
            external.insert(condition)
        } else {
            external.remove(condition)
        }
        let isOwn = Signs.all.contains { $0.condition == condition && shownSigns.contains($0.sign) }
        health.set(condition, isRaised || isOwn, at: now)
        findFaultRhythm()
    }
}
