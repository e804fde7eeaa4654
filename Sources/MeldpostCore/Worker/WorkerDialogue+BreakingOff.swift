/// Intakes that their workers leave.
///
/// An intake is broken off with `9`, by signing out and by ten minutes without a key. What is urgent is
/// handed to the journal at once, as at the kiosk (DESIGN 7; R2, R4), and a worker completes it with an
/// addendum. With anything else the same worker goes on within 15 minutes; then it becomes a record
/// marked as interrupted, which is completed in the same way.
extension WorkerDialogue {
    /// The worker leaves the intake; what is urgent is sent, and nothing is returned where that is not
    /// so.
    mutating func breakOff(at now: Instant, context: WorkerContext) -> [WorkerEffect] {
        guard case .signedIn(_, .intake(let place)) = state,
            let offset = intakes.firstIndex(where: { $0.place == place })
        else { return [] }
        guard !intakes[offset].dialogue.isUrgent else {
            return abandon(offset, at: now, context: context)
        }
        intakes[offset].brokenOffAt = now
        return []
    }

    /// The intakes that this worker can go on with, the newest first.
    func resumable(by worker: Int) -> [Intake] {
        intakes.reversed().filter { $0.worker == worker && $0.isResumable }
    }

    /// What was broken off and can be gone on with, for whoever comes to the desk.
    var resumablePhrases: [Phrase] {
        intakes.filter(\.isResumable).flatMap {
            [.worker(.canGoOn)] + digits(ofWorker: $0.worker) + description(of: $0)
        }
    }

    func resumeScript(_ place: DraftPlace, _ worker: SignedInWorker) -> [Phrase] {
        let intake = intakes.first { $0.place == place }
        let next = next(after: place, by: worker)
        return [.worker(.unfinished)] + (intake.map(description) ?? [])
            + option(1, .resume) + option(2, .endUnfinished)
            + (next == nil ? [] : option(3, .nextUnfinished))
    }

    mutating func answerResume(
        _ key: Key,
        of place: DraftPlace,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard let offset = intakes.firstIndex(where: { $0.place == place }),
            intakes[offset].dialogue.isUnderWay
        else { return enter(.menu, of: worker, at: now, context: context) }
        switch key {
        case .one:
            intakes[offset].brokenOffAt = nil
            state = .signedIn(worker, .intake(place))
            let effects = intakes[offset].dialogue.resume(at: now)
            return perform(effects, of: place, at: now)
        case .two:
            let effects = abandon(offset, at: now, context: context)
            return effects + enter(.menu, of: worker, at: now, context: context)
        case .three:
            guard let next = next(after: place, by: worker) else { return nil }
            return enter(.resume(next), of: worker, at: now, context: context)
        case .square:
            return enter(.menu, of: worker, at: now, context: context)
        default:
            return nil
        }
    }

    /// The place of the intake before this one; before the oldest comes the newest.
    private func next(after place: DraftPlace, by worker: SignedInWorker) -> DraftPlace? {
        let places = resumable(by: worker.number).map(\.place)
        guard places.count > 1, let offset = places.firstIndex(of: place) else { return nil }
        return places[(offset + 1) % places.count]
    }

    /// By what a worker knows an intake: the record to which it adds, or its kind; day and hour.
    private func description(of intake: Intake) -> [Phrase] {
        let kind: WorkerPrompt = intake.kind == .report ? .report : .advice
        let what = intake.addedTo.map { [.worker(.entry)] + digits(of: $0) } ?? [.worker(kind)]
        return what + [.weekday(Weekday(hour: intake.hour)), .hour(intake.hour.hourOfDay)]
    }
}
