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
/// | none, and one call is open since | that call, and names it | is taken at once |
/// | none, and several are open since | the newest, and names it | is taken when its name was said |
///
/// A key that comes too early gives the error tone, and the name is said again: so no call is logged in
/// place of the one that its worker has in mind, however fast the keys are.
extension WorkerDialogue {
    /// The call that a key at the menu is about: the one that was spoken of, unless another was
    /// answered since, which is then spoken of first.
    func spokenTarget(of worker: SignedInWorker, _ context: WorkerContext) -> OpenCall? {
        let now = target(of: worker, context)
        guard now?.isAnswered != true else { return now }
        return told(of: worker, context) ?? now
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
        guard let call, call.id != worker.told || worker.hasHeardOthers else { return chosen }
        let isOnlyOne = worker.told == nil && context.calls.waiting.count == 1
        chosen.naming = CallNaming(isToBeHeard: !isOnlyOne, saidAt: now)
        return chosen
    }

    /// The name of the call that is keyed about, where it is another one than was named before.
    func newName(of worker: SignedInWorker, _ context: WorkerContext) -> [Phrase] {
        guard worker.naming != nil, let call = told(of: worker, context) else { return [] }
        return description(of: call)
    }

    /// Whether `key` would log a call, or begin its intake, whose name was not heard yet.
    func isTooEarly(_ key: Key, at now: Instant) -> Bool {
        guard case .signedIn(let worker, let place) = state, let naming = worker.naming,
            naming.isToBeHeard, now < naming.saidAt
        else { return false }
        switch place {
        case .confirm: return key == .square || key == .four
        case .island: return choice(key, of: [1, 2, 3, 4]) != nil
        case .withoutData: return choice(key, of: CallClass.withoutData) != nil
        default: return false
        }
    }

    /// Notes that the hand-over named calls at the menu.
    mutating func noteHandOver(to worker: SignedInWorker, _ context: WorkerContext) {
        guard let oldest = context.calls.waiting.first else { return }
        var worker = worker
        if context.calls.waiting.count == 1 {
            worker.told = oldest.id
        } else if oldest.id != worker.told {
            worker.hasHeardOthers = true
        }
        state = .signedIn(worker, .menu)
    }
}
