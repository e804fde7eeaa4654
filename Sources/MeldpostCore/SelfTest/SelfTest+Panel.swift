/// What the technician answers, and what is seen at the panel.
extension SelfTest {
    /// The technician answered.
    mutating func take(
        _ answer: SelfTestAnswer,
        at now: Instant,
        _ context: SelfTestContext
    ) -> [SelfTestEffect] {
        guard let current = run, current.order.isAttended, let check = current.checks.first else {
            return []
        }
        run?.sign = now
        switch (current.stage, answer) {
        case (.recording, _), (.moving, _), (.pausing, _), (.probing, _), (.event, .yes),
            (.permission, .again):
            return []
        case (.permission, .yes):
            return recordRelay(at: now, context)
        case (.permission, .no):
            return conclude(.notAllowed(check), at: now, context)
        case (.question, .yes):
            return conclude(.confirmed(check), at: now, context)
        case (.question, .no), (.event, .no):
            return concludeOrHandOver(.denied(check), at: now, context)
        case (.question, .again):
            guard check != .relay else { return recordRelay(at: now, context) }
            return show(check) + [.tell(.asked(check))]
        case (.event(let end), .again):
            let wait = check.isNear ? SelfTestLimits.press : SelfTestLimits.walk
            run?.stage = .event(until: max(end, now + wait))
            return [.tell(.wanted(check))]
        case (.question, .skip), (.event, .skip), (.permission, .skip):
            return concludeOrHandOver(.skipped(check), at: now, context)
        }
    }

    /// Something was seen at the panel.
    mutating func see(
        _ input: SelfTestInput,
        at now: Instant,
        _ context: SelfTestContext
    ) -> [SelfTestEffect] {
        guard let check else { return [] }
        switch (input, check) {
        case (.keyPressed, _) where run?.isHandsetUp == true:
            // Whoever holds the handset wants to report.
            return end(.handset)
        case (.keyPressed(let key), .key(let asked)):
            run?.sign = now
            return conclude(.key(asked, got: key), at: now, context)
        case (.handsetMoved(isLifted: true), .handsetUp):
            run?.sign = now
            run?.isHandsetUp = true
            return conclude(.seen(check), at: now, context)
        case (.handsetMoved(isLifted: false), .handsetDown):
            run?.sign = now
            run?.isHandsetUp = false
            return conclude(.seen(check), at: now, context)
        case (.handsetMoved(isLifted: true), _):
            return end(.handset)
        case (.deskKeyPressed(let key), .deskKey(let asked)):
            run?.sign = now
            // Another key than the one that is asked for may be the first of a worker's PIN.
            guard key == asked else { return note(.deskKey(asked, isRight: false)) + end(.desk) }
            return conclude(.deskKey(asked, isRight: true), at: now, context)
        case (.deskHandsetMoved(isLifted: true), .deskHandsetUp):
            run?.sign = now
            run?.isDeskHandsetUp = true
            return conclude(.seen(check), at: now, context)
        case (.deskHandsetMoved(isLifted: false), .deskHandsetDown):
            run?.sign = now
            run?.isDeskHandsetUp = false
            return conclude(.seen(check), at: now, context)
        case (.deskUsed, _):
            return check.needsPerson ? end(.desk) : []
        case (.ringSeen(let line), .ring(let asked)) where line == asked,
            (.receiverSeen(let line), .receiver(let asked)) where line == asked:
            run?.sign = now
            return conclude(.seen(check), at: now, context)
        case (.ringSeen(let line), _), (.receiverSeen(let line), _):
            return isCall(on: line, during: check) ? end(.call) : []
        case (.testPressed, .panicPress) where context.testPress != run?.pressBefore:
            run?.sign = now
            return conclude(.seen(check), at: now, context)
        default:
            return []
        }
    }

    /// What was waited for did not come.
    mutating func miss(at now: Instant, _ context: SelfTestContext) -> [SelfTestEffect] {
        guard let check else { return [] }
        return concludeOrHandOver(.nothing(check), at: now, context)
    }

    /// The check that goes on is done; where the handset was to be hung up and was not, so is the
    /// self-test, because whoever holds it may be a visitor.
    private mutating func concludeOrHandOver(
        _ finding: SelfTestFinding,
        at now: Instant,
        _ context: SelfTestContext
    ) -> [SelfTestEffect] {
        guard finding.check == .handsetDown else { return conclude(finding, at: now, context) }
        return note(finding) + end(.handset)
    }

    /// Whether a call on `line` is somebody who calls, and not the technician's.
    ///
    /// The lines are tested one after the other, and a call of a test may go on meanwhile.
    private func isCall(on line: TelephoneLine, during check: SelfTestCheck) -> Bool {
        guard check.needsPerson else { return false }
        guard let tested = check.line else { return true }
        return line.rawValue > tested.rawValue
    }
}
