import MeldpostCore

/// The oracle of P6: a press acts and leaves at once, whatever else is going on.
extension World {
    /// How long a press may take to count: 50 ms are certain.
    private static var certainTime: Int64 { 50 }

    func press(_ duration: Int64) {
        guard contacts == .released else { return }
        contacts = .pressed
        let isAlarm = !oracle.isTestOn || oracle.isAlarmLatched
        tell(.panicContactsRead(contacts))
        schedule(.contacts(normallyClosed: true, normallyOpen: false), at: now + duration)
        if duration >= Self.certainTime, station != nil {
            let press = WorldPress(boot: boot, isAlarm: isAlarm)
            queue.add(.pressChecked(press), at: now + Self.certainTime)
        }
    }

    func setTest(_ isOn: Bool) {
        guard station != nil else { return }
        tell(.panicTestTurned(isOn: isOn))
        oracle.isTestOn = isOn && !oracle.isAlarmLatched
        oracle.testOnAt = now
    }

    /// A press that began 50 ms ago, in a station that ran all the time, has acted.
    func check(_ press: WorldPress) {
        guard press.boot == boot, let station, oracle.lastReset < now - Self.certainTime else {
            return
        }
        counts.checkedPresses += 1
        guard let incident = station.panic.current else {
            violate("P6: a press of 50 ms made no incident")
            return
        }
        // A test may have ended by itself in between; an alarm never becomes a test.
        if press.isAlarm {
            if incident.isTest { violate("P6: an alarm was taken for a test") }
            if !relayIsClosed { violate("P6: the relay is open after a press") }
        }
        if lamps[.panic] == .off { violate("P6: the lamp is off after a press") }
    }

    /// Closing the relay, lighting the lamp and sending the signal are one step.
    func checkPanicEffects(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .exchange(let order): checkSignal(order)
            case .setRelay(isClosed: true): checkAlarm(effects)
            case .setRelay(isClosed: false): oracle.isAlarmLatched = false
            default: break
            }
        }
    }

    /// A minute after its acceptance the box knows of it, where nothing stood in the way.
    func checkAcceptance(_ incident: IncidentID, acceptedAt: Int64) {
        guard let current = station?.panic.current, current.id == incident, isAttached,
            link.isUp, link.lostRequestPercent + link.lostAnswerPercent + link.latePercent == 0,
            oracle.pathSoundSince <= acceptedAt
        else { return }
        counts.checkedAcceptances += 1
        if !current.facts.isAccepted { violate("P6: the box has not heard of an acceptance") }
    }

    /// An alarm that the journal remembers goes on when it is opened.
    func checkLatched(_ memory: StationMemory) {
        guard let incident = memory.panic.incident, !incident.isTest else { return }
        if !relayIsClosed { violate("P6: the relay is open after a restart in an alarm") }
        if lamps[.panic] ?? .off == .off {
            violate("P6: the lamp is off after a restart in an alarm")
        }
        if station?.panic.current?.isTest != false {
            violate("P6: an alarm was forgotten, or became a test, at a restart")
        }
    }

    private func checkAlarm(_ effects: [Effect]) {
        counts.alarms += 1
        if oracle.isTestOn, now < oracle.testOnAt + 600_000, now != oracle.journalOpenedAt {
            violate("P6: a test was taken for an alarm")
        }
        oracle.isAlarmLatched = true
        oracle.isTestOn = false
        guard let active = station?.panic.current else {
            violate("P6: the relay closed without an incident")
            return
        }
        let isLit = effects.contains { effect in
            if case .setLamp(.panic, let rhythm) = effect { return rhythm != .off }
            return false
        }
        // A test that gives way to an alarm may have lit the lamp with the same rhythm.
        if !isLit, lamps[.panic] ?? .off == .off {
            violate("P6: the lamp was not lit with the relay")
        }
        let isSignalled = effects.contains { effect in
            guard case .exchange(let order) = effect, case .panic(let notice) = order.load else {
                return false
            }
            return notice.incident == active.id && order.lane == .panic
        }
        // What reached the centre and was accepted before a restart needs no signal.
        let isSettled = active.facts.hasReachedCentre && active.facts.isAccepted
        if isAttached, !isSignalled, !isSettled {
            violate("P6: no signal was ordered with the relay, though the courier is there")
        }
    }

    private func checkSignal(_ order: ExchangeOrder) {
        guard case .panic(let notice) = order.load else { return }
        if let isTest = oracle.incidents[notice.incident] {
            if isTest != notice.isTest { violate("P6: an incident was a test and an alarm") }
        } else {
            oracle.incidents[notice.incident] = notice.isTest
            counts.tests += notice.isTest ? 1 : 0
        }
    }

    func checkRecord(_ record: PanicContent) {
        let known = oracle.incidents.first { $0.key.hexadecimal == record.incident }
        if let known, known.value != record.isTest {
            violate("P6: an incident was a test and an alarm")
        }
    }
}
