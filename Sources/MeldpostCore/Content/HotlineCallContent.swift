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
    /// Whether the report of this call was keyed as an intake, whose record carries the terms.
    public var hasRecord: Bool

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
        colleague: Int? = nil,
        hasRecord: Bool = false
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
        self.hasRecord = hasRecord
    }

    /// The term that begins with this record, if one does: what a worker says was a report is decided
    /// on within seven days, also where nothing of it was keyed.
    ///
    /// Source: C6 in DOMAIN 3 (Art. 3.2(2)(b)): the term runs from the receipt of a report. Advice, and a
    /// call without data, start none (Art. 3.2(1)).
    public var starts: ReportTerm? {
        classification == CallClass.report.code && !hasRecord ? .decideOnSteps : nil
    }

    private enum CodingKeys: String, CodingKey {
        case call
        case line
        case isOutgoing
        case isAnswered
        case isInterrupted
        case ringSeconds
        case durationSeconds
        case classification
        case island
        case colleague
        case hasRecord
    }

    /// Reads a call; one that does not say so has no record of an intake.
    ///
    /// - Parameter decoder: where it stands.
    /// - Throws: what the decoder throws.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        call = try members.decode(String.self, forKey: .call)
        line = try members.decode(Int.self, forKey: .line)
        isOutgoing = try members.decode(Bool.self, forKey: .isOutgoing)
        isAnswered = try members.decode(Bool.self, forKey: .isAnswered)
        isInterrupted = try members.decode(Bool.self, forKey: .isInterrupted)
        ringSeconds = try members.decodeIfPresent(Int.self, forKey: .ringSeconds)
        durationSeconds = try members.decodeIfPresent(Int.self, forKey: .durationSeconds)
        classification = try members.decodeIfPresent(Code.self, forKey: .classification)
        island = try members.decodeIfPresent(Code.self, forKey: .island)
        colleague = try members.decodeIfPresent(Int.self, forKey: .colleague)
        hasRecord = try members.decodeIfPresent(Bool.self, forKey: .hasRecord) ?? false
    }

    /// Writes a call, without what is nothing.
    ///
    /// - Parameter encoder: where it goes.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(call, forKey: .call)
        try members.encode(line, forKey: .line)
        try members.encode(isOutgoing, forKey: .isOutgoing)
        try members.encode(isAnswered, forKey: .isAnswered)
        try members.encode(isInterrupted, forKey: .isInterrupted)
        try members.encodeIfPresent(ringSeconds, forKey: .ringSeconds)
        try members.encodeIfPresent(durationSeconds, forKey: .durationSeconds)
        try members.encodeIfPresent(classification, forKey: .classification)
        try members.encodeIfPresent(island, forKey: .island)
        try members.encodeIfPresent(colleague, forKey: .colleague)
        if hasRecord { try members.encode(true, forKey: .hasRecord) }
    }
}
