/// What came of a check with somebody at the box.
extension SelfTestFinding {
    static func seen(_ check: SelfTestCheck) -> Self {
        Self(check, .passed, "seen.")
    }

    /// A key was pressed where one was asked for.
    static func key(_ asked: Key, got key: Key) -> Self {
        let check = SelfTestCheck.key(asked)
        let words = "expected \(asked.name), got \(key.name)."
        guard key != asked else { return Self(check, .passed, words) }
        return Self(check, .failed, words, whatToDo: check.whatToDo)
    }

    /// A key of the desk was pressed where one was asked for.
    static func deskKey(_ asked: Key, isRight: Bool) -> Self {
        let check = SelfTestCheck.deskKey(asked)
        guard !isRight else { return Self(check, .passed, "expected \(asked.name), and it came.") }
        return Self(
            check,
            .failed,
            "expected \(asked.name), and another key came.",
            whatToDo: check.whatToDo
        )
    }

    /// The centre cannot be told that it is a test.
    static func notRecorded(_ check: SelfTestCheck) -> Self {
        Self(
            check,
            .notDone,
            "not moved, as no record of it can be stored: it would look like an alarm.",
            whatToDo: "See meldpostctl status: the journal and the keys. Then try again with "
                + "--only relay."
        )
    }

    static func nothing(_ check: SelfTestCheck) -> Self {
        let wait = check.isNear ? SelfTestLimits.press : SelfTestLimits.walk
        let seconds = wait.components.seconds
        return Self(
            check,
            .failed,
            "nothing was seen within \(seconds) seconds.",
            whatToDo: check.whatToDo
        )
    }

    static func confirmed(_ check: SelfTestCheck) -> Self {
        Self(check, .passed, "works, you said.")
    }

    static func denied(_ check: SelfTestCheck) -> Self {
        Self(check, .failed, "does not work, you said.", whatToDo: check.whatToDo)
    }

    static func skipped(_ check: SelfTestCheck) -> Self {
        Self(check, .notDone, "left out.")
    }

    static func notAllowed(_ check: SelfTestCheck) -> Self {
        Self(check, .notDone, "not moved, as you said.")
    }

    static func notDone(_ check: SelfTestCheck) -> Self {
        Self(check, .notDone, "needs somebody at the box.")
    }

    /// The panel of this box does not have it.
    static func notWired(_ check: SelfTestCheck) -> Self {
        Self(check, .absent, "not wired.")
    }

    static func notSeenBefore(_ check: SelfTestCheck) -> Self {
        Self(check, .notDone, "cannot be tried, as lifting was not seen.")
    }
}
