/// Calls: what is open, and what a worker says of it.
extension WorkerDialogue {
    /// The call that the menu is about: one that was answered since it last spoke, else the one that
    /// was chosen, else the one that goes on, else the newest that is over.
    func target(of worker: SignedInWorker, _ context: WorkerContext) -> OpenCall? {
        let waiting = context.calls.waiting
        if let call = answeredSince(worker, context) { return call }
        if let chosen = waiting.first(where: { $0.id == worker.target }) { return chosen }
        return waiting.last { !$0.isEnded && $0.isAnswered } ?? waiting.last { $0.isEnded }
            ?? waiting.last
    }

    /// The call before the one that the menu is about; before the oldest comes the newest.
    func nextTarget(of worker: SignedInWorker, _ context: WorkerContext) -> CallID? {
        let waiting = context.calls.waiting
        guard let now = target(of: worker, context),
            let place = waiting.firstIndex(where: { $0.id == now.id })
        else { return nil }
        return place == 0 ? waiting.last?.id : waiting[place - 1].id
    }

    /// What whoever comes to the desk must know, told on one key: the alarm, the
    /// terms that run, what broke off, and the open calls.
    func handOver(_ context: WorkerContext) -> [Phrase] {
        var phrases: [Phrase] = []
        if let alarm = context.alarm, !alarm.isOver, !isSilent || alarm.isTest {
            phrases += facts(of: alarm)
        }
        phrases += openTerms(context)
        if let first = interrupted.first {
            phrases += [.worker(.interruptedRecord)] + digits(of: first.entry)
        }
        phrases += resumablePhrases
        phrases += dutyPhrases(context)
        let waiting = context.calls.waiting
        guard let oldest = waiting.first else { return phrases + [.worker(.noOpenCalls)] }
        return phrases + [.worker(.openCalls), .number(min(waiting.count, Phrase.largestNumber))]
            + description(of: oldest)
    }

    /// Who is on call, and the first hour within a day in which nobody is.
    private func dutyPhrases(_ context: WorkerContext) -> [Phrase] {
        guard let duty = context.duty else { return [] }
        var phrases: [Phrase] = []
        if let worker = duty.worker {
            phrases += [.worker(.onCall)] + digits(ofWorker: worker)
        }
        if let gap = duty.gap {
            phrases += [
                .worker(.nobodyOnCall), .weekday(Weekday(hour: gap)), .hour(gap.hourOfDay),
            ]
        }
        return phrases
    }

    /// By what a worker knows a call: line, day, hour, and whether somebody answered.
    func description(of call: OpenCall) -> [Phrase] {
        let state: WorkerPrompt =
            call.isEnded ? (call.isAnswered ? .callAnswered : .callMissed) : .callGoesOn
        return [
            .worker(.callOnLine), .number(Int(call.line.rawValue)),
            .weekday(Weekday(hour: call.hour)),
            .hour(call.hour.hourOfDay), .worker(state),
        ]
    }

    /// Hands to the journal what a call was; "logged" is said after its answer (P1).
    mutating func log(
        _ kind: CallClass,
        on island: Island?,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard let call = told(of: worker, context) else {
            return enter(.menu, of: worker, at: now, context: context)
        }
        guard !context.callsBeingLogged.contains(call.id) else {
            // The journal has not answered about the log before; a second one would be another record.
            let preface: [Phrase] = [.worker(.unknownEnd)]
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        return log(
            [(call.id, kind)],
            on: island,
            named: description(of: call),
            by: worker,
            at: now,
            context: context
        )
    }

    /// Closes every call that is over and that nobody logged.
    ///
    /// One whose log is on its way stays as it was said to be, wherever the journal is with it.
    mutating func closeAll(
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        let ended = context.calls.waiting.filter(\.isEnded)
        let calls = ended.filter { !context.callsBeingLogged.contains($0.id) }
            .map { ($0.id, CallClass.notKnown) }
        guard !calls.isEmpty else {
            let preface: [Phrase] = [.worker(ended.isEmpty ? .noOpenCalls : .unknownEnd)]
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        return log(calls, on: nil, by: worker, at: now, context: context)
    }

    private mutating func log(
        _ calls: [(id: CallID, kind: CallClass)],
        on island: Island?,
        named name: [Phrase] = [],
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard context.isStorePossible else {
            let preface: [Phrase] = [.worker(.notStored)]
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        let logs = calls.map { call in
            CallLog(
                number: nextNumber(),
                call: call.id,
                classification: call.kind,
                island: island,
                worker: worker.number,
                colleague: worker.colleague,
                hasRecord: call.kind == .report && call.id == worker.keyedCall
            )
        }
        let isReport = calls.contains { $0.kind == .report }
        let wait = WorkerWait(
            purpose: .logs(isReport: isReport, of: name),
            numbers: Set(logs.map(\.number)),
            since: now
        )
        let effects = enter(.waiting(wait), of: worker, at: now, context: context)
        return effects + logs.map { .log($0) }
    }

    mutating func answerColleague(
        _ key: Key,
        after digits: KeyedDigits,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch keyNumber(key, after: digits) {
        case .refused: return nil
        case .left: return enter(.others, of: worker, at: now, context: context)
        case .more(let digits):
            state = .signedIn(worker, .colleague(digits))
            return restartSilence(at: now)
        case .whole(let number):
            guard context.accounts[number] != nil else {
                let preface: [Phrase] = [.worker(.accountUnknown)]
                return enter(.others, of: worker, preface: preface, at: now, context: context)
            }
            var worker = worker
            worker.colleague = number == worker.number ? nil : number
            return enter(.menu, of: worker, at: now, context: context)
        }
    }

    /// What came of a key where the number of a worker is keyed.
    enum NumberKeying {
        case refused
        case left
        case more(KeyedDigits)
        case whole(Int)
    }

    func keyNumber(_ key: Key, after digits: KeyedDigits) -> NumberKeying {
        var digits = digits
        guard let digit = key.digit else {
            guard key == .star else { return .refused }
            guard !digits.isEmpty else { return .left }
            digits.removeLast()
            return .more(digits)
        }
        guard digits.count > 0 || digit > 0 else { return .refused }
        digits.append(digit)
        return digits.count == KeyedDigits.worker ? .whole(digits.value) : .more(digits)
    }

    /// The journal or the verifier answered.
    mutating func takeAnswer(
        of number: UInt64,
        entry: EntryReference?,
        fault: StoreFault?,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        if let awaited = intakeAnswers.removeValue(forKey: number) {
            return answerIntake(awaited, entry, fault, now: now, context: context)
        }
        noteFinding(of: number, entry, context)
        guard case .signedIn(var worker, .waiting(var wait)) = state,
            wait.numbers.remove(number) != nil
        else { return [] }
        wait.hasFailed = wait.hasFailed || fault != nil
        wait.hasStored = wait.hasStored || fault == nil
        guard wait.numbers.isEmpty else {
            state = .signedIn(worker, .waiting(wait))
            return []
        }
        let said = wait.said
        if !wait.hasFailed, wait.isOfCalls {
            worker.target = nil
            worker.colleague = nil
        }
        let next: WorkerPlace
        switch wait.purpose {
        case .step(let subject): next = .terms(subject)
        case .finding(let subject): next = .terms(entry ?? subject)
        case .logs(isReport: true, _):
            worker.loggedReport = wait.hasFailed ? nil : entry
            next = .menu
        case .logs, .intakeLog, .verifier, .account, .revocation: next = .menu
        }
        return enter(next, of: worker, preface: said, at: now, context: context)
    }
}
