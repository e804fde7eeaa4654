/// Signing in: a number of three digits, a PIN of six.
///
/// Whether a number has an account does not show: the words, the work and the wait are the same. Each
/// PIN of an account, and each PIN under duress, leaves a record, also where the account is over.
extension WorkerDialogue {
    /// What `key` does with nobody signed in, or nothing where it is refused.
    mutating func answerIdle(
        _ key: Key,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        switch key {
        case .zero: return say([.help], at: now)
        case .square: return say(handOver(context), at: now)
        case .star: return nil
        default:
            guard !context.accounts.isEmpty else { return say([.noAccounts], at: now) }
            var digits = KeyedDigits()
            digits.append(key.rawValue)
            state = .number(digits)
            return restartSilence(at: now)
        }
    }

    mutating func answerNumber(
        _ key: Key,
        after digits: KeyedDigits,
        at now: Instant
    ) -> [WorkerEffect]? {
        var digits = digits
        guard let digit = key.digit else {
            guard key == .star else { return nil }
            digits.removeLast()
            state = digits.isEmpty ? .idle : .number(digits)
            return restartSilence(at: now)
        }
        digits.append(digit)
        guard digits.count == KeyedDigits.worker else {
            state = .number(digits)
            return restartSilence(at: now)
        }
        let seconds = delays.seconds(of: digits.value, at: now)
        guard seconds == 0 else {
            state = .idle
            return say([.worker(.wait), .number(seconds), .worker(.seconds)], at: now)
        }
        state = .pin(worker: digits.value, KeyedPIN())
        times = 1
        return say([.pin], at: now)
    }

    mutating func answerPIN(
        _ key: Key,
        of worker: Int,
        after pin: KeyedPIN,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        var pin = pin
        guard let digit = key.digit else {
            guard key == .star else { return nil }
            guard !pin.digits.isEmpty else {
                state = .idle
                return say([.ready], at: now)
            }
            pin.removeLast()
            state = .pin(worker: worker, pin)
            return restartSilence(at: now)
        }
        pin.append(digit)
        guard pin.isWhole else {
            state = .pin(worker: worker, pin)
            return restartSilence(at: now)
        }
        let number = nextNumber()
        checks[number] = worker
        state = .checking(worker: worker, number: number, since: now)
        let check = PINCheck(
            number: number,
            verifier: context.accounts[worker]?.verifier,
            pin: pin
        )
        return say([.wait], at: now) + [.checkPIN(check)]
    }

    mutating func takeVerdict(
        _ verdict: PINVerdict,
        of number: UInt64,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard let worker = checks.removeValue(forKey: number) else { return [] }
        guard case .checking(_, number, _) = state else {
            return takeLateVerdict(verdict, of: worker, at: now, context: context)
        }
        state = .idle
        guard verdict != .failed else { return say([.failed], at: now) }
        guard verdict != .wrong, let account = context.accounts[worker] else {
            let seconds = delays.fail(worker, at: now)
            return say(
                [.worker(.wrong), .worker(.wait), .number(seconds), .worker(.seconds)],
                at: now
            )
        }
        delays.succeed(worker)
        if let refusal = refusal(of: account, context) {
            // Whoever is forced to sign in may have an account that is over: the centre is told too.
            let content = SignInContent(
                worker: worker,
                isDuress: verdict == .duress,
                isRefused: true
            )
            return say([refusal], at: now) + [.recordSignIn(content)]
        }
        let signedIn = SignedInWorker(number: worker, isSupervisor: account.isSupervisor)
        keyedAt = now
        let unfinished = resumable(by: worker).first.map { WorkerPlace.resume($0.place) }
        let isAlarmFirst = context.alarm?.isWaiting == true && !isSilent
        let place = isAlarmFirst ? WorkerPlace.alarm : unfinished ?? .menu
        let effects = enter(
            place,
            of: signedIn,
            preface: [.worker(.signedIn)],
            at: now,
            context: context
        )
        let content = SignInContent(worker: worker, isDuress: verdict == .duress)
        return effects + [.recordSignIn(content)]
    }

    /// Nobody waits for the verdict any more: the handset went down while the PIN was compared.
    ///
    /// Whoever forces a worker to sign in may put it down too: the centre is told all the same, and a
    /// wrong PIN is counted as ever.
    private mutating func takeLateVerdict(
        _ verdict: PINVerdict,
        of worker: Int,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        guard verdict != .failed else { return [] }
        guard verdict != .wrong, context.accounts[worker] != nil else {
            _ = delays.fail(worker, at: now)
            return []
        }
        let isDuress = verdict == .duress
        return [.recordSignIn(SignInContent(worker: worker, isDuress: isDuress, isRefused: true))]
    }

    /// What is said to the worker of an account that does not hold any more.
    private func refusal(of account: WorkerAccount, _ context: WorkerContext) -> WorkerPrompt? {
        if account.isRevoked { return .revoked }
        return account.isExpired(at: context.reckonedTime) ? .expired : nil
    }

    mutating func signOut(
        _ prompts: [WorkerPrompt],
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect] {
        let sent = breakOff(at: now, context: context)
        state = .idle
        return sent + say((sent.isEmpty ? [] : [.brokenOffUrgent]) + prompts, at: now)
    }

    /// The worker began or goes on to key: the silence is counted anew.
    mutating func restartSilence(at now: Instant) -> [WorkerEffect] {
        saidAt = now
        times = 1
        return []
    }
}
