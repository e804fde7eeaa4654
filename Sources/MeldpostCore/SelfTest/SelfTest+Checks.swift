/// From one check to the next.
extension SelfTest {
    /// Begins with the check that is the first now, and goes on to the one that waits for something.
    mutating func proceed(at now: Instant, _ context: SelfTestContext) -> [SelfTestEffect] {
        var effects: [SelfTestEffect] = []
        while let current = run, let check = current.checks.first {
            guard !context.unwired.contains(check) else {
                effects += note(.notWired(check))
                continue
            }
            if check.needsPerson {
                guard current.order.isAttended else {
                    effects += note(.notDone(check))
                    continue
                }
                // Hanging up cannot be seen where lifting was not.
                let isUnseen =
                    check == .handsetDown && !current.isHandsetUp
                    || check == .deskHandsetDown && !current.isDeskHandsetUp
                guard !isUnseen else {
                    effects += note(.notSeenBefore(check))
                    continue
                }
                return effects + begin(check, current, at: now, context)
            }
            if check == .panel {
                run?.stage = .pausing(until: now + SelfTestLimits.panel)
                return effects + [.testPanel]
            }
            if check.needsProbe, current.disk == nil {
                run?.stage = .probing(until: now + SelfTestLimits.probe)
                let measures = current.checks.contains(.writes)
                return effects + [.probeDisk(measuresWrites: measures)]
            }
            effects += note(.state(of: check, disk: current.disk, context))
        }
        return effects + end(.done)
    }

    /// Begins with a check that needs somebody at the box.
    private mutating func begin(
        _ check: SelfTestCheck,
        _ current: Run,
        at now: Instant,
        _ context: SelfTestContext
    ) -> [SelfTestEffect] {
        switch check {
        case .key, .handsetUp, .handsetDown, .deskKey, .deskHandsetUp, .deskHandsetDown:
            run?.stage = .event(until: now + SelfTestLimits.press)
            return [.tell(.wanted(check))]
        case .ring, .receiver:
            run?.stage = .event(until: now + SelfTestLimits.walk)
            return [.tell(.wanted(check))]
        case .panicPress:
            run?.stage = .event(until: now + SelfTestLimits.walk)
            run?.pressBefore = context.testPress
            guard !context.isButtonTest else { return [.tell(.wanted(check))] }
            run?.isButtonTestOurs = true
            return [.turnButtonTest(isOn: true), .tell(.wanted(check))]
        case .relay:
            guard !current.order.movesRelay else { return recordRelay(at: now, context) }
            run?.stage = .permission
            return [.tell(.permissionAsked)]
        default:
            run?.stage = .question
            return show(check) + [.tell(.asked(check))]
        }
    }

    /// Shows or sounds what the technician is asked about.
    func show(_ check: SelfTestCheck) -> [SelfTestEffect] {
        switch check {
        case .lamp(let lamp): [.light(lamp)]
        case .buzzer: [.soundBuzzer]
        case .tone: [.soundTone]
        case .speech: [.speak]
        case .deskTone: [.soundDeskTone]
        case .deskSpeech: [.speakAtDesk]
        default: []
        }
    }

    /// The relay is to move: first the centre is told that it is a test.
    mutating func recordRelay(at now: Instant, _ context: SelfTestContext) -> [SelfTestEffect] {
        guard context.canRecord else {
            return conclude(.notRecorded(.relay), at: now, context)
        }
        run?.stage = .recording(until: now + SelfTestLimits.record)
        return [.recordRelay]
    }

    mutating func moveRelay(at now: Instant) -> [SelfTestEffect] {
        run?.stage = .moving(until: now + SelfTestLimits.relay)
        return [.moveRelay(isClosed: true)]
    }

    /// What was waited for has passed: the state of what is looked at now.
    mutating func settle(at now: Instant, _ context: SelfTestContext) -> [SelfTestEffect] {
        guard let run, let check = run.checks.first else { return [] }
        var effects: [SelfTestEffect] = []
        if case .probing = run.stage, run.disk == nil {
            // The disk did not answer in time: nothing is known of it, and it is not asked again.
            self.run?.disk = DiskFacts()
            effects = [.cancelProbe]
        }
        effects += note(.state(of: check, disk: self.run?.disk, context))
        return effects + proceed(at: now, context)
    }

    /// The check that goes on is done.
    mutating func conclude(
        _ finding: SelfTestFinding,
        at now: Instant,
        _ context: SelfTestContext
    ) -> [SelfTestEffect] {
        let effects = leave()
        let told = note(finding)
        return effects + told + proceed(at: now, context)
    }

    /// Counts and tells what was found; the next check is the first.
    mutating func note(_ finding: SelfTestFinding) -> [SelfTestEffect] {
        switch finding.verdict {
        case .passed: run?.counts.passed += 1
        case .failed: run?.counts.failed += 1
        case .notDone: run?.counts.notDone += 1
        case .absent: break
        }
        run?.checks.removeFirst()
        return [.tell(.found(finding))]
    }
}
