/// Accounts: made, revoked and given an end by a supervisor at the keypad, offline, at once.
///
/// The worker keys the PIN, twice; the supervisor never hears it. Nobody can revoke themselves or
/// give themselves an end, and the last supervisor without an end keeps the access, so that there is
/// always somebody who can make accounts. A number that was revoked is never given again: it stands in
/// records. Source: R71, R72.
extension WorkerDialogue {
    mutating func answerAccounts(
        _ key: Key,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        let places: [WorkerPlace] = [
            .accountNumber(.make, KeyedDigits()), .accountNumber(.revoke, KeyedDigits()),
            .accountNumber(.setExpiry, KeyedDigits()), .closeAll,
        ]
        guard let place = choice(key, of: places) else { return nil }
        return enter(place, of: worker, at: now, context: context)
    }

    mutating func answerAccountNumber(
        _ key: Key,
        after digits: KeyedDigits,
        of worker: SignedInWorker,
        for task: AccountTask,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch keyNumber(key, after: digits) {
        case .refused: return nil
        case .left: return enter(.accounts, of: worker, at: now, context: context)
        case .more(let digits):
            state = .signedIn(worker, .accountNumber(task, digits))
            return restartSilence(at: now)
        case .whole(let number):
            return begin(task, for: number, by: worker, at: now, context: context)
        }
    }

    private mutating func begin(
        _ task: AccountTask,
        for number: Int,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        func refuse(_ prompt: WorkerPrompt) -> [WorkerEffect] {
            enter(.accounts, of: worker, preface: [.worker(prompt)], at: now, context: context)
        }
        let found = context.accounts[number]
        let known = found.flatMap { $0.isRevoked ? nil : $0 }
        guard task != .make else {
            guard found?.isRevoked != true else { return refuse(.numberRevoked) }
            let draft = AccountDraft(
                number: number,
                isSupervisor: known?.isSupervisor ?? false,
                expires: known?.expires,
                action: known == nil ? .made : .pinChanged
            )
            let place: WorkerPlace =
                known == nil ? .accountRole(draft) : .newPIN(draft, KeyedPIN())
            return enter(place, of: worker, at: now, context: context)
        }
        guard let known else { return refuse(.accountUnknown) }
        guard number != worker.number else { return refuse(.accountOwn) }
        guard task != .revoke || !context.accounts.isLastLastingSupervisor(number) else {
            return refuse(.lastSupervisor)
        }
        let draft = AccountDraft(
            number: number,
            isSupervisor: known.isSupervisor,
            verifier: known.verifier,
            action: .expirySet
        )
        let place: WorkerPlace =
            task == .revoke ? .revoke(known) : .accountMonths(draft, KeyedDigits())
        return enter(place, of: worker, at: now, context: context)
    }

    mutating func answerRole(
        _ key: Key,
        of worker: SignedInWorker,
        for draft: AccountDraft,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard let isSupervisor = choice(key, of: [false, true]) else { return nil }
        var draft = draft
        draft.isSupervisor = isSupervisor
        let place = WorkerPlace.accountMonths(draft, KeyedDigits())
        return enter(place, of: worker, at: now, context: context)
    }

    mutating func answerMonths(
        _ key: Key,
        after digits: KeyedDigits,
        of worker: SignedInWorker,
        for draft: AccountDraft,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        var digits = digits
        switch key {
        case .star where digits.isEmpty:
            return enter(.accounts, of: worker, at: now, context: context)
        case .star:
            digits.removeLast()
        case .square:
            var draft = draft
            let hours = UInt32(digits.value) * WorkerLimits.monthHours
            draft.expires =
                digits.value == 0
                ? nil : UnixHour(rawValue: context.reckonedTime.hour.rawValue &+ hours)
            guard draft.expires == nil || !context.accounts.isLastLastingSupervisor(draft.number)
            else {
                let preface: [Phrase] = [.worker(.lastSupervisor)]
                return enter(.accounts, of: worker, preface: preface, at: now, context: context)
            }
            guard let account = draft.account else {
                let place = WorkerPlace.newPIN(draft, KeyedPIN())
                return enter(place, of: worker, at: now, context: context)
            }
            return save(account, draft.action, by: worker, at: now, context: context)
        default:
            guard let digit = key.digit, digits.count < KeyedDigits.months else { return nil }
            digits.append(digit)
        }
        state = .signedIn(worker, .accountMonths(draft, digits))
        return restartSilence(at: now)
    }

    mutating func revoke(
        _ account: WorkerAccount,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        var account = account
        account.isRevoked = true
        return save(account, .revoked, by: worker, at: now, context: context)
    }

    // MARK: The PIN

    mutating func answerNewPIN(
        _ key: Key,
        after pin: KeyedPIN,
        of worker: SignedInWorker,
        for draft: AccountDraft,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard let pin = keyPIN(key, after: pin) else {
            guard key == .star else { return nil }
            return enter(.accounts, of: worker, at: now, context: context)
        }
        guard pin.isWhole else {
            state = .signedIn(worker, .newPIN(draft, pin))
            return restartSilence(at: now)
        }
        guard !pin.isTrivial else {
            let place = WorkerPlace.newPIN(draft, KeyedPIN())
            let preface: [Phrase] = [.worker(.pinTrivial)]
            return enter(place, of: worker, preface: preface, at: now, context: context)
        }
        let place = WorkerPlace.newPINAgain(draft, first: pin, KeyedPIN())
        return enter(place, of: worker, at: now, context: context)
    }

    mutating func answerNewPINAgain(
        _ key: Key,
        after pin: KeyedPIN,
        first: KeyedPIN,
        of worker: SignedInWorker,
        for draft: AccountDraft,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard let pin = keyPIN(key, after: pin) else {
            guard key == .star else { return nil }
            let place = WorkerPlace.newPIN(draft, KeyedPIN())
            return enter(place, of: worker, at: now, context: context)
        }
        guard pin.isWhole else {
            state = .signedIn(worker, .newPINAgain(draft, first: first, pin))
            return restartSilence(at: now)
        }
        guard pin == first else {
            let place = WorkerPlace.newPIN(draft, KeyedPIN())
            let preface: [Phrase] = [.worker(.pinsDiffer)]
            return enter(place, of: worker, preface: preface, at: now, context: context)
        }
        let number = nextNumber()
        let wait = WorkerWait(purpose: .verifier(draft), numbers: [number], since: now)
        let effects = enter(.waiting(wait), of: worker, at: now, context: context)
        return effects + [.makeVerifier(PINOrder(number: number, pin: pin))]
    }

    /// The PIN after `key`, or nothing where the key is not part of it.
    private func keyPIN(_ key: Key, after pin: KeyedPIN) -> KeyedPIN? {
        var pin = pin
        if let digit = key.digit {
            pin.append(digit)
            return pin
        }
        guard key == .star, !pin.digits.isEmpty else { return nil }
        pin.removeLast()
        return pin
    }

    mutating func takeVerifier(
        _ verifier: PINVerifier?,
        of number: UInt64,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard case .signedIn(let worker, .waiting(let wait)) = state,
            wait.numbers == [number], case .verifier(var draft) = wait.purpose
        else { return [] }
        draft.verifier = verifier
        guard let account = draft.account else {
            let preface: [Phrase] = [.worker(.failed)]
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        return save(account, draft.action, by: worker, at: now, context: context)
    }

    private mutating func save(
        _ account: WorkerAccount,
        _ action: AccountAction,
        by worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        // A revocation holds at once, whatever the disk does (R71).
        guard context.isStorePossible || action == .revoked else {
            let preface: [Phrase] = [.worker(.notStored)]
            return enter(.menu, of: worker, preface: preface, at: now, context: context)
        }
        let number = nextNumber()
        let saving = AccountSaving(
            number: number,
            account: account,
            action: action,
            supervisor: worker.number
        )
        let purpose: WorkerWait.Purpose = action == .revoked ? .revocation : .account
        let wait = WorkerWait(purpose: purpose, numbers: [number], since: now)
        let effects = enter(.waiting(wait), of: worker, at: now, context: context)
        return effects + [.saveAccount(saving)]
    }
}
