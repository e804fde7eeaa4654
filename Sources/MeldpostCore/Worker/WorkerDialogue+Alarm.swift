/// The alarm, as a person at the desk handles it (DESIGN 8).
///
/// A test of the button is spoken of in every case, and every sentence about it begins and ends with
/// saying that it is a test. An alarm is spoken of without being asked only where the desk is not
/// silent.
extension WorkerDialogue {
    /// Says what is new of the alarm or of the test.
    mutating func tellAlarm(at now: Instant, context: WorkerContext) -> [WorkerEffect] {
        defer {
            toldAlarm = context.alarm
            wasButtonTest = context.isButtonTest
        }
        guard context.isButtonTest == wasButtonTest else {
            let prompt: WorkerPrompt = context.isButtonTest ? .testOn : .testOff
            return sayBetween([.worker(prompt)], at: now, context: context)
        }
        guard let alarm = context.alarm, alarm != toldAlarm, alarm.isTest || !isSilent else {
            return []
        }
        let isSame = toldAlarm?.incident == alarm.incident
        guard !isSame || toldAlarm?.facts != alarm.facts || toldAlarm?.isOver != alarm.isOver else {
            return []
        }
        return sayBetween(facts(of: alarm), at: now, context: context)
    }

    /// The five facts, each true or not by itself.
    func facts(of alarm: DeskAlarm) -> [Phrase] {
        var prompts: [WorkerPrompt] = [alarm.isTest ? .thisIsATest : .alarm]
        if alarm.isOver { prompts.append(.alarmOver) }
        prompts.append(.pressed)
        if alarm.facts.isStored { prompts.append(.stored) }
        if alarm.facts.hasLeftTheBox { prompts.append(.leftBox) }
        if alarm.facts.hasReachedCentre {
            prompts.append(.reached)
        } else if !alarm.isTest, !alarm.isOver, !alarm.facts.isAccepted {
            prompts.append(.notDelivered)
        }
        if alarm.facts.isAccepted { prompts.append(.accepted) }
        if alarm.isTest { prompts.append(.thisIsATest) }
        return prompts.map { .worker($0) }
    }

    /// What a worker says of the alarm; a test is no alarm and cannot be marked.
    mutating func answerAlarm(
        _ key: Key,
        of worker: SignedInWorker,
        at now: Instant,
        context: WorkerContext
    ) -> [WorkerEffect]? {
        guard let alarm = context.alarm, !alarm.isTest,
            let mark = choice(key, of: [AlarmMark.accepted, .falseAlarm, .verified]),
            mark != .accepted || alarm.isWaiting
        else { return nil }
        let marking = AlarmMarking(alarm: alarm, mark: mark, worker: worker.number)
        let said: WorkerPrompt = mark == .accepted ? .accepted : .marked
        return [.mark(marking)]
            + enter(.menu, of: worker, preface: [.worker(said)], at: now, context: context)
    }
}
