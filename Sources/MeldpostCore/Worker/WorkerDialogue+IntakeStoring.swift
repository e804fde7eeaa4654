/// What an intake asks for, and what comes of it: "stored" is said after the journal's answer (P1), and
/// what broke off is remembered until somebody completes it.
extension WorkerDialogue {
    /// The journal answered about what an intake handed to it.
    mutating func answerIntake(
        _ awaited: AwaitedIntake,
        _ entry: EntryReference?,
        _ fault: StoreFault?,
        now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        let place = awaited.place
        guard let offset = intakes.firstIndex(where: { $0.place == place }) else { return [] }
        let intake = intakes[offset]
        let isAttended = state.isAt(place)
        let input: VisitInput = fault.map { .recordNotStored($0) } ?? .recordStored
        let decided = intakes[offset].dialogue.handle(
            input,
            at: now,
            context: visitContext(context)
        )
        var effects = perform(decided, of: place, at: now, isSilent: fault == nil)
        guard let entry else { return effects }
        note(awaited.interruption, by: entry)
        if isAttended, !intakes[offset].dialogue.isActive {
            let told = decided.compactMap { effect -> [Phrase]? in
                if case .say(let utterance) = effect { utterance.phrases } else { nil }
            }
            let preface =
                [.worker(.intakeStored), .worker(.entry)] + digits(of: entry) + told.joined()
            effects += logCall(of: intake, preface: preface, at: now, context: context)
        } else {
            effects += logCallLater(of: intake, context: context)
        }
        forgetDone()
        return effects
    }

    /// What broke off is to be completed, and what a worker sent in addition completes it; what the
    /// journal remembers of it was in the commit of the entry.
    private mutating func note(_ change: InterruptionChange?, by entry: EntryReference) {
        switch change {
        case .began(let kind): interrupted.append(InterruptedRecord(entry: entry, kind: kind))
        case .ended(let completed): interrupted.removeAll { $0.entry == completed }
        case nil: break
        }
    }

    /// The call of an intake was what its record is: so the worker need not log it again.
    ///
    /// On a number that islands share it is asked which one it concerns (R23). Elsewhere the menu
    /// waits for the log, so that it does not count the call as one to be logged.
    private mutating func logCall(
        of intake: Intake,
        preface: [Phrase],
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard case .signedIn(var worker, _) = state else { return [] }
        // A log by hand that is on its way may still fail: the next one is of this record.
        if let call = intake.call { worker.keyedCall = intake.kind == .report ? call : nil }
        guard let kind = classToLog(of: intake, context) else {
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        worker.colleague = intake.colleague ?? worker.colleague
        worker.told = intake.call
        worker.toldAt = nil
        worker.naming = nil
        guard !isNumberShared else {
            return enter(.island(kind), of: worker, preface: preface, at: now, context: context)
        }
        guard let log = log(of: intake, as: kind, for: worker.colleague) else { return [] }
        let wait = WorkerWait(
            purpose: .intakeLog(preface),
            numbers: [log.number],
            since: now
        )
        // What is said of the record is said with the menu, once.
        state = .signedIn(worker, .waiting(wait))
        return [.log(log)]
    }

    /// The same where the record was on disk only when its worker had left: nobody waits for the log,
    /// and the lamp stays lit where it cannot be stored.
    private mutating func logCallLater(
        of intake: Intake,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard !isNumberShared, let kind = classToLog(of: intake, context),
            let log = log(of: intake, as: kind, for: intake.colleague)
        else { return [] }
        return [.log(log)]
    }

    /// What the call of an intake is to be logged as, where it is not logged yet, nor on its way to it.
    private func classToLog(of intake: Intake, _ context: WorkerContext) -> CallClass? {
        guard intake.addedTo == nil, let call = intake.call,
            context.calls[call]?.isWaiting == true, !context.callsBeingLogged.contains(call)
        else { return nil }
        return intake.kind == .report ? .report : .advice
    }

    private mutating func log(
        of intake: Intake,
        as kind: CallClass,
        for colleague: Int?
    ) -> CallLog? {
        guard let call = intake.call else { return nil }
        return CallLog(
            number: nextNumber(),
            call: call,
            classification: kind,
            island: island,
            worker: intake.worker,
            colleague: colleague,
            hasRecord: kind == .report
        )
    }

    // MARK: What an intake asks for

    mutating func perform(
        _ decided: [VisitEffect],
        of place: DraftPlace,
        at now: Instant,
        isSilent: Bool = false
    ) -> [WorkerEffect] {
        guard let intake = intakes.first(where: { $0.place == place }) else { return [] }
        return decided.flatMap { effect -> [WorkerEffect] in
            switch effect {
            case .say(let utterance):
                !isSilent && state.isAt(place) ? say(utterance.phrases, at: now) : []
            case .hush, .visitEnded: []
            case .soundKeyTone: [.soundKeyTone]
            case .soundErrorTone: [.soundErrorTone]
            case .submit(let outcome):
                store(outcome, of: intake, replacesDraft: !intake.dialogue.isDraftLeft)
            case .submitAgain(let outcome, let replacesDraft):
                store(outcome, of: intake, replacesDraft: replacesDraft)
            case .saveDraft(let outcome):
                [.saveIntakeDraft(saving(outcome, of: intake, number: 0, replacesDraft: false))]
            case .eraseDraft: [.eraseIntakeDraft(place)]
            }
        }
    }

    private mutating func store(
        _ outcome: VisitOutcome,
        of intake: Intake,
        replacesDraft: Bool
    ) -> [WorkerEffect] {
        let number = nextNumber()
        var saving = saving(outcome, of: intake, number: number, replacesDraft: replacesDraft)
        saving.interruption = interruption(by: outcome, of: intake)
        intakeAnswers[number] = AwaitedIntake(
            place: intake.place,
            interruption: saving.interruption
        )
        return [.storeIntake(saving)]
    }

    private func saving(
        _ outcome: VisitOutcome,
        of intake: Intake,
        number: UInt64,
        replacesDraft: Bool
    ) -> IntakeSaving {
        IntakeSaving(
            number: number,
            outcome: outcome,
            place: intake.place,
            replacesDraft: replacesDraft,
            worker: intake.worker,
            call: intake.call
        )
    }

    /// What a record of an intake changes about those that broke off.
    ///
    /// One that broke off is to be completed; what is added to one completes it where its worker sent
    /// it, and not where that broke off too.
    private func interruption(
        by outcome: VisitOutcome,
        of intake: Intake
    ) -> InterruptionChange? {
        guard let completed = intake.addedTo else {
            return outcome.isInterrupted ? .began(intake.kind) : nil
        }
        return outcome.isInterrupted ? nil : .ended(completed)
    }
}

/// A record of an intake on its way to the disk.
struct AwaitedIntake: Hashable, Sendable {
    /// The place of its intake.
    var place: DraftPlace
    /// What it changes about the records that broke off.
    var interruption: InterruptionChange?
}
