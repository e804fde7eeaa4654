internal import Logging
internal import MeldpostCore

/// What the loop tells systemd.
extension StationLoop {
    /// Tells systemd how the station is, after each round.
    ///
    /// - Returns: whether the station is to end, to be started in the ordinary way.
    mutating func tellService() -> Bool {
        let button = panel.buttonWatch
        // Nothing makes the thread of a controller that is silent go round.
        let isReached = ![Condition.panelLinkLost, .panelVersionUnknown]
            .contains(where: machine.health.isRaised)
        let actions = watch.look(
            at: standing(button),
            turns: isReached ? button.turns : nil,
            isAlarmUnderWay: machine.health.isRaised(.panicLatched),
            at: now
        )
        if actions.contains(.noteHang) {
            logger.error("the thread of the panic button hangs, the watchdog is not fed")
        }
        return actions.filter { service.perform($0) }.isEmpty == false
    }

    /// How the station is, as far as everybody on the machine may know.
    private func standing(_ button: ButtonWatch) -> ServiceWatch.Standing {
        ServiceWatch.Standing(
            journal: machine.health.isRaised(.journalUnavailable)
                ? .missing : machine.isJournalOpen ? .open : .opening,
            panic: PanicStanding(
                machine.health,
                isTesting: machine.panic.isTesting,
                isSeen: isButtonSeen,
                watch: button
            )
        )
    }

    /// Whether the key that was missing has come; the station then ends, to be started with it, but never
    /// while an alarm is under way.
    mutating func hasKeyCome(at now: Instant) -> Bool {
        lateKey?.hasCome(at: now) == true && !machine.health.isRaised(.panicLatched)
    }

    /// Lets the journal's thread look at the disk where there is something new to see.
    ///
    /// - Returns: by when the loop is to come by again.
    mutating func glanceAtDisk() -> Instant? {
        guard machine.isJournalOpen, var disk else { return nil }
        if disk.isLookWanted(at: now), !ask(.lookAtDisk) { disk.forget() }
        self.disk = disk
        return disk.last + DiskGlance.interval
    }

    /// Says whether the package is whole, where that has changed; also in safe mode, into which an
    /// upgrade that was cut may lead.
    ///
    /// - Returns: by when the loop is to come by again.
    mutating func glanceAtPackage(at now: Instant) -> Instant? {
        guard let package else { return nil }
        if let isHalfInstalled = package.news(at: now) {
            feed(.conditionChanged(.packageHalfInstalled, isRaised: isHalfInstalled))
        }
        return package.last + DiskGlance.interval
    }
}
