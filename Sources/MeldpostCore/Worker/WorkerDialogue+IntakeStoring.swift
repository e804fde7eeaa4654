/// What an intake asks for, and what comes of it: "stored" is said after the journal's answer (P1), and
/// what broke off is remembered until somebody completes it.
extension WorkerDialogue {
    /// The journal answered about what an intake handed to it.
    mutating func answerIntake(
        at place: DraftPlace,
        _ entry: EntryReference?,
        _ fault: StoreFault?,
        now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
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
        note(entry, of: intake)
        if isAttended, !intakes[offset].dialogue.isActive {
            let told = decided.compactMap { effect -> [Phrase]? in
                if case .say(let utterance) = effect { utterance.phrases } else { nil }
            }
            let preface =
                [.worker(.intakeStored), .worker(.entry)] + digits(of: entry) + told.joined()
            effects += logCall(of: intake, decided, preface: preface, at: now, context: context)
        }
        forgetDone()
        return effects
    }

    /// What broke off is to be completed; what was added completes it.
    private mutating func note(_ entry: EntryReference, of intake: Intake) {
        if let completed = intake.addedTo {
            interrupted.removeAll { $0.entry == completed }
        } else if intake.isAbandoned {
            find(InterruptedRecord(entry: entry, kind: intake.kind))
        }
    }

    mutating func find(_ records: [InterruptedRecord]) -> [WorkerEffect] {
        for record in records { find(record) }
        return []
    }

    private mutating func find(_ record: InterruptedRecord) {
        guard !interrupted.contains(where: { $0.entry == record.entry }) else { return }
        if interrupted.count == WorkerLimits.interrupted { interrupted.removeFirst() }
        interrupted.append(record)
    }

    /// The call of an intake was what its record is: so the worker need not log it again.
    ///
    /// On a number that islands share it is asked which one it concerns (R23).
    private mutating func logCall(
        of intake: Intake,
        _ decided: [VisitEffect],
        preface: [Phrase],
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard case .signedIn(var worker, _) = state else { return [] }
        guard let call = intake.call, let open = context.calls[call], open.isWaiting else {
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        let kind: CallClass = intake.kind == .report ? .report : .advice
        worker.told = call
        guard !isNumberShared else {
            return enter(.island(kind), of: worker, preface: preface, at: now, context: context)
        }
        let log = CallLog(
            number: nextNumber(),
            call: call,
            classification: kind,
            island: island,
            worker: worker.number,
            colleague: worker.colleague
        )
        worker.target = nil
        worker.colleague = nil
        // The lamp stays lit if it cannot be stored, and the call is logged by hand.
        return enter(.menu, of: worker, preface: preface, at: now, context: context) + [.log(log)]
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
        intakeAnswers[number] = intake.place
        let saving = saving(outcome, of: intake, number: number, replacesDraft: replacesDraft)
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
}
