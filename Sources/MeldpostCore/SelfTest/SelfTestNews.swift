/// What a self-test tells the technician.
///
/// Of keys it holds the one that was asked for, and in the words of its finding the one that came (P8;
/// decision 11).
public enum SelfTestNews: Hashable, Sendable {
    /// There is no self-test.
    case refused(SelfTestRefusal)
    /// The technician is to do something; what happens is seen here.
    case wanted(SelfTestCheck)
    /// The technician is to say whether it works.
    case asked(SelfTestCheck)
    /// The technician is to say whether the relay may move.
    case permissionAsked
    /// What came of a check.
    case found(SelfTestFinding)
    /// The self-test is over.
    case ended(SelfTestEnd, SelfTestCounts)
}

/// Why there is no self-test.
public enum SelfTestRefusal: String, Hashable, Sendable, CaseIterable {
    /// Somebody is at the kiosk or at the desk, or a call goes on; which of them is not said.
    case inUse = "in-use"
    /// An alarm is under way, or the press of a test is.
    case alarm
    /// There is one already.
    case running
}

/// Why a self-test is over.
public enum SelfTestEnd: String, Hashable, Sendable, CaseIterable {
    /// Everything was looked at.
    case done
    /// The technician ended it.
    case stopped
    /// Somebody lifted the handset of the kiosk, or left it up.
    case handset
    /// Somebody uses the desk.
    case desk
    /// A call came.
    case call
    /// The panic button was pressed: an alarm.
    case alarm
    /// Nobody pressed a key and nobody answered for too long.
    case silence
}

/// How many checks came to what.
public struct SelfTestCounts: Hashable, Sendable {
    /// How many are in order.
    public var passed = 0
    /// How many are not.
    public var failed = 0
    /// How many were not done, or not answered.
    public var notDone = 0

    /// Makes counts.
    public init(passed: Int = 0, failed: Int = 0, notDone: Int = 0) {
        self.passed = passed
        self.failed = failed
        self.notDone = notDone
    }
}

/// What came of a check.
public struct SelfTestFinding: Hashable, Sendable {
    /// Whether it is in order.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// It is.
        case passed
        /// It is not.
        case failed
        /// It was not done, or nobody said.
        case notDone = "not-done"
        /// This box does not have it: it counts for nothing.
        case absent
    }

    /// What was looked at.
    public var check: SelfTestCheck
    /// Whether it is in order.
    public var verdict: Verdict
    /// What was found, as a sentence.
    public var words: String
    /// For how long it has been so, where that is known; else it was found just now.
    public var standing: Duration?
    /// What to do about it, as a sentence, where something is to be done.
    public var whatToDo: String?

    /// Makes a finding.
    public init(
        _ check: SelfTestCheck,
        _ verdict: Verdict,
        _ words: String,
        standing: Duration? = nil,
        whatToDo: String? = nil
    ) {
        self.check = check
        self.verdict = verdict
        self.words = words
        self.standing = standing
        self.whatToDo = whatToDo
    }
}
