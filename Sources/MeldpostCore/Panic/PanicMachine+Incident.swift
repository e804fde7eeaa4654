extension PanicMachine {
    /// The button was pressed.
    mutating func press(at now: Instant) -> [PanicEffect] {
        guard var active = incident else {
            return open(makeIncident(isTest: isTesting, at: now), at: now)
        }
        if active.isTest && !isTesting {
            // A test that was latched before a restart must not swallow an alarm.
            let effects = closeIncident(at: now)
            return effects + open(makeIncident(isTest: false, at: now), at: now)
        }
        let wasUnsent = active.isUnsent
        active.presses &+= 1
        active.counter &+= 1
        incident = active
        if !wasUnsent {
            // Nothing is failing: the new number need not wait for the next repetition.
            pausingUntil = now
        }
        return []
    }

    /// A panel that counts presses by itself told how the button stands.
    ///
    /// Its debounce is trusted, and counted presses are acted on without another one: they may come
    /// late, and a press and its release in one moment. A button that is down without a press in
    /// the report is read like any other contact: it was pressed before the panel or the daemon
    /// started.
    mutating func take(_ report: PressReport, at now: Instant) -> [PanicEffect] {
        let changes = reader.take(report, at: now)
        var effects: [PanicEffect] = changes.contains(.pressed) ? press(at: now) : []
        // A hundred presses in ten seconds are one incident (F5); a wrong count stays bounded.
        for _ in 1..<max(2, min(report.presses, 100)) where report.presses > 1 {
            effects += press(at: now)
        }
        confirmation.hear(report.number)
        return effects
    }

    /// The worker's key switch reset the incident, or a test is over.
    mutating func closeIncident(at now: Instant) -> [PanicEffect] {
        guard let ended = incident else { return [] }
        incident = nil
        settle(reset: ended.latched.ended, at: now)
        if delays.isFresh {
            pausingUntil = now
        }
        return ended.isTest ? [] : [.setRelay(isClosed: false)]
    }

    /// Keeps a reset until the centre knows of it and its record is on disk.
    private mutating func settle(reset: LatchedIncident, at now: Instant) {
        if closing.count == Self.closingLimit {
            closing.removeFirst()
            hasDroppedReset = true
        }
        closing.append(reset)
        records.add(reset.content(.reset), at: now)
    }

    /// Continues with the resets that the journal remembers from before.
    mutating func adopt(resets: [LatchedIncident], at now: Instant) {
        guard !resets.isEmpty else { return }
        for reset in resets where !reset.isStored {
            records.add(reset.content(.reset), at: now)
        }
        let all = resets + closing
        closing = Array(all.suffix(Self.closingLimit))
        hasDroppedReset = hasDroppedReset || all.count > Self.closingLimit
    }

    /// A record is on disk.
    mutating func noteStored(_ content: PanicContent) {
        if content.state == .pressed, content.incident == incident?.id.hexadecimal {
            incident?.facts.isStored = true
        }
        closing.noteStored(content)
    }

    /// The worker's key switch turned the test on or off, or it ended by itself.
    mutating func turnTest(_ isOn: Bool, at now: Instant) -> [PanicEffect] {
        if isOn {
            if incident.map(\.isTest) ?? true {
                testEnd = now + Self.testTime
            }
            return []
        }
        guard testEnd != nil else { return [] }
        testEnd = nil
        return incident?.isTest == true ? closeIncident(at: now) : []
    }

    /// Continues the incident that the journal remembers from before.
    ///
    /// | in memory | in this run | then |
    /// | --- | --- | --- |
    /// | any | nothing | it goes on |
    /// | alarm | test | the alarm goes on; the press was one of it, not a test |
    /// | test | any | it is over: the newer incident goes on |
    /// | alarm | alarm | the newer goes on with all presses; the older is recorded and reset |
    mutating func adopt(_ memory: LatchedIncident, at now: Instant) -> [PanicEffect] {
        let remembered = PanicIncident(memory, at: now)
        guard let active = incident else {
            incident = remembered
            if !memory.isStored {
                records.add(memory.content(.pressed), at: now)
            }
            pausingUntil = now
            guard !memory.isTest else { return [] }
            testEnd = nil
            return [.setRelay(isClosed: true)]
        }
        if memory.isTest {
            incident = remembered
            let effects = closeIncident(at: now)
            incident = active
            return effects
        }
        var presses = memory.presses
        presses &+= active.presses
        if active.isTest {
            _ = closeIncident(at: now)
            testEnd = nil
            incident = remembered
            incident?.presses = presses
            incident?.counter &+= 1
            underWay = nil
            pausingUntil = now
            return [.setRelay(isClosed: true)]
        }
        incident?.presses = presses
        if !memory.isStored {
            records.add(memory.content(.pressed), at: now)
        }
        // At the centre it would stay open for ever: the alarm goes on under the newer name.
        settle(reset: remembered.latched.ended, at: now)
        return []
    }

    private mutating func open(_ new: PanicIncident, at now: Instant) -> [PanicEffect] {
        incident = new
        records.add(new.latched.content(.pressed), at: now)
        // Whatever hangs on the lane or waits for its turn gives way to an alarm.
        underWay = nil
        delays.succeed()
        pausingUntil = now
        return new.isTest ? [] : [.setRelay(isClosed: true)]
    }
}
