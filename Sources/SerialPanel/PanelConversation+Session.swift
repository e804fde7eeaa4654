internal import MeldpostCore
internal import PanelProtocol

/// What is said in a session.
extension PanelConversation {
    /// A frame of the session has come.
    mutating func take(_ frame: ControllerFrame) {
        switch frame {
        case .hello:
            break
        case .state(let number, let state):
            lastState = number
            acknowledge()
            note(state)
        case .key(let number, let move):
            if number != lastKey, let key = Key(rawValue: move.key) {
                events.append(move.isDown ? .keyPressed(key) : .keyReleased(key))
            }
            lastKey = number
            acknowledge()
        case .heartbeat(let heartbeat):
            areShown = areShown || (sent == wanted && heartbeat.shown == outputsNumber)
            _ = controllerRefusals.take(heartbeat.refusals)
            if glitches.take(heartbeat.glitches) { report(presses: 0) }
        case .selfTested(let result):
            selfTestsLeft = 0
            set(.panelFaulty, !result.faults.isEmpty)
        }
    }

    /// All that lasts is told anew: what of it is news.
    ///
    /// The key switch counts when it turns, and it turns only while somebody watches: one that stands
    /// at *reset* or *test* when a controller introduces itself closes no alarm and begins no test.
    /// A test whose switch was turned back meanwhile ends. The lines are states: they are told as
    /// they stand.
    mutating func note(_ state: PanelState, isIntroduction: Bool = false) {
        noteHandset(state.moves)
        let before = levels
        levels = state.levels
        report(presses: ledger.take(state.presses))
        func changed(_ level: PanelLevels) -> Bool? {
            let isSet = levels.contains(level)
            return isSet == before.contains(level) ? nil : isSet
        }
        if changed(.reset) == true, !isIntroduction { events.append(.resetRequested) }
        if let isOn = changed(.test), !(isOn && isIntroduction) {
            events.append(.panicTestTurned(isOn: isOn))
        }
        for (line, rings, offHook) in [
            (TelephoneLine.first, PanelLevels.firstLineRings, PanelLevels.firstLineOffHook),
            (.second, .secondLineRings, .secondLineOffHook),
        ] {
            if let isOn = changed(rings) { events.append(.lineRings(line, isOn)) }
            if let isOn = changed(offHook) { events.append(.lineOffHook(line, isOn)) }
        }
        set(.panelKeyStuck, levels.contains(.keyStuck))
    }

    /// The controller has another life: nothing of what it told before goes on.
    mutating func forgetController() {
        // Whoever held the handset is another one now, or may be.
        if moves.map({ $0 & 1 == 1 }) == true {
            events.append(.handsetMoved(isLifted: false))
        }
        moves = nil
    }

    /// Something is to be shown, sounded or told.
    mutating func show(_ output: SerialPanelOutput, at instant: Instant) {
        now = max(now, instant)
        switch output {
        case .keyTone: if hasSession { send(.tone(.key), session: session) }
        case .errorTone: if hasSession { send(.tone(.error), session: session) }
        case .lamp(let lamp, let rhythm): light(lamp, rhythm)
        case .relay(let isClosed): wanted.relay = isClosed ? .closed : .open
        case .confirmPresses(let heard, let kept): ledger.confirm(heard: heard, kept: kept)
        case .selfTest:
            selfTestsLeft = Self.selfTestTries
            nextSelfTest = now
        }
        if hasSession { proceedSession() }
    }

    /// Sends what is due.
    mutating func proceedSession() {
        wanted.heard = ledger.heard
        wanted.kept = ledger.kept
        if wanted != sent {
            sent = wanted
            areShown = false
            outputsNumber &+= 1
            nextOutputs = now
        }
        if !(now < nextOutputs) {
            nextOutputs = now + (areShown ? Self.heartbeat : Self.retry)
            send(.outputs(number: outputsNumber, wanted), session: session)
        }
        if selfTestsLeft > 0, !(now < nextSelfTest) {
            selfTestsLeft -= 1
            nextSelfTest = now + .seconds(1)
            send(.selfTest, session: session)
        }
    }

    private mutating func acknowledge() {
        // Without a key the number before the first is as good as any: nothing waits for it.
        let key = lastKey ?? UInt8.max
        send(.acknowledge(state: lastState, key: key), session: session)
    }

    private mutating func noteHandset(_ new: UInt8) {
        let old = moves ?? 0
        moves = new
        let isLifted = new & 1 == 1
        guard new != old else { return }
        // It was hung up and lifted again in between: the visit before is over (F17).
        if isLifted, old & 1 == 1 { events.append(.handsetMoved(isLifted: false)) }
        if !isLifted, old & 1 == 0 { return }
        events.append(.handsetMoved(isLifted: isLifted))
    }

    private mutating func report(presses: UInt16) {
        var report = PressReport(
            number: reportNumber,
            presses: presses,
            contacts: PanicContacts(
                normallyClosedConducts: levels.contains(.normallyClosedConducts),
                normallyOpenConducts: levels.contains(.normallyOpenConducts)
            ),
            hasWireFault: levels.contains(.wireFault),
            glitches: glitches.sum
        )
        if presses == 0, var last = lastReport {
            last.number = report.number
            last.presses = 0
            guard report != last else { return }
        }
        reportNumber += 1
        report.number = reportNumber
        lastReport = report
        ledger.note(report.number)
        events.append(.panicReported(report))
    }

    private mutating func light(_ lamp: Lamp, _ rhythm: LampRhythm) {
        guard let rhythm = Rhythm(rawValue: rhythm.rawValue) else {
            preconditionFailure("the rhythms of the machine are those of the protocol")
        }
        switch lamp {
        case .panic: wanted.lamps.panic = rhythm
        case .desk: wanted.lamps.desk = rhythm
        case .ready: wanted.lamps.ready = rhythm
        case .fault: wanted.lamps.fault = rhythm
        }
    }
}
