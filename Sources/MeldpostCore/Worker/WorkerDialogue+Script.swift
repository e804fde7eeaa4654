/// What is said at each place of a signed-in worker.
extension WorkerDialogue {
    func script(
        of place: WorkerPlace,
        _ worker: SignedInWorker,
        _ context: WorkerContext
    ) -> [Phrase] {
        switch place {
        case .menu: menuScript(worker, context)
        case .withoutData:
            newName(of: worker, context)
                + CallClass.withoutData.enumerated().flatMap {
                    option($0.offset + 1, .name(of: $0.element))
                }
        case .island(let kind):
            newName(of: worker, context) + [.worker(.name(of: kind)), .worker(.island)]
                + option(1, .islandSaba) + option(2, .islandSintEustatius)
                + option(3, .islandUnknown) + option(4, .fullIntake) + option(5, .walkIn)
        case .confirm(let kind):
            told(of: worker, context) == nil
                ? [.worker(.name(of: kind))] + option(4, .fullIntake)
                : newName(of: worker, context) + [.worker(.name(of: kind)), .worker(.confirm)]
                    + option(4, .fullIntake) + option(5, .walkIn)
        case .intake: []
        case .resume(let place): resumeScript(place, worker)
        case .others:
            (context.calls.waiting.count > 1 ? option(1, .nextCall) : [])
                + option(2, .colleague) + option(3, .alarm)
                + (worker.isSupervisor ? option(4, .accounts) : [])
        case .colleague, .accountNumber:
            [.worker(.accountNumber)]
        case .alarm: alarmScript(context)
        case .terms(let entry): termsScript(entry, context)
        case .entryNumber: [.worker(.entryNumber)]
        case .stepGroups:
            StepGroup.allCases.enumerated().flatMap { option($0.offset + 1, $0.element.prompt) }
        case .step(_, let group):
            group.choices.enumerated().flatMap { option($0.offset + 1, $0.element.prompt) }
        case .assessment: assessmentScript
        case .personTold(let entry): personScript(entry, context)
        case .accounts:
            option(1, .newAccount) + option(2, .revokeAccount) + option(3, .expiry)
                + option(4, .closeAll)
        case .closeAll: [.worker(.closeAllConfirm)]
        case .accountRole: [.worker(.role)] + option(1, .roleWorker) + option(2, .roleSupervisor)
        case .accountMonths: [.worker(.months)]
        case .newPIN: [.worker(.newPIN)]
        case .newPINAgain: [.worker(.newPINAgain)]
        case .revoke: [.worker(.revokeConfirm)]
        case .waiting: [.worker(.wait)]
        }
    }

    private func menuScript(_ worker: SignedInWorker, _ context: WorkerContext) -> [Phrase] {
        let others = option(4, .others)
        guard let call = told(of: worker, context) else {
            let steps: [Phrase] = context.clocks.isEmpty ? [] : option(5, .steps)
            return danger(worker) + [.worker(.noOpenCalls)] + option(1, .report)
                + option(2, .advice) + others + steps
        }
        let colleague: [Phrase] =
            worker.colleague.map { [.worker(.forColleague)] + digits(ofWorker: $0) } ?? []
        return menuOpening(of: call, worker, context) + colleague
            + option(1, .report) + option(2, .advice) + option(3, .withoutData) + others
    }

    /// What the menu says up to the name of its call.
    func menuOpening(
        of call: OpenCall,
        _ worker: SignedInWorker,
        _ context: WorkerContext
    ) -> [Phrase] {
        let count = min(context.calls.waiting.count, Phrase.largestNumber)
        return danger(worker) + [.worker(.openCalls), .number(count)] + description(of: call)
    }

    private func danger(_ worker: SignedInWorker) -> [Phrase] {
        worker.loggedReport == nil ? [] : option(7, .dangerNow)
    }

    private func alarmScript(_ context: WorkerContext) -> [Phrase] {
        guard let alarm = context.alarm else { return [.worker(.noAlarm)] }
        guard !alarm.isTest else { return facts(of: alarm) }
        return facts(of: alarm) + (alarm.isWaiting ? option(1, .accept) : [])
            + option(2, .falseAlarm) + option(3, .verified)
    }

    /// The number of a worker, digit by digit.
    func digits(ofWorker number: Int) -> [Phrase] {
        [number / 100, number / 10 % 10, number % 10].map { .digit(UInt8($0)) }
    }

    /// "To …, press …".
    func option(_ number: Int, _ prompt: WorkerPrompt) -> [Phrase] {
        [.worker(prompt), .prompt(.press), .number(number)]
    }
}
