/// Which call a key is about, and that its name was heard.
///
/// The first key of a log says which call is logged; what rings, is answered or ends after it changes
/// nothing of that.
///
/// | the voice named last | the first key is about | the key after it |
/// | --- | --- | --- |
/// | a call, and no other was answered since | that call | is taken at once |
/// | a call, and another was answered since | the other one, and names it | is taken when its name was said |
/// | several, in the hand-over | the one of the menu, and names it | is taken when its name was said |
/// | one of several, cut short | that one, and names it | is taken when its name was said |
/// | none, and one call is open since | that call, and names it | is taken at once |
/// | none, and several are open since | the answered or newest one, and names it | is taken when its name was said |
///
/// A key that comes too early gives the error tone, and the name is said again: so no call is logged in
/// place of the one that its worker has in mind, however fast the keys are.
extension WorkerDialogue {
    /// The call that a key at the menu is about: the one that was spoken of, unless another was
    /// answered since, which is then spoken of first.
    func spokenTarget(of worker: SignedInWorker, _ context: WorkerContext) -> OpenCall? {
        answeredSince(worker, context) ?? told(of: worker, context) ?? target(of: worker, context)
    }

    /// The call that was answered since the menu spoke last: of several the one that goes on.
    ///
    /// Calls stand in the order in which they began, which says nothing of who answered last.
    func answeredSince(_ worker: SignedInWorker, _ context: WorkerContext) -> OpenCall? {
        guard let known = worker.knownAnswered else { return nil }
        let new = context.calls.waiting.filter { $0.isAnswered && !known.contains($0.id) }
        return new.last { !$0.isEnded } ?? new.last
    }

    /// The open calls that somebody answered.
    func answeredCalls(_ context: WorkerContext) -> Set<CallID> {
        Set(context.calls.waiting.filter(\.isAnswered).map(\.id))
    }

    /// The worker to whom the menu speaks now: what is spoken of is what the next key is about,
    /// whatever comes meanwhile.
    func speakingOfTarget(_ worker: SignedInWorker, _ context: WorkerContext) -> SignedInWorker {
        var told = worker
        told.told = target(of: worker, context)?.id
        // A call that was answered stays the one of the menu until it is logged or another is chosen.
        if let answered = answeredSince(worker, context) { told.target = answered.id }
        if told.told != worker.told || worker.hasHeardOthers { told.toldAt = nil }
        told.knownAnswered = answeredCalls(context)
        told.naming = nil
        told.hasHeardOthers = false
        return told
    }

    /// What `place` says up to the name of the call that is keyed about, where it says it.
    func opening(
        of place: WorkerPlace,
        _ worker: SignedInWorker,
        _ context: WorkerContext
    ) -> [Phrase]? {
        guard let call = told(of: worker, context) else { return nil }
        switch place {
        case .menu: return menuOpening(of: call, worker, context)
        case .withoutData, .island, .confirm:
            return worker.naming == nil ? nil : newName(of: worker, context)
        default: return nil
        }
    }

    /// The call that was spoken of last, if it still waits for its log.
    func told(of worker: SignedInWorker, _ context: WorkerContext) -> OpenCall? {
        context.calls.waiting.first { $0.id == worker.told }
    }

    /// The worker of whom a first key is about `call`, with what is to be heard before the next one.
    func choosing(
        _ call: OpenCall?,
        _ worker: SignedInWorker,
        at now: Instant,
        _ context: WorkerContext
    ) -> SignedInWorker {
        var chosen = worker
        chosen.told = call?.id
        chosen.naming = nil
        guard let call else { return chosen }
        let isOnlyOne = context.calls.waiting.count == 1
        let isHeard = isOnlyOne || worker.hasHeardName(at: now)
        guard call.id != worker.told || worker.hasHeardOthers || !isHeard else { return chosen }
        chosen.toldAt = nil
        chosen.naming = worker.told == nil && isOnlyOne ? .inPassing : .toBeHeard
        return chosen
    }

    /// The name of the call that is keyed about, where it is another one than was named before.
    func newName(of worker: SignedInWorker, _ context: WorkerContext) -> [Phrase] {
        guard worker.naming != nil, let call = told(of: worker, context) else { return [] }
        return description(of: call)
    }

    /// Whether `key` would log a call, or begin its intake, whose name was not heard yet.
    func isTooEarly(_ key: Key, at now: Instant) -> Bool {
        guard case .signedIn(let worker, let place) = state, worker.naming == .toBeHeard,
            !worker.hasHeardName(at: now)
        else { return false }
        switch place {
        case .confirm: return key == .square || key == .four
        case .island: return choice(key, of: [1, 2, 3, 4]) != nil
        case .withoutData: return choice(key, of: CallClass.withoutData) != nil
        default: return false
        }
    }

    /// Notes that `phrases` of the hand-over, which end with a name, name calls at the menu.
    mutating func noteHandOver(
        _ phrases: [Phrase],
        to worker: SignedInWorker,
        at now: Instant,
        _ context: WorkerContext
    ) {
        guard let oldest = context.calls.waiting.first else { return }
        var worker = worker
        if context.calls.waiting.count == 1 {
            if oldest.id != worker.told || !worker.hasHeardName(at: now) {
                worker.toldAt = now + duration(of: phrases)
            }
            worker.told = oldest.id
        } else if oldest.id != worker.told {
            worker.hasHeardOthers = true
        }
        state = .signedIn(worker, .menu)
    }

    /// Says `phrases` between what is said; a name that they cut short and that is to be heard is said
    /// again behind them.
    mutating func sayBetween(
        _ phrases: [Phrase],
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard case .signedIn(let worker, let place) = state, !worker.hasHeardName(at: now),
            opening(of: place, worker, context) != nil,
            place == .menu ? context.calls.waiting.count > 1 : worker.naming == .toBeHeard
        else {
            cutNameShort(at: now)
            return say(phrases, at: now)
        }
        return sayAgain(preface: phrases, at: now, context: context)
    }

    /// Something else than a name is heard now: one that was not said to its end was not heard.
    mutating func cutNameShort(at now: Instant) {
        guard case .signedIn(var worker, let place) = state, !worker.hasHeardName(at: now) else {
            return
        }
        worker.toldAt = nil
        state = .signedIn(worker, place)
    }
}

extension SignedInWorker {
    /// Whether the name of the call that was spoken of last is reckoned to have been said.
    func hasHeardName(at now: Instant) -> Bool { toldAt.map { !(now < $0) } ?? false }
}
