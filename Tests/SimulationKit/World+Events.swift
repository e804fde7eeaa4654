import MeldpostCore

extension World {
    func perform(_ event: WorldEvent) {
        switch event {
        case .stimulus(let stimulus, let boot):
            guard boot == self.boot, station != nil else { return }
            note(stimulus)
            tell(stimulus)
            if case .journalOpened(let memory) = stimulus { checkLatched(memory) }
        case .journalAnswers(let ticket, let boot):
            guard boot == self.boot, station != nil else { return }
            answer(ticket)
        case .answer(let number, let answer, let confirmed, let boot):
            guard boot == self.boot, station != nil, isAttached else { return }
            deliver(number, answer, confirmed)
        case .command(let command):
            perform(command)
        case .deskOpens, .deskCloses, .deskAccepts:
            act(event)
        case .termChecked(let reference, let term):
            checkTerm(reference, term)
        case .pressChecked(let press):
            check(press)
        case .acceptanceChecked(let incident, let time):
            checkAcceptance(incident, acceptedAt: time)
        }
    }

    /// Somebody at the desk does something, or, where nobody is there, an hour later.
    private func act(_ event: WorldEvent) {
        guard isDeskAttended else {
            queue.add(event, at: now + 3_600_000)
            return
        }
        switch event {
        case .deskOpens(let reference): centre.open(reference)
        case .deskCloses(let clock): centre.close(clock)
        case .deskAccepts(let incident):
            centre.accept(incident)
            queue.add(.acceptanceChecked(incident, acceptedAt: now), at: now + 60_000)
        default: break
        }
    }

    /// Keeps in mind what the station is told of its doors.
    private func note(_ stimulus: Stimulus) {
        switch stimulus {
        case .courierAttached:
            isAttached = true
            oracle.pathSoundSince = now
        case .courierDetached: isAttached = false
        case .journalOpened: oracle.journalOpenedAt = now
        default: break
        }
    }

    private func answer(_ ticket: UInt64) {
        journal.settle(to: now)
        switch journal.answer(to: ticket) {
        case nil:
            break
        case .stored(let entry):
            noteStored(ticket, entry)
            tell(.stored(ticket: ticket, entry))
        case .failed(let fault):
            tell(.storeFailed(ticket: ticket, fault))
        }
    }

    private func perform(_ command: WorldCommand) {
        switch command {
        case .link(let isUp):
            link.isUp = isUp
            oracle.pathSoundSince = now
        case .loss(let request, let answer, let late):
            oracle.pathSoundSince = now
            link.lostRequestPercent = request
            link.lostAnswerPercent = answer
            link.latePercent = late
        case .power(let isOn):
            isOn ? powerOn() : powerOff()
        case .courier(let isWanted):
            isCourierWanted = isWanted
            guard station != nil, isWanted != isAttached else { return }
            let stimulus: Stimulus = isWanted ? .courierAttached : .courierDetached
            note(stimulus)
            tell(stimulus)
        case .disk(let kind):
            setDisk(kind)
        case .journal(let isOpen):
            setJournal(isOpen)
        case .wallClock(let offset):
            wallOffset = offset
            tell(.wallClockRead(wallClock))
        case .contacts(let normallyClosed, let normallyOpen):
            contacts = PanicContacts(
                normallyClosedConducts: normallyClosed,
                normallyOpenConducts: normallyOpen
            )
            tell(.panicContactsRead(contacts))
        case .press(let duration):
            press(duration)
        case .reset:
            guard station != nil else { return }
            oracle.isAlarmLatched = false
            oracle.lastReset = now
            tell(.resetRequested)
        case .test(let isOn):
            setTest(isOn)
        case .key(let key):
            tell(.keyPressed(key))
        case .handset(let isLifted):
            oracle.leftAt = isLifted ? nil : now
            if isLifted {
                oracle.askedBefore = max(oracle.askedBefore, oracle.askedAnswers)
                oracle.askedAnswers = 0
            }
            tell(.handsetMoved(isLifted: isLifted))
        case .lineRings(let line, let isOn):
            ringing[line] = isOn
            tell(.lineRings(line, isOn))
        case .lineOffHook(let line, let isUp):
            offHook[line] = isUp
            tell(.lineOffHook(line, isUp))
        case .callBegins:
            break
        case .callEnds(let line, let start):
            checkCall(WorldCall(line: line, start: start))
        case .deskKey(let key):
            tell(.deskKeyPressed(key))
        case .deskHangUp:
            tell(.deskHandsetMoved(isLifted: false))
        case .inboxLosesPieces:
            centre.losePieces()
        case .inboxRefusesNext(let isRefused):
            refusesNext = isRefused
            if !isRefused { centre.refused = nil }
        case .clocksChecked:
            checkClocks()
        case .desk(let isAttended):
            isDeskAttended = isAttended
        }
    }

    private func setDisk(_ kind: WorldCommand.DiskKind) {
        journal.settle(to: now)
        journal.disk =
            switch kind {
            case .sound: .sound
            case .slow: .slow
            case .full: .full
            case .failing: .failing
            case .readOnly: .readOnly
            }
    }

    private func setJournal(_ isOpen: Bool) {
        isJournalWanted = isOpen
        journal.settle(to: now)
        guard station != nil else { return }
        oracle.journalOpenedAt = isOpen ? now : oracle.journalOpenedAt
        if isOpen { promoteDraft() }
        tell(isOpen ? .journalOpened(journal.memory) : .journalFailed(.other))
    }
}
