/// A call that somebody must still log, or that is not over, as it survives a restart.
///
/// It says no more than the lamp at the desk does, and nothing of what was said (R19).
public struct OpenCall: Hashable, Sendable {
    /// Its name.
    public var id: CallID
    /// The line.
    public var line: TelephoneLine
    /// The hour in which it began, as the clock of the station said: by it a worker knows the call.
    public private(set) var hour: UnixHour
    /// The hour in which it began at the earliest, never later than ``hour``.
    ///
    /// It was found when the call began, and is all that is known of that after a restart. The terms of
    /// what was said in the call start with it, however late it is logged or keyed (P7).
    public private(set) var earliest: UnixHour
    /// Whether somebody called from here: then nothing is to be logged.
    public var isOutgoing: Bool
    /// Whether somebody answered.
    public var isAnswered: Bool
    /// Whether it is over.
    public var isEnded: Bool
    /// Whether a worker said what it was.
    public var isLogged: Bool

    /// Makes an open call.
    ///
    /// - Parameters:
    ///   - id: its name.
    ///   - line: the line.
    ///   - hour: the hour in which it began, as the clock of the station said.
    ///   - earliest: the lower bound of that hour; nothing where none was kept, and then `hour` stands
    ///     for it, as it does where that is earlier.
    ///   - isOutgoing: whether somebody called from here.
    ///   - isAnswered: whether somebody answered.
    ///   - isEnded: whether it is over.
    ///   - isLogged: whether a worker said what it was.
    public init(
        id: CallID,
        line: TelephoneLine,
        hour: UnixHour,
        earliest: UnixHour? = nil,
        isOutgoing: Bool = false,
        isAnswered: Bool = false,
        isEnded: Bool = false,
        isLogged: Bool = false
    ) {
        self.id = id
        self.line = line
        self.hour = hour
        self.earliest = min(earliest ?? hour, hour)
        self.isOutgoing = isOutgoing
        self.isAnswered = isAnswered
        self.isEnded = isEnded
        self.isLogged = isLogged
    }

    /// Whether nothing more is to come: neither its end nor what it was.
    public var isDone: Bool { isEnded && (isLogged || isOutgoing) }

    /// Whether a worker must still say what it was.
    public var isWaiting: Bool { !isLogged && !isOutgoing }

    /// It did not begin before `bound`, which was not known yet when it began.
    mutating func raise(to bound: UnixHour) {
        earliest = max(earliest, bound)
        hour = max(hour, earliest)
    }
}

/// What becomes of an open call in the same commit as a record.
public enum CallChange: Hashable, Sendable {
    /// It is remembered so.
    case keep(OpenCall)
    /// It is done with.
    case forget(CallID)

    /// The call.
    public var id: CallID {
        switch self {
        case .keep(let call): call.id
        case .forget(let id): id
        }
    }

    /// What is to be remembered of `call`.
    init(_ call: OpenCall) {
        self = call.isDone ? .forget(call.id) : .keep(call)
    }
}

/// What a worker says that a call was.
///
/// Source: DESIGN 9. The code stands in records and is never given another meaning.
public enum CallClass: String, Hashable, Sendable, CaseIterable {
    /// A report was made (Art. 3.2(2)).
    case report
    /// Advice was asked (Art. 3.2(1)).
    case advice
    /// Nobody spoke.
    case silent
    /// Somebody wanted another number.
    case wrongNumber = "wrong-number"
    /// The caller hung up.
    case hangUp = "hang-up"
    /// The caller was abusive.
    case abusive
    /// The line was tried.
    case test
    /// Anything else without data.
    case other
    /// A supervisor closed it: nobody knows what it was.
    case notKnown = "not-known"

    /// Whether it concerns somebody, so that the island must be asked on a shared number (R23).
    public var hasIsland: Bool { self == .report || self == .advice }

    /// The calls without data, in the order of their keys.
    static let withoutData: [CallClass] = [.silent, .wrongNumber, .hangUp, .abusive, .test, .other]

    /// The code that stands in records.
    public var code: Code { Code(rawValue: rawValue) }
}
