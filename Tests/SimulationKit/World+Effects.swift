import MeldpostCore

/// The doors: what carries out the station's effects.
extension World {
    func carryOut(_ effects: [Effect]) {
        guard !effects.isEmpty else { return }
        checkPanicEffects(effects)
        for effect in effects {
            carryOut(effect)
        }
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .say(let utterance):
            hear(utterance)
        case .sayAtDesk(let utterance):
            hearAtDesk(utterance)
        case .hush, .soundKeyTone, .soundErrorTone, .hushDesk, .soundDeskKeyTone,
            .soundDeskErrorTone:
            break
        case .checkPIN(let check):
            self.check(check)
        case .makeVerifier(let order):
            make(order)
        case .keepCall(let call):
            ask(.keepCall(call))
        case .setLamp(let lamp, let rhythm):
            lamps[lamp] = rhythm
        case .confirmPresses, .tellTechnician, .testPanel, .probeDisk, .cancelProbe:
            break
        case .setRelay(let isClosed):
            relayIsClosed = isClosed
        case .store(let request):
            store(request)
        case .saveDraft(let request) where request.draftPlace != .kiosk:
            ask(.saveDraft(request, at: now))
            cutPowerPerhaps()
        case .saveDraft(let request):
            oracle.askedAnswers = request.answerCount
            oracle.askedBefore = 0
            let doneAt = ask(.saveDraft(request, at: now))
            // A disk that is slow or takes nothing keeps what it kept before.
            let isPrompt = journal.disk == .sound && doneAt < now + 60
            oracle.draftAnswers = isPrompt ? request.answerCount : 0
            cutPowerPerhaps()
        case .eraseDraft(let place):
            if place == .kiosk { oracle.draftAnswers = 0 }
            ask(.eraseDraft(place))
        case .markReceipted(let reference):
            ask(.markReceipted(reference))
        case .eraseBody(let reference):
            checkErase(reference)
            counts.erased += 1
            ask(.erase(reference))
        case .closeClock(let reference, let term):
            ask(.closeClock(reference, term))
        case .latchPanic(let memory):
            ask(.latch(memory))
        case .saveOwedSlots(let count):
            ask(.owed(count))
        case .saveTimeBound(let bound):
            if trueTime < bound { violate("P7: a bound that is saved lies after the true time") }
            ask(.bound(bound))
        case .commitDummy:
            if keepsOrderLog { dummyLog.append(now) }
        case .exchange(let order):
            exchange(order)
        }
    }

    @discardableResult
    func ask(_ step: ModelJournal.Step) -> Int64 {
        let isRecord = if case .store = step { true } else { false }
        let isSlow = isRecord && journal.disk == .slow
        return journal.ask(step, duration: number(isSlow ? 2_000...90_000 : 3...30), at: now)
    }

    private func store(_ request: StoreRequest) {
        noteRequest(request)
        checkAsked(request)
        let length: UInt32 =
            switch request.content.kind {
            case .report, .adviceRequest, .hotlineCall, .signIn: settings.visitLength
            default: settings.visitLength / 3
            }
        let doneAt = ask(.store(request, length: length, at: now))
        queue.add(.journalAnswers(ticket: request.ticket, boot: boot), at: doneAt + number(1...5))
        if request.replacesDraft, request.draftPlace == .kiosk { oracle.draftAnswers = 0 }
        cutPowerPerhaps()
    }

    private func cutPowerPerhaps() {
        if chance(cutsPerHundredCommits) {
            schedule(.power(isOn: false), at: now + number(0...60))
            schedule(.power(isOn: true), at: now + number(1_000...600_000))
        }
    }

    private func exchange(_ order: ExchangeOrder) {
        counts.exchanges += 1
        if keepsOrderLog {
            orderLog.append(OrderNote(time: now, lane: order.lane))
        }
        let boot = boot
        guard link.isUp else {
            if !chance(30) {
                fail(order.number, .notConnected, after: number(50...3_000))
            }
            return
        }
        if order.lane == .panic {
            queue.add(.stimulus(.exchangeSent(number: order.number), boot: boot), at: now + 2)
        }
        guard !chance(link.lostRequestPercent) else {
            fail(order.number, .timedOut, after: 8_000)
            return
        }
        var answer = takeAtCentre(order.load)
        let confirmed: UnixTime? =
            random.next() % settings.answersPerConfirmation == 0 ? trueTime : nil
        guard !chance(link.lostAnswerPercent) else {
            if chance(50) { fail(order.number, .connectionLost, after: number(100...8_000)) }
            return
        }
        if chance(link.latePercent) {
            // Comes after the station gave it up, or twice: nothing may depend on it.
            let isDouble = chance(50)
            answer.stimuli = isDouble ? answer.stimuli : []
            queue.add(
                .answer(number: order.number, answer, confirmed: nil, boot: boot),
                at: now + number(15_001...100_000)
            )
            guard isDouble else { return }
        }
        queue.add(
            .answer(number: order.number, answer, confirmed: confirmed, boot: boot),
            at: now + number(60...900)
        )
    }

    private func fail(_ number: UInt64, _ fault: CourierFault, after delay: Int64) {
        queue.add(
            .stimulus(.exchangeFailed(number: number, fault), boot: boot),
            at: now + delay
        )
    }

    private func takeAtCentre(_ load: CellLoad) -> ModelCentre.Answer {
        var length: UInt32 = 0
        if case .piece(let reference, _) = load {
            journal.settle(to: now)
            guard let stored = journal.entries[reference], !stored.isErased else {
                violate("a piece was ordered of an entry that is not in the journal")
                return ModelCentre.Answer(cursor: cursor)
            }
            length = stored.entry.length
            if refusesNext {
                refusesNext = false
                centre.refused = reference
            }
            let isNew = !centre.complete.contains(reference)
            let answer = centre.take(load, length: length, cursor: cursor)
            if isNew, centre.complete.contains(reference) {
                arrive(reference)
            }
            return answer
        }
        if case .panic(let notice) = load, !notice.isTest, notice.state == .pressed,
            centre.panics[notice.incident] == nil
        {
            queue.add(.deskAccepts(notice.incident), at: now + number(30_000...600_000))
        }
        return centre.take(load, length: 0, cursor: cursor)
    }

    /// An entry is complete at the centre: people there will act on it.
    private func arrive(_ reference: EntryReference) {
        queue.add(.deskOpens(reference), at: now + number(3_600_000...172_800_000))
        for clock in journal.clocks where clock.entry == reference {
            let term = clock.term.duration.wholeMilliseconds
            queue.add(.deskCloses(clock), at: now + number(3_600_000...term * 3 / 2))
        }
    }

    func deliver(_ number: UInt64, _ answer: ModelCentre.Answer, _ confirmed: UnixTime?) {
        if let confirmed { tell(.timeConfirmed(confirmed)) }
        // Receipts of panic signals come before the answer in one loop and after it in another.
        let isBefore = chance(50)
        if isBefore { answer.stimuli.forEach(tell) }
        tell(.exchangeAnswered(number: number, answer.progress))
        if !isBefore { answer.stimuli.forEach(tell) }
        if answer.cursor > cursor, station != nil {
            cursor = answer.cursor
            ask(.cursor(cursor))
        }
    }
}
