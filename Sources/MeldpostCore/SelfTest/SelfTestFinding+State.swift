/// What came of a check that needs nobody: it follows from what the station knows.
extension SelfTestFinding {
    static func state(
        of check: SelfTestCheck,
        disk: DiskFacts?,
        _ context: SelfTestContext
    ) -> Self {
        if let condition = check.conditions.first(where: { context.conditions[$0] != nil }) {
            return Self(
                check,
                .failed,
                condition.words,
                standing: context.conditions[condition],
                whatToDo: condition.whatToDo
            )
        }
        return switch check {
        case .sound: Self(check, .passed, "no fault of sound card and sounds is known.")
        case .deskSound: Self(check, .passed, "no fault of the sound card is known.")
        case .panicWire: Self(check, .passed, "both contacts are as they are to be.")
        case .lineInputs: Self(check, .passed, "no line rings on, stays up or contradicts itself.")
        case .panel: Self(check, .passed, "no fault is known.")
        case .courier: courier(check, context)
        case .certificate: certificate(check, context)
        case .clock: clock(check, context)
        case .diskSpace: space(check, disk)
        case .diskHealth: health(check, disk)
        case .journal: journal(check, context)
        case .writes: writes(check, disk)
        case .key, .handsetUp, .handsetDown, .deskKey, .deskHandsetUp, .deskHandsetDown, .lamp,
            .buzzer, .relay, .tone, .speech, .deskTone, .deskSpeech, .panicPress, .ring, .receiver:
            notDone(check)
        }
    }

    private static func courier(_ check: SelfTestCheck, _ context: SelfTestContext) -> Self {
        guard let age = context.lastAnswer else {
            return Self(
                check,
                .failed,
                "has not answered since the start.",
                standing: context.uptime,
                whatToDo: Condition.centreUnreachable.whatToDo
            )
        }
        let seconds = age.components.seconds
        let peer = context.identity.map { "\($0.centre) " } ?? ""
        return Self(check, .passed, "\(peer)answered \(seconds) seconds ago, by its signature.")
    }

    private static func certificate(_ check: SelfTestCheck, _ context: SelfTestContext) -> Self {
        guard let left = context.certificateLeft else {
            return Self(check, .notDone, "the courier has not said when it ends.")
        }
        let days = left.components.seconds / 86_400
        guard left > .zero else {
            return Self(check, .failed, "it has ended.", whatToDo: check.whatToDo)
        }
        guard days >= SelfTestLimits.certificateDays else {
            return Self(check, .failed, "it ends in \(days) days.", whatToDo: check.whatToDo)
        }
        return Self(check, .passed, "it is good for \(days) days.")
    }

    private static func clock(_ check: SelfTestCheck, _ context: SelfTestContext) -> Self {
        guard context.clock.trust == .confirmed, let confirmed = context.clock.confirmed else {
            return Self(
                check,
                .failed,
                "the centre has not confirmed the time since the start.",
                standing: context.uptime,
                whatToDo: Condition.timeNotConfirmed.whatToDo
            )
        }
        let error = context.clock.error.map { error in
            let side = error < .zero ? "behind" : "ahead of"
            let milliseconds = abs(error.wholeMilliseconds)
            return ", and the clock of the box is \(milliseconds) ms \(side) it"
        }
        let seconds = confirmed.components.seconds
        return Self(
            check,
            .passed,
            "the centre confirmed the time \(seconds) seconds ago\(error ?? "")."
        )
    }

    private static func space(_ check: SelfTestCheck, _ disk: DiskFacts?) -> Self {
        guard let bytes = disk?.freeBytes else { return unknown(check) }
        let words = "\(bytes >> 20) MiB are free, and the room for panic records is kept."
        guard bytes >= SelfTestLimits.freeBytes else {
            return Self(check, .failed, words, whatToDo: check.whatToDo)
        }
        return Self(check, .passed, words)
    }

    private static func health(_ check: SelfTestCheck, _ disk: DiskFacts?) -> Self {
        guard let disk, disk.freeBytes != nil else { return unknown(check) }
        guard !disk.isReadOnly else {
            return Self(
                check,
                .failed,
                "it can only be read.",
                whatToDo: Condition.diskReadOnly.whatToDo
            )
        }
        let wear = disk.wearPercent.map { percent in
            percent > 100
                ? "more of its life is used than it was made for"
                : "up to \(percent) percent of its life is used"
        }
        let words = "it takes writes; \(wear ?? "the kernel does not tell how worn it is")"
        let isWorn = disk.isSpareLow || disk.wearPercent ?? 0 > SelfTestLimits.wearPercent
        guard isWorn else { return Self(check, .passed, words + ".") }
        let spare = disk.isSpareLow ? ", and its spare blocks come to an end" : ""
        return Self(check, .failed, words + spare + ".", whatToDo: check.whatToDo)
    }

    private static func journal(_ check: SelfTestCheck, _ context: SelfTestContext) -> Self {
        guard context.isJournalOpen else {
            return Self(
                check,
                .failed,
                "it is not open.",
                whatToDo: Condition.journalUnavailable.whatToDo
            )
        }
        return Self(
            check,
            .passed,
            "open, without damage when it was checked at its opening and in all that was read since."
        )
    }

    private static func writes(_ check: SelfTestCheck, _ disk: DiskFacts?) -> Self {
        guard let writes = disk?.writes else {
            return Self(
                check,
                .failed,
                "the disk took no write, or not in time.",
                whatToDo: "Look at the disk: is it full, or read-only?"
            )
        }
        let words =
            "half of \(writes.count) within \(tenths(writes.median)) ms, "
            + "99 of 100 within \(tenths(writes.ninetyNinth)) ms."
        guard writes.ninetyNinth <= SelfTestLimits.write else {
            return Self(check, .failed, words, whatToDo: check.whatToDo)
        }
        return Self(check, .passed, words)
    }

    private static func unknown(_ check: SelfTestCheck) -> Self {
        Self(check, .failed, "the disk did not answer.", whatToDo: "Look at the disk.")
    }

    /// Milliseconds with one digit behind the point.
    private static func tenths(_ time: Duration) -> String {
        let (seconds, attoseconds) = time.components
        let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
