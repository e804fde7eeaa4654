/// The legal terms as a worker hears them, and the steps that close them.
///
/// A step is a record; the one that the law names for a term closes it once it is on disk. No key
/// stops, moves or hides a clock (R30).
extension WorkerDialogue {
    /// How many terms run, and what is left of the first.
    func openTerms(_ context: WorkerContext) -> [Phrase] {
        guard let first = context.clocks.first else { return [] }
        let count = min(context.clocks.count, Phrase.largestNumber)
        return [.worker(.openTerms), .number(count), .worker(.firstDue)]
            + timeLeft(until: first.deadline, context)
    }

    /// What is left of a term, rounded down: days and hours, or hours and minutes on the last day.
    func timeLeft(until deadline: UnixTime, _ context: WorkerContext) -> [Phrase] {
        let minutes = (deadline - context.latestTime).wholeMilliseconds / 60_000
        guard context.latestTime < deadline else { return [.worker(.overdue)] }
        let (days, hours) = (Int(minutes / 1_440), Int(minutes / 60 % 24))
        guard days == 0 else {
            return [.number(days), .worker(.days), .number(hours), .worker(.hours)]
        }
        return [.number(hours), .worker(.hours), .number(Int(minutes % 60)), .worker(.minutes)]
    }

    /// The records with a term, the one whose term ends first before the others, then those that broke
    /// off.
    private func entries(_ context: WorkerContext) -> [EntryReference] {
        (context.clocks.map(\.entry) + interrupted.map(\.entry)).reduce(into: []) { found, entry in
            if !found.contains(entry) { found.append(entry) }
        }
    }

    /// The record that the place is about: the one that was chosen, else the most pressing one.
    func subject(_ entry: EntryReference?, _ context: WorkerContext) -> EntryReference? {
        entry ?? context.clocks.first?.entry ?? interrupted.first?.entry
    }

    func termsScript(_ chosen: EntryReference?, _ context: WorkerContext) -> [Phrase] {
        guard let entry = subject(chosen, context) else {
            return [.worker(.noTerms)] + option(4, .otherEntry)
        }
        let clocks = context.clocks.filter { $0.entry == entry }
        var phrases = [Phrase.worker(.entry)] + digits(of: entry)
        if let start = clocks.first?.start {
            phrases += [.weekday(Weekday(hour: start)), .hour(start.hourOfDay)]
        }
        phrases += clocks.isEmpty ? [.worker(.noTerms)] : []
        for clock in clocks {
            phrases += [.worker(clock.term.prompt)] + timeLeft(until: clock.deadline, context)
            if clock.term == .tellPersonConcerned { phrases += untold(of: entry, context) }
        }
        if interrupted.contains(where: { $0.entry == entry }) {
            phrases.append(.worker(.isInterrupted))
        }
        let hasNext = entries(context).contains { $0 != entry }
        return phrases + option(1, .takeStep) + (hasNext ? option(2, .nextEntry) : [])
            + addScript(at: entry, context) + option(4, .otherEntry)
    }

    /// Adding, where that can be done; another record than the one that was spoken of is named, and what
    /// it is, where the desk does not know it.
    private func addScript(at entry: EntryReference, _ context: WorkerContext) -> [Phrase] {
        guard let (subject, isKindSaid) = addable(at: entry, context) else { return [] }
        let number =
            subject.entry == entry ? [] : [.worker(.entry)] + digits(of: subject.entry)
        return [.worker(.addTo)] + number + (isKindSaid ? [.worker(.report)] : [])
            + [.prompt(.press), .number(3)]
    }

    /// The kind of a record to which answers can be added, as far as the desk knows it: what broke off,
    /// or a report, a call that was one or an addendum whose term runs.
    func addableKind(
        of entry: EntryReference,
        _ context: WorkerContext
    ) -> VisitKind? {
        if let record = interrupted.first(where: { $0.entry == entry }) { return record.kind }
        let terms: [LegalTerm] = [.decideOnSteps, .takeUpSerious, .tellPersonConcerned]
        let isReport = context.clocks.contains { $0.entry == entry && terms.contains($0.term) }
        return isReport ? .report : nil
    }

    /// The number of a record, digit by digit.
    func digits(of entry: EntryReference) -> [Phrase] {
        "\(entry.sequence)".utf8.map { .digit($0 - UInt8(ascii: "0")) }
    }

    // MARK: Keys

    mutating func answerTerms(
        _ key: Key,
        on chosen: EntryReference?,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        let entry = subject(chosen, context)
        switch key {
        case .one:
            guard let entry else { return nil }
            return enter(.stepGroups(entry), of: worker, at: now, context: context)
        case .two:
            let entries = entries(context)
            guard let entry, entries.contains(where: { $0 != entry }) else { return nil }
            let place = entries.firstIndex(of: entry).map { $0 + 1 } ?? 0
            let next = entries[place % entries.count]
            return enter(.terms(next), of: worker, at: now, context: context)
        case .three:
            guard let subject = entry.flatMap({ addable(at: $0, context)?.subject }),
                let kind = subject.kind
            else { return nil }
            return beginAddendum(to: subject.entry, kind, by: worker, at: now, context: context)
        case .four:
            return enter(.entryNumber(KeyedDigits()), of: worker, at: now, context: context)
        default:
            return nil
        }
    }

    mutating func answerEntryNumber(
        _ key: Key,
        after digits: KeyedDigits,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        var digits = digits
        switch key {
        case .star where digits.isEmpty:
            return enter(.terms(nil), of: worker, at: now, context: context)
        case .star:
            digits.removeLast()
        case .square:
            guard let newest = context.newestEntry,
                (1...newest.sequence).contains(UInt64(digits.value))
            else {
                let preface: [Phrase] = [.worker(.entryUnknown)]
                return enter(.terms(nil), of: worker, preface: preface, at: now, context: context)
            }
            let entry = EntryReference(journal: newest.journal, sequence: UInt64(digits.value))
            return enter(.terms(entry), of: worker, at: now, context: context)
        default:
            guard let digit = key.digit, digits.count < KeyedDigits.entry else { return nil }
            digits.append(digit)
        }
        state = .signedIn(worker, .entryNumber(digits))
        return restartSilence(at: now)
    }

    mutating func answerStepGroup(
        _ key: Key,
        on entry: EntryReference,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard let group = choice(key, of: StepGroup.allCases) else { return nil }
        return enter(.step(entry, group), of: worker, at: now, context: context)
    }

    mutating func answerStep(
        _ key: Key,
        of group: StepGroup,
        on entry: EntryReference,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch choice(key, of: group.choices) {
        case nil:
            return nil
        case .step(.assessed):
            return enter(.assessment(entry), of: worker, at: now, context: context)
        case .step(.personTold):
            return enter(.personTold(entry), of: worker, at: now, context: context)
        case .step(let step):
            return take(step, on: entry, by: worker, at: now, context: context)
        case .waiting(let reason):
            // Only where it is certain: a clock that runs ahead makes the term sound over, and a reason
            // that is not recorded is lost, while one that is moves no term (R30).
            let isTooLate = context.clocks.contains {
                $0.entry == entry && $0.term == .tellPersonConcerned
                    && !(context.earliestTime < $0.deadline)
            }
            guard !isTooLate else {
                // No ground is given for waiting longer than the term (DOMAIN 4.2).
                let preface: [Phrase] = [.worker(.waitTooLate)]
                let place = WorkerPlace.stepGroups(entry)
                return enter(place, of: worker, preface: preface, at: now, context: context)
            }
            return take(
                .waiting,
                reason: reason,
                on: entry,
                by: worker,
                at: now,
                context: context
            )
        }
    }

    /// Hands a step to the journal; it holds, and closes its term, after the answer (P1).
    mutating func take(
        _ step: StepCode,
        person: Int? = nil,
        reason: WaitingReason? = nil,
        outcome: Code? = nil,
        on entry: EntryReference,
        ofKind kind: VisitKind? = nil,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard context.isStorePossible else {
            let preface: [Phrase] = [.worker(.notStored)]
            let place = WorkerPlace.terms(entry)
            return enter(place, of: worker, preface: preface, at: now, context: context)
        }
        let number = nextNumber()
        let isOwnJournal = entry.journal == context.newestEntry?.journal
        var saving = StepSaving(
            number: number,
            entry: entry,
            content: StepContent(
                sequence: entry.sequence,
                journal: isOwnJournal ? nil : entry.journal.hexadecimal,
                step: step.code,
                person: person,
                reason: reason?.code,
                outcome: outcome
            ),
            worker: worker.number
        )
        if saving.content.starts != nil {
            saving.finding = subject(ofFindingOn: entry, ofKind: kind, context)
            awaitedFindings[number] = saving.finding
        }
        let wait = WorkerWait(
            purpose: saving.finding == nil ? .step(entry) : .finding(entry),
            numbers: [number],
            since: now
        )
        let effects = enter(.waiting(wait), of: worker, at: now, context: context)
        return effects + [.takeStep(saving)]
    }
}
