extension WorkerDialogue {
    /// A key: it silences the voice at once and counts once.
    mutating func press(_ key: Key, at now: Instant, context: WorkerContext) -> [WorkerEffect] {
        let hush = hush()
        keyedAt = now
        cutNameShort(at: now)
        if case .signedIn(let worker, .intake(let place)) = state {
            return hush
                + pressIntake(key, at: place, of: worker, now: now, context: context)
        }
        guard !isTooEarly(key, at: now) else {
            times = 1
            return hush + [.soundErrorTone] + sayAgain(at: now, context: context)
        }
        guard let effects = answer(key, at: now, context: context) else {
            times = 1
            return hush + [.soundErrorTone]
                + sayAgain(preface: [.prompt(.refusedKey)], at: now, context: context)
        }
        return hush + [.soundKeyTone] + effects
    }

    private mutating func answer(
        _ key: Key,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch state {
        case .idle:
            return answerIdle(key, at: now, context: context)
        case .number(let digits):
            return answerNumber(key, after: digits, at: now)
        case .pin(let worker, let pin):
            return answerPIN(key, of: worker, after: pin, at: now, context: context)
        case .checking:
            return nil
        case .signedIn(let worker, let place):
            return answer(key, at: place, of: worker, now: now, context: context)
        }
    }

    private mutating func answer(
        _ key: Key,
        at place: WorkerPlace,
        of worker: SignedInWorker,
        now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch place {
        case .waiting:
            return nil
        case .colleague(let digits):
            return answerColleague(key, after: digits, of: worker, at: now, context: context)
        case .entryNumber(let digits):
            return answerEntryNumber(key, after: digits, of: worker, at: now, context: context)
        case .personTold(let entry):
            return answerPerson(key, on: entry, of: worker, at: now, context: context)
        case .accountNumber(let task, let digits):
            return answerAccountNumber(
                key,
                after: digits,
                of: worker,
                for: task,
                at: now,
                context: context
            )
        case .accountMonths(let draft, let digits):
            return answerMonths(
                key,
                after: digits,
                of: worker,
                for: draft,
                at: now,
                context: context
            )
        case .newPIN(let draft, let pin):
            return answerNewPIN(key, after: pin, of: worker, for: draft, at: now, context: context)
        case .newPINAgain(let draft, let first, let pin):
            return answerNewPINAgain(
                key,
                after: pin,
                first: first,
                of: worker,
                for: draft,
                at: now,
                context: context
            )
        default:
            break
        }
        switch key {
        case .zero:
            times = 1
            return sayAgain(preface: [.worker(.menuHelp)], at: now, context: context)
        case .nine:
            return signOut([.signedOut], at: now, context: context)
        case .star:
            return enter(back(from: place), of: worker, at: now, context: context)
        default:
            return answerChoice(key, at: place, of: worker, now: now, context: context)
        }
    }

    /// Where `*` leads.
    private func back(from place: WorkerPlace) -> WorkerPlace {
        switch place {
        case .accountRole, .closeAll, .revoke: .accounts
        case .accounts, .alarm: .others
        case .stepGroups(let entry): .terms(entry)
        case .step(let entry, _): .stepGroups(entry)
        case .assessment(let entry): .step(entry, .decided)
        default: .menu
        }
    }

    private mutating func answerChoice(
        _ key: Key,
        at place: WorkerPlace,
        of worker: SignedInWorker,
        now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch place {
        case .menu:
            return answerMenu(key, of: worker, at: now, context: context)
        case .withoutData:
            let kinds = CallClass.withoutData
            guard let kind = choice(key, of: kinds) else { return nil }
            return log(kind, on: nil, by: worker, at: now, context: context)
        case .island(let kind) where key == .four || key == .five,
            .confirm(let kind) where key == .four || key == .five:
            let call = told(of: worker, context)?.id
            guard key == .four || call != nil else { return nil }
            return beginIntake(
                of: kind,
                on: key == .four ? call : nil,
                by: worker,
                at: now,
                context: context
            )
        case .island(let kind):
            guard let island = choice(key, of: [Island.saba, .sintEustatius, nil]) else {
                return nil
            }
            return log(kind, on: island, by: worker, at: now, context: context)
        case .confirm(let kind):
            guard key == .square else { return nil }
            return log(kind, on: island, by: worker, at: now, context: context)
        case .others:
            return answerOthers(key, of: worker, at: now, context: context)
        case .alarm:
            return answerAlarm(key, of: worker, at: now, context: context)
        case .resume(let place):
            return answerResume(key, of: place, by: worker, at: now, context: context)
        case .terms(let entry):
            return answerTerms(key, on: entry, of: worker, at: now, context: context)
        case .stepGroups(let entry):
            return answerStepGroup(key, on: entry, of: worker, at: now, context: context)
        case .step(let entry, let group):
            return answerStep(key, of: group, on: entry, by: worker, at: now, context: context)
        case .assessment(let entry):
            return answerAssessment(key, on: entry, by: worker, at: now, context: context)
        case .accounts:
            return answerAccounts(key, of: worker, at: now, context: context)
        case .closeAll:
            guard key == .square else { return nil }
            return closeAll(by: worker, at: now, context: context)
        case .accountRole(let draft):
            return answerRole(key, of: worker, for: draft, at: now, context: context)
        case .revoke(let account):
            guard key == .square else { return nil }
            return revoke(account, by: worker, at: now, context: context)
        case .intake, .colleague, .entryNumber, .personTold, .accountNumber, .accountMonths,
            .newPIN,
            .newPINAgain, .waiting:
            preconditionFailure("these were answered before")
        }
    }

    private mutating func answerMenu(
        _ key: Key,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch key {
        case .square:
            let steps: [Phrase] = context.clocks.isEmpty ? [] : option(5, .steps)
            let told = handOver(context)
            noteHandOver(told, to: worker, at: now, context)
            return say(told + steps, at: now)
        case .five:
            return enter(.terms(nil), of: worker, at: now, context: context)
        case .six:
            guard let intake = resumable(by: worker.number).first else { return nil }
            return enter(.resume(intake.place), of: worker, at: now, context: context)
        case .four:
            return enter(.others, of: worker, at: now, context: context)
        case .seven:
            return findDanger(by: worker, at: now, context: context)
        case .one, .two, .three:
            return answerWhat(key, of: worker, at: now, context: context)
        default:
            return nil
        }
    }

    /// What the call was: a report, advice, or without data.
    private mutating func answerWhat(
        _ key: Key,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        let call = spokenTarget(of: worker, context)
        let worker = choosing(call, worker, at: now, context)
        let place: WorkerPlace
        switch key {
        case .three:
            guard call != nil else { return nil }
            place = .withoutData
        default:
            let kind: CallClass = key == .one ? .report : .advice
            place = isNumberShared && call != nil ? .island(kind) : .confirm(kind)
        }
        return enter(place, of: worker, at: now, context: context)
    }

    private mutating func answerOthers(
        _ key: Key,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch key {
        case .one:
            var worker = worker
            worker.target = nextTarget(of: worker, context)
            guard worker.target != nil else { return nil }
            // The menu speaks of the chosen one, whatever was answered meanwhile.
            worker.knownAnswered = answeredCalls(context)
            return enter(.menu, of: worker, at: now, context: context)
        case .two:
            return enter(.colleague(KeyedDigits()), of: worker, at: now, context: context)
        case .three:
            return enter(.alarm, of: worker, at: now, context: context)
        case .four:
            guard worker.isSupervisor else { return nil }
            return enter(.accounts, of: worker, at: now, context: context)
        default:
            return nil
        }
    }

    /// The element that `key` names when they are counted from one.
    func choice<Element>(_ key: Key, of elements: [Element]) -> Element? {
        guard let digit = key.digit else { return nil }
        let offset = Int(digit) - 1
        return elements.indices.contains(offset) ? elements[offset] : nil
    }

    /// Whether the hotline's number serves more than this island (R23).
    var isNumberShared: Bool { island != .bonaire }
}
