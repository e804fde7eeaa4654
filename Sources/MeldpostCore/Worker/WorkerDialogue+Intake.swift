/// Full intakes at the desk: the dialogue of a visit with the worker's questions.
///
/// While it goes on, each answer is sealed as a draft. How it ends before it is sent stands in
/// `WorkerDialogue+BreakingOff.swift`.
extension WorkerDialogue {
    mutating func beginIntake(
        of kind: CallClass,
        on call: CallID?,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard kind.hasIsland else { return nil }
        return begin(
            kind == .report ? .report : .advice,
            at: DraftPlace.desk,
            by: worker,
            now: now,
            context: context
        ) {
            $0.call = call
            return $0.dialogue.beginIntake(
                $0.kind,
                since: call.flatMap { context.calls[$0]?.earliest },
                at: now,
                context: $1
            )
        }
    }

    mutating func beginAddendum(
        to entry: EntryReference,
        _ kind: VisitKind,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        let isInterrupted = interrupted.contains { $0.entry == entry }
        return begin(kind, at: [.addendum], by: worker, now: now, context: context) {
            $0.addedTo = entry
            return $0.dialogue.beginAddendum(
                to: entry,
                of: kind,
                isInterrupted: isInterrupted,
                at: now,
                context: $1
            )
        }
    }

    private mutating func begin(
        _ kind: VisitKind,
        at places: [DraftPlace],
        by worker: SignedInWorker,
        now: Instant,
        context: WorkerContext,
        start: (inout Intake, VisitContext) -> [VisitEffect]
    ) -> [WorkerEffect] {
        let free = places.first { place in !intakes.contains { $0.place == place } }
        guard context.isStorePossible, let place = free else {
            let preface: [Phrase] = [.worker(.intakeNotPossible)]
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        var intake = Intake(
            place: place,
            worker: worker.number,
            colleague: worker.colleague,
            kind: kind,
            hour: context.claimedTime.hour,
            dialogue: VisitDialogue(
                questionnaire: questionnaire,
                languages: [language],
                island: island
            )
        )
        let effects = start(&intake, visitContext(context))
        intakes.append(intake)
        state = .signedIn(worker, .intake(place))
        return perform(effects, of: place, at: now)
    }

    // MARK: Keys

    mutating func pressIntake(
        _ key: Key,
        at place: DraftPlace,
        of worker: SignedInWorker,
        now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard let offset = intakes.firstIndex(where: { $0.place == place }) else {
            return enter(.menu, of: worker, at: now, context: context)
        }
        let dialogue = intakes[offset].dialogue
        let isLeft = key == .nine && !dialogue.isKeyingNine
        if dialogue.isUnderWay, isLeft || dialogue.hasAllKeys {
            let sent = breakOff(at: now, context: context)
            let preface: [Phrase] =
                (isLeft ? [] : [.prompt(.tooManyKeys)])
                + [.worker(sent.isEmpty ? .brokenOff : .brokenOffUrgent)]
            return [isLeft ? .soundKeyTone : .soundErrorTone] + sent
                + enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        let input = VisitInput.keyPressed(key)
        let decided = intakes[offset].dialogue.handle(
            input,
            at: now,
            context: visitContext(context)
        )
        let effects = perform(decided, of: place, at: now)
        guard intakes[offset].dialogue.state.isUnattended else { return effects }
        // It goes on by itself: to the disk, or nowhere.
        forgetDone()
        return effects + enter(.menu, of: worker, at: now, context: context)
    }

    mutating func abandon(
        _ offset: Int,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        intakes[offset].brokenOffAt = nil
        let place = intakes[offset].place
        let decided = intakes[offset].dialogue.abandon(at: now, context: visitContext(context))
        let effects = perform(decided, of: place, at: now)
        forgetDone()
        return effects
    }

    /// Ends what nobody went on with, and tries again what is not on disk.
    mutating func advanceIntakes(to now: Instant, context: WorkerContext) -> [WorkerEffect] {
        var effects: [WorkerEffect] = []
        for place in intakes.map(\.place) {
            guard let offset = intakes.firstIndex(where: { $0.place == place }),
                let deadline = intakes[offset].nextDeadline, !(now < deadline)
            else { continue }
            if let broken = intakes[offset].brokenOffAt, intakes[offset].dialogue.isUnderWay,
                !(now < broken + WorkerLimits.resumption)
            {
                effects += abandon(offset, at: now, context: context)
                continue
            }
            let decided = intakes[offset].dialogue.advance(
                to: now,
                context: visitContext(context)
            )
            effects += perform(decided, of: place, at: now)
            effects += leaveIfOver(place, preface: [.worker(.unknownEnd)], at: now, context)
        }
        forgetDone()
        return effects
    }

    /// A worker who waits at an intake that is over goes to the menu.
    private mutating func leaveIfOver(
        _ place: DraftPlace,
        preface: [Phrase],
        at now: Instant,
        _ context: WorkerContext
    ) -> [WorkerEffect] {
        guard case .signedIn(let worker, .intake(place)) = state,
            let intake = intakes.first(where: { $0.place == place }), !intake.dialogue.isActive
        else { return [] }
        return enter(.menu, of: worker, preface: preface, at: now, context: context)
    }

    mutating func forgetDone() {
        intakes.removeAll { $0.isDone && !state.isAt($0.place) }
    }

    func visitContext(_ context: WorkerContext) -> VisitContext {
        VisitContext(
            claimedTime: context.claimedTime,
            earliestTime: context.earliestTime,
            isIntakePossible: context.isStorePossible,
            isCentreReached: true
        )
    }
}

extension WorkerState {
    /// Whether a worker is at the intake of `place`.
    func isAt(_ place: DraftPlace) -> Bool {
        if case .signedIn(_, .intake(place)) = self { true } else { false }
    }
}

extension VisitState {
    /// Whether a record goes on to the disk without anybody, or nothing goes on.
    fileprivate var isUnattended: Bool {
        switch self {
        case .storing(let storing): !storing.isAttended
        case .idle, .over: true
        case .attending, .pausing: false
        }
    }
}
