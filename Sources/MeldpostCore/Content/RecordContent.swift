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

/// What is recorded of a call on the hotline.
///
/// A call has one record of its line, made when it is over, and one of what it was, made when a
/// worker logs it; both have its name. What one of them does not know is nothing there. No type holds
/// a caller's number (R19).
public struct HotlineCallContent: Hashable, Sendable, Codable {
    /// The name of the call in hexadecimal digits.
    public var call: String
    /// The number of the line.
    public var line: Int
    /// Whether somebody called from the desk.
    public var isOutgoing: Bool
    /// Whether somebody answered, as far as is known by then.
    public var isAnswered: Bool
    /// Whether a power cut or a stuck line broke it off: then its times are bounds.
    public var isInterrupted: Bool
    /// How long it rang, in whole seconds.
    public var ringSeconds: Int?
    /// How long the call lasted, in whole seconds, or nothing where nobody answered.
    public var durationSeconds: Int?
    /// What the worker said the call was, as a code.
    public var classification: Code?
    /// The island that it concerns, where the worker was asked and knows it (R23).
    public var island: Code?
    /// The number of the colleague who took the call, where another worker logs it.
    public var colleague: Int?

    /// Makes the content of a call.
    public init(
        call: String,
        line: Int,
        isOutgoing: Bool = false,
        isAnswered: Bool,
        isInterrupted: Bool = false,
        ringSeconds: Int? = nil,
        durationSeconds: Int? = nil,
        classification: Code? = nil,
        island: Code? = nil,
        colleague: Int? = nil
    ) {
        self.call = call
        self.line = line
        self.isOutgoing = isOutgoing
        self.isAnswered = isAnswered
        self.isInterrupted = isInterrupted
        self.ringSeconds = ringSeconds
        self.durationSeconds = durationSeconds
        self.classification = classification
        self.island = island
        self.colleague = colleague
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

/// A worker signed in (always written, the same size with and without duress).
public struct SignInContent: Hashable, Sendable, Codable {
    /// The number of the worker.
    public var worker: Int
    /// Whether the duress code was used.
    public var isDuress: Bool

    /// Makes the content of a sign-in.
    public init(worker: Int, isDuress: Bool) {
        self.worker = worker
        self.isDuress = isDuress
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
