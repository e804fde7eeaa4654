/// The block `what` of a record, one case for each kind.
public enum RecordContent: Hashable, Sendable {
    case adviceRequest(AdviceContent)
    case report(ReportContent)
    case supportNeed(SupportNeedContent)
    case hotlineCall(HotlineCallContent)
    case addendum(AddendumContent)
    case panic(PanicContent)
    case step(StepContent)
    case drill(DrillContent)
    case service(ServiceContent)
    case signIn(SignInContent)
    case clock(ClockContent)

    /// The kind of the record.
    public var kind: RecordKind {
        switch self {
        case .adviceRequest: .adviceRequest
        case .report: .report
        case .supportNeed: .supportNeed
        case .hotlineCall: .hotlineCall
        case .addendum: .addendum
        case .panic: .panic
        case .step: .step
        case .drill: .drill
        case .service: .service
        case .signIn: .signIn
        case .clock: .clock
        }
    }
}

/// What is recorded of a panic.
///
/// It holds no personal data (R52).
public struct PanicContent: Hashable, Sendable, Codable {
    /// The incident in hexadecimal digits.
    public var incident: String
    /// What happened.
    public var state: PanicState
    /// How many presses the incident had so far.
    public var presses: UInt32
    /// Whether it is a test of the button.
    public var isTest: Bool

    /// Makes the content of a panic record.
    public init(incident: String, state: PanicState, presses: UInt32, isTest: Bool) {
        self.incident = incident
        self.state = state
        self.presses = presses
        self.isTest = isTest
    }
}

/// What a panic signal or record says (DESIGN 8).
public enum PanicState: UInt8, Hashable, Sendable, CaseIterable, Codable {
    /// The button was pressed.
    case pressed = 1
    /// The button is up again; the incident goes on.
    case released = 2
    /// A worker reset the incident: it is over.
    case reset = 3
    /// A worker accepted it at the desk; in records only.
    case accepted = 4
    /// A worker says that it was no emergency; in records only.
    case falseAlarm = 5
    /// A worker says that it was one; in records only.
    case verified = 6

    /// Whether a signal can say so; the others stand in records only.
    public var isSignalled: Bool { rawValue <= PanicState.reset.rawValue }
}

/// The monthly proof that the centre can decrypt: it holds nothing but its number.
public struct DrillContent: Hashable, Sendable, Codable {
    /// The number of the drill, from 1.
    public var number: UInt32

    /// Makes drill number `number`.
    public init(number: UInt32) {
        self.number = number
    }
}

/// Something that was done to the box.
public struct ServiceContent: Hashable, Sendable, Codable {
    /// What was done, as a code, for example `key-list-installed`.
    public var action: Code
    /// A number that belongs to it, for example the number of the key list.
    public var number: UInt64

    /// Makes the content of a service record.
    public init(action: Code, number: UInt64) {
        self.action = action
        self.number = number
    }
}

/// A better time became known; it never moves a deadline later (DESIGN 10).
public struct ClockContent: Hashable, Sendable, Codable {
    /// The earliest possible time before the correction, in milliseconds of Unix time.
    public var earliestBeforeMilliseconds: Int64
    /// The confirmed time, in milliseconds of Unix time.
    public var confirmedMilliseconds: Int64
    /// What the wall clock said, in milliseconds of Unix time.
    public var claimedMilliseconds: Int64

    /// Makes the content of a correction.
    public init(
        earliestBeforeMilliseconds: Int64,
        confirmedMilliseconds: Int64,
        claimedMilliseconds: Int64
    ) {
        self.earliestBeforeMilliseconds = earliestBeforeMilliseconds
        self.confirmedMilliseconds = confirmedMilliseconds
        self.claimedMilliseconds = claimedMilliseconds
    }
}
