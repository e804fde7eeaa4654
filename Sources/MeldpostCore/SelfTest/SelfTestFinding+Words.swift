/// What came of a check with somebody at the box.
extension SelfTestFinding {
    static func seen(_ check: SelfTestCheck) -> Self {
        switch check {
        case .key: Self(check, .passed, "right.")
        default: Self(check, .passed, "seen.")
        }
    }

    /// Another key was seen; which one is not said.
    static func otherKey(_ check: SelfTestCheck) -> Self {
        Self(check, .failed, "wrong: another key was seen.", whatToDo: check.whatToDo)
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

    static func notSeenBefore(_ check: SelfTestCheck) -> Self {
        Self(check, .notDone, "cannot be tried, as lifting was not seen.")
    }
}
