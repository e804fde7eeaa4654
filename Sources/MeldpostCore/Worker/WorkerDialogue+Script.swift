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
            CallClass.withoutData.enumerated().flatMap {
                option($0.offset + 1, .name(of: $0.element))
            }
        case .island(let kind):
            [.worker(.name(of: kind)), .worker(.island)]
                + option(1, .islandSaba) + option(2, .islandSintEustatius)
                + option(3, .islandUnknown)
        case .confirm(let kind):
            [.worker(.name(of: kind)), .worker(.confirm)]
        case .others:
            (context.calls.waiting.count > 1 ? option(1, .nextCall) : [])
                + option(2, .colleague) + option(3, .alarm)
                + (worker.isSupervisor ? option(4, .accounts) : [])
        case .colleague, .accountNumber:
            [.worker(.accountNumber)]
        case .alarm: alarmScript(context)
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
        guard let call = target(of: worker, context) else {
            return [.worker(.noOpenCalls)] + others
        }
        let colleague: [Phrase] =
            worker.colleague.map { number in
                let digits = [number / 100, number / 10 % 10, number % 10]
                return [.worker(.forColleague)] + digits.map { .digit(UInt8($0)) }
            } ?? []
        return [
            .worker(.openCalls), .number(min(context.calls.waiting.count, Phrase.largestNumber)),
        ]
            + description(of: call) + colleague
            + option(1, .report) + option(2, .advice) + option(3, .withoutData) + others
    }

    private func alarmScript(_ context: WorkerContext) -> [Phrase] {
        guard let alarm = context.alarm else { return [.worker(.noAlarm)] }
        guard !alarm.isTest else { return facts(of: alarm) }
        return facts(of: alarm) + (alarm.isWaiting ? option(1, .accept) : [])
            + option(2, .falseAlarm) + option(3, .verified)
    }

    /// "To …, press …".
    private func option(_ number: Int, _ prompt: WorkerPrompt) -> [Phrase] {
        [.worker(prompt), .prompt(.press), .number(number)]
    }
}
