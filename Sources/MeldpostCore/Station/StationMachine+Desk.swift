/// The desk: its dialogue, and what the dialogue asks for.
extension StationMachine {
    /// Tells the dialogue at the desk what happened.
    ///
    /// What is due by then comes first: a key after an hour in which the machine stood still is nobody's
    /// who was signed in before it (F59).
    mutating func tellDesk(_ input: WorkerInput) -> [Effect] {
        let effects = proceedDialogue()
        return effects + perform(desk.handle(input, at: now, context: deskContext))
    }

    private mutating func proceedDialogue() -> [Effect] {
        guard let deadline = desk.nextDeadline, !(now < deadline) else { return [] }
        return perform(desk.advance(to: now, context: deskContext))
    }

    /// Lets time pass at the desk and on the lines.
    mutating func proceedDesk() -> [Effect] {
        var effects = take(lines.advance(to: now))
        effects += endCutCalls()
        effects += watchAlarm()
        effects += proceedDialogue()
        if isJournalOpen, let record = deskRecords.due(at: now) {
            effects += store(record)
        }
        return effects
    }

    /// When time alone makes the next change at the desk.
    var deskDeadline: Instant? {
        var next = desk.nextDeadline
        func consider(_ instant: Instant?) {
            guard let instant else { return }
            next = next.map { min($0, instant) } ?? instant
        }
        consider(lines.nextDeadline)
        if isJournalOpen { consider(deskRecords.nextDeadline) }
        if !cutCalls.isEmpty { consider(Self.cutCallsEnd) }
        return next
    }

    private var deskContext: WorkerContext {
        var context = WorkerContext(
            claimedTime: time.claimed(at: now),
            reckonedTime: time.reckoned(at: now),
            earliestTime: time.earliest(at: now),
            isStorePossible: isIntakePossible,
            calls: calls,
            accounts: accounts,
            clocks: clocks.clocks,
            latestTime: time.latestKnown(at: now),
            newestEntry: newestEntry,
            duty: duty,
            alarm: deskAlarm,
            isButtonTest: panic.isTesting
        )
        context.personsToTell = clocks.personsToTell
        context.callsBeingLogged = callsBeingLogged
        return context
    }

    /// The alarm as the desk sees it: the one that goes on, or else the last one, which is over.
    private mutating func watchAlarm() -> [Effect] {
        var alarm = panic.current.map { DeskAlarm($0) } ?? deskAlarm
        alarm?.isOver = panic.current == nil
        guard alarm != deskAlarm || panic.isTesting != wasButtonTest else { return [] }
        deskAlarm = alarm
        wasButtonTest = panic.isTesting
        return tellDesk(.alarmChanged)
    }

    private mutating func perform(_ decisions: [WorkerEffect]) -> [Effect] {
        decisions.flatMap { decision -> [Effect] in
            switch decision {
            case .say(let utterance): [.sayAtDesk(utterance)]
            case .hush: [.hushDesk]
            case .soundKeyTone: [.soundDeskKeyTone]
            case .soundErrorTone: [.soundDeskErrorTone]
            case .checkPIN(let check): [.checkPIN(check)]
            case .makeVerifier(let order): [.makeVerifier(order)]
            case .recordSignIn(let content): recordSignIn(content)
            case .log(let log): self.log(log)
            case .saveAccount(let saving): save(saving)
            case .takeStep(let saving): take(saving)
            case .storeIntake(let saving): store(saving)
            case .saveIntakeDraft(let saving): saveDraft(saving)
            case .eraseIntakeDraft(let place): [.eraseDraft(place)]
            case .mark(let marking): mark(marking)
            }
        }
    }

    private mutating func recordSignIn(_ content: SignInContent) -> [Effect] {
        deskRecords.add(
            DeskRecord(
                content: .signIn(content),
                urgency: .ordinary,
                happenedAt: now,
                worker: content.worker
            )
        )
        return []
    }

    private mutating func save(_ saving: AccountSaving) -> [Effect] {
        let record = DeskRecord(
            content: .service(
                ServiceContent(
                    action: saving.action.code,
                    number: UInt64(saving.account.number)
                )
            ),
            urgency: .ordinary,
            happenedAt: now,
            worker: saving.supervisor,
            account: saving.account,
            answer: saving.number
        )
        guard saving.action == .revoked else { return store(record) }
        // At once, whatever the disk does (R71).
        accounts.set(saving.account)
        return isJournalOpen ? store(record) : noteNotStored(record, .other)
    }

    private mutating func take(_ saving: StepSaving) -> [Effect] {
        store(
            DeskRecord(
                content: .step(saving.content),
                // What is found to be serious goes first, like a report that says so (R4).
                urgency: saving.content.starts == nil ? .ordinary : .urgent,
                happenedAt: now,
                worker: saving.worker,
                closing: saving.closing,
                finding: saving.finding,
                answer: saving.number
            )
        )
    }

    /// Asks the journal to store what an intake leaves behind, in place of its draft.
    private mutating func store(_ saving: IntakeSaving) -> [Effect] {
        guard isJournalOpen else {
            return tellDesk(.notStored(number: saving.number, .other))
        }
        lastTicket += 1
        var request = request(of: saving, ticket: lastTicket)
        request.replacesDraft = saving.replacesDraft
        request.interruption = saving.interruption
        return ask(request, as: .intake(number: saving.number))
    }

    private mutating func saveDraft(_ saving: IntakeSaving) -> [Effect] {
        guard isJournalOpen else { return [] }
        return [
            .saveDraft(request(of: saving, ticket: 0)),
            .saveTimeBound(time.boundToSave(at: now)),
        ]
    }

    private func request(of saving: IntakeSaving, ticket: UInt64) -> StoreRequest {
        var request = request(of: saving.outcome, ticket: ticket)
        request.draftPlace = saving.place
        request.trace.worker = saving.worker
        request.trace.call = saving.call?.hexadecimal
        return request
    }

    private mutating func mark(_ marking: AlarmMarking) -> [Effect] {
        let alarm = marking.alarm
        let content = PanicContent(
            incident: alarm.incident.hexadecimal,
            state: marking.mark.state,
            presses: alarm.presses,
            isTest: alarm.isTest
        )
        deskRecords.add(
            DeskRecord(
                content: .panic(content),
                urgency: .panic,
                happenedAt: now,
                worker: marking.worker
            )
        )
        return marking.mark == .accepted ? tellPanic(.accepted(alarm.incident)) : []
    }

    // MARK: Records of the desk

    /// Asks the journal to store a record of the desk, with the bound beside it.
    mutating func store(_ record: DeskRecord) -> [Effect] {
        lastTicket += 1
        var request = request(
            record.content,
            ticket: lastTicket,
            urgency: record.urgency,
            happenedAt: record.happenedAt
        )
        request.begin(by: record.earliest)
        request.trace.worker = record.worker
        request.account = record.account
        request.call = record.call.map { callChange(of: $0, isRecord: record.answer == nil) }
        request.closing = record.closing
        request.finding = record.finding
        return ask(request, as: .deskRecord(record))
    }

    /// A record of the desk is on disk.
    mutating func noteStored(_ record: DeskRecord, as entry: EntryReference) -> [Effect] {
        if let account = record.account { accounts.set(account) }
        guard let answer = record.answer else {
            deskRecords.stored()
            if let call = record.call { callsUnrecorded.remove(call) }
            return releaseLogs()
        }
        if let call = record.call { noteLogged(call) }
        if let closing = record.closing { clocks.apply(closing) }
        return tellDesk(.stored(number: answer, entry))
    }

    /// A record of the desk could not be stored.
    mutating func noteNotStored(_ record: DeskRecord, _ fault: StoreFault) -> [Effect] {
        guard let answer = record.answer else {
            deskRecords.failed(at: now)
            return releaseLogs()
        }
        if record.account?.isRevoked == true {
            // It is tried until the journal takes it; the supervisor need not come back for it.
            var again = record
            again.answer = nil
            deskRecords.add(again, notBefore: now + DeskRecordQueue.retry)
        }
        let effects = record.call.map { noteNotLogged($0) } ?? []
        return effects + tellDesk(.notStored(number: answer, fault))
    }

    /// The journal is open: the accounts, the calls and the first supervisor.
    mutating func openDesk(_ memory: StationMemory, isFirst: Bool) -> [Effect] {
        deskRecords.journalOpened(at: now)
        if isFirst {
            accounts = AccountBook(memory.accounts)
            let isLed = accounts.hasSupervisor(at: time.reckoned(at: now))
            if !isLed, let first = configuration.firstSupervisor, accounts[first.number] == nil {
                install(first)
            }
        }
        return tellDesk(.interruptedFound(memory.interrupted))
            + tellDesk(.findingsFound(memory.findings))
            + openCalls(memory.calls, isFirst: isFirst)
    }

    private mutating func install(_ supervisor: WorkerAccount) {
        accounts.set(supervisor)
        let content = ServiceContent(
            action: AccountAction.installed.code,
            number: UInt64(supervisor.number)
        )
        deskRecords.add(
            DeskRecord(
                content: .service(content),
                urgency: .log,
                happenedAt: now,
                account: supervisor
            )
        )
    }
}
