/// What the board shows: it follows from the state of the machines.
extension StationMachine {
    /// Raises and clears what changed.
    mutating func show(_ signs: Signs) {
        for (sign, condition) in Signs.all
        where signs.contains(sign) != shownSigns.contains(sign) {
            let isRaised = signs.contains(sign) || external.contains(condition)
            health.set(condition, isRaised, at: now)
        }
        shownSigns = signs
        findFaultRhythm()
    }

    /// What the technician's lamp shows: alarms and terms are not the technician's matter.
    mutating func findFaultRhythm() {
        let severities = health.raised.lazy.map(\.condition).filter { $0 != .termDueSoon }
            .map(\.severity)
        faultRhythm =
            if severities.contains(.fault) {
                .slow
            } else {
                severities.contains(.warning) ? .blip : .off
            }
    }

    /// The signs that follow from the state of the machines.
    mutating func findSigns() -> Signs {
        var signs: Signs = []
        func set(_ sign: Signs, if isPresent: Bool) {
            if isPresent { signs.formUnion(sign) }
        }
        let isStarting = now < firstSigns
        findJournalSigns(&signs, isStarting: isStarting)
        set(.recipientsMissing, if: !(hasRecipients ?? isStarting))
        set(.courierAbsent, if: path.isCourierAbsent(at: now))
        set(.centreUnreachable, if: path.isSilent(at: now))
        set(.centreRefused, if: path.isRefused)
        set(.centreNotGenuine, if: path.isNotGenuine)
        set(
            .timeNotConfirmed,
            if: time.trust(at: now) != .confirmed && !(now < confirmationDue)
        )
        set(.wallClockWrong, if: time.isClaimWrong(at: now))
        set(.panicWireFault, if: panic.hasWireFault)
        set(.panicStuck, if: panic.isStuck)
        set(.panicLatched, if: panic.current?.isTest == false)
        set(.panicNotDelivered, if: panic.isUndelivered(at: now))
        set(.panicNotStored, if: panic.hasUnstoredRecord(at: now))
        set(.panicResetsDropped, if: panic.hasDroppedReset)
        set(.panicTestMode, if: panic.isTesting || panic.current?.isTest == true)
        set(.rotaGap, if: hasRotaGap())
        set(.supervisorEnds, if: !accounts.isEmpty && !accounts.hasLastingSupervisor)
        set(.pinsGuessed, if: desk.delays.hasGuesses(at: now))
        set(.callsDropped, if: deskRecords.hasDropped)
        switch clocks.urgency(at: time.latestKnown(at: now)) {
        case .quiet: break
        case .dueSoon: signs.formUnion(.termDueSoon)
        case .overdue: signs.formUnion(.termOverdue)
        }
        return signs
    }

    private mutating func findJournalSigns(_ signs: inout Signs, isStarting: Bool) {
        var fault = storeFault
        switch journal {
        case .open: break
        case .opening:
            if !isStarting { signs.formUnion(.journalUnavailable) }
        case .failed(let reason):
            signs.formUnion(.journalUnavailable)
            fault = reason
        }
        switch fault {
        case nil, .noRecipients: break
        case .diskFull: signs.formUnion(.diskFull)
        case .inputOutput: signs.formUnion(.diskFailing)
        case .readOnly: signs.formUnion(.diskReadOnly)
        case .fromTheFuture, .damaged, .other: signs.formUnion(.journalUnavailable)
        }
        if hasQuarantinedRows { signs.formUnion(.journalDamagedRows) }
    }
}
