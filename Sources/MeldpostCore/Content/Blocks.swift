/// Who reported, or who notified a need: sealed apart from the rest, to fewer keys.
///
/// A request for advice has none (R19). Source: R32; Art. 4.8(3).
public struct SourceContent: Hashable, Sendable, Codable {
    /// The relation to those concerned, as a code of the questionnaire (5.2).
    public var relation: Code?

    /// The sector of a professional (5.5; R16): on a small island it can name a person.
    public var sector: Code?

    /// Where in the protective code a professional stands (5.6; R17).
    public var step: Code?

    /// The telephone number on which the desk may reach the person, if they left one (R35).
    public var telephone: String?

    /// Whether it is safe to call there, as a code: nobody is called back without asking (6.2).
    public var callSafety: Code?

    /// Why a worker gave the reporter another class than the relation does, as a code (R15).
    public var classReason: Code?

    /// Whether the reporter agrees to be named, as a code (R32).
    public var consent: Code?

    /// Why a professional's name is withheld in this case, as a code (note, 4.3; R33).
    public var withholding: Code?

    /// The language in which the person was spoken to.
    public var language: Language

    /// Makes the source block of a record.
    public init(
        relation: Code?,
        sector: Code? = nil,
        step: Code? = nil,
        telephone: String? = nil,
        callSafety: Code? = nil,
        classReason: Code? = nil,
        consent: Code? = nil,
        withholding: Code? = nil,
        language: Language
    ) {
        self.relation = relation
        self.sector = sector
        self.step = step
        self.telephone = telephone
        self.callSafety = callSafety
        self.classReason = classReason
        self.consent = consent
        self.withholding = withholding
        self.language = language
    }
}

/// What can be asked for the block `source`.
public enum SourceField: String, QuestionField {
    /// The relation of the person to those concerned.
    case relation = "reporter"
    /// The sector of a professional.
    case sector
    /// Where in the protective code a professional stands.
    case step
    /// Their own telephone number.
    case telephone = "own-telephone"
    /// Whether it is safe to call there.
    case callSafety = "call-safety"
    /// Why the class of the reporter is another one than the relation says (R15).
    case classReason = "class-reason"
    /// Whether the reporter agrees to be named (R32).
    case consent = "source-consent"
    /// Why a professional's name is withheld (R33).
    case withholding
}

/// What the person was told at the first contact.
///
/// Source: Art. 4.8(1); R27.
public struct ToldContent: Hashable, Sendable, Codable {
    /// How it was told.
    public enum Means: String, Hashable, Sendable, CaseIterable, Codable {
        case spoken
        case workerScript = "worker-script"
    }

    /// The topics that were told to the end, in this order.
    public var topics: [Topic]

    /// The three topics.
    ///
    /// Source: Art. 4.8(1).
    public enum Topic: String, Hashable, Sendable, CaseIterable, Codable {
        case procedure
        case personalData = "personal-data"
        case inspection
    }

    /// The version of the text.
    public var textVersion: String

    /// The language.
    public var language: Language

    /// How it was told.
    public var means: Means

    /// When, by the clock of the station, in milliseconds of Unix time.
    public var claimedTimeMilliseconds: Int64

    /// Makes the block that says what was told.
    public init(
        topics: [Topic],
        textVersion: String,
        language: Language,
        means: Means,
        claimedTimeMilliseconds: Int64
    ) {
        self.topics = topics
        self.textVersion = textVersion
        self.language = language
        self.means = means
        self.claimedTimeMilliseconds = claimedTimeMilliseconds
    }
}

/// How far the time of the station can be trusted (DESIGN 10).
public enum ClockTrust: String, Hashable, Sendable, CaseIterable, Codable {
    /// Nothing but the lower bound is known.
    case unknown
    /// The wall clock was carried over by a battery-backed clock or NTP.
    case carried
    /// The centre confirmed the time in this run.
    case confirmed
}

/// Where and when a record came to be.
public struct TraceContent: Hashable, Sendable, Codable {
    /// What the wall clock said, in milliseconds of Unix time.
    public var claimedTimeMilliseconds: Int64

    /// The earliest possible time, in milliseconds of Unix time.
    public var earliestTimeMilliseconds: Int64

    /// How far the clock could be trusted.
    public var clockTrust: ClockTrust

    /// The version of the software.
    public var softwareVersion: String

    /// The kind of panel, for example `terminal`.
    public var panel: String

    /// The island on whose behalf the record was made (``Island/code``).
    public var island: String

    /// The number of the worker who made it, if a worker did.
    public var worker: Int?

    /// The name of the call on the hotline from which the record comes, in hexadecimal digits (R22).
    public var call: String?

    /// Makes the trace of a record.
    public init(
        claimedTimeMilliseconds: Int64,
        earliestTimeMilliseconds: Int64,
        clockTrust: ClockTrust,
        softwareVersion: String,
        panel: String,
        island: String,
        worker: Int? = nil,
        call: String? = nil
    ) {
        self.claimedTimeMilliseconds = claimedTimeMilliseconds
        self.earliestTimeMilliseconds = earliestTimeMilliseconds
        self.clockTrust = clockTrust
        self.softwareVersion = softwareVersion
        self.panel = panel
        self.island = island
        self.worker = worker
        self.call = call
    }
}
