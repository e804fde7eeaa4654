/// Something added to an earlier record.
public struct AddendumContent: Hashable, Sendable, Codable {
    /// The place in the chain of the record that is added to.
    public var sequence: UInt64
    /// The journal of that record in hexadecimal digits, or nothing where it is the addendum's own.
    public var journal: String?
    /// What is added.
    public var answers: AddedAnswers
    /// Whether it broke off before its worker sent it: then the record is not completed by it.
    public var isInterrupted: Bool

    /// Makes an addendum to the record number `sequence`.
    public init(
        sequence: UInt64,
        journal: String? = nil,
        answers: AddedAnswers,
        isInterrupted: Bool = false
    ) {
        self.sequence = sequence
        self.journal = journal
        self.answers = answers
        self.isInterrupted = isInterrupted
    }

    private enum CodingKeys: String, CodingKey {
        case sequence
        case journal
        case answers
        case isInterrupted
    }

    /// Reads an addendum; what is not there did not break off.
    ///
    /// - Parameter decoder: where it stands.
    /// - Throws: what the decoder throws.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        sequence = try members.decode(UInt64.self, forKey: .sequence)
        journal = try members.decodeIfPresent(String.self, forKey: .journal)
        answers = try members.decode(AddedAnswers.self, forKey: .answers)
        isInterrupted = try members.decodeIfPresent(Bool.self, forKey: .isInterrupted) ?? false
    }

    /// Writes an addendum, without what is nothing.
    ///
    /// - Parameter encoder: where it goes.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(sequence, forKey: .sequence)
        try members.encodeIfPresent(journal, forKey: .journal)
        try members.encode(answers, forKey: .answers)
        if isInterrupted { try members.encode(true, forKey: .isInterrupted) }
    }
}

/// Answers that are added to a record: to the questions that a record of its kind can answer.
///
/// What is added to a request for advice has no place for what only a report may hold, such as who
/// is concerned, special data, or anything that starts a term: R18, R31, R40; DOMAIN 0.1, finding 1.
public enum AddedAnswers: Hashable, Sendable, Codable {
    /// Added to a request for advice.
    case adviceRequest(CodedAnswers<AdviceField>)
    /// Added to a report.
    case report(AddedToReport)
    /// Added to a need for support.
    case supportNeed(CodedAnswers<SupportNeedField>)

    private enum CodingKeys: String, CodingKey {
        case adviceRequest = "advice-request"
        case report
        case supportNeed = "support-need"
    }

    /// Reads the one member that names the kind of the record.
    ///
    /// - Parameter decoder: where it stands.
    /// - Throws: an error of decoding where there is none, or more than one, or an answer to a
    ///   question of another kind.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        guard members.allKeys.count == 1, let kind = members.allKeys.first else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "Something is added to a record of one kind."
                )
            )
        }
        switch kind {
        case .adviceRequest:
            self = .adviceRequest(try members.decode(CodedAnswers.self, forKey: kind))
        case .report:
            self = .report(try members.decode(AddedToReport.self, forKey: kind))
        case .supportNeed:
            self = .supportNeed(try members.decode(CodedAnswers.self, forKey: kind))
        }
    }

    /// Writes the answers under the name of the kind.
    ///
    /// - Parameter encoder: where they go.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .adviceRequest(let answers): try members.encode(answers, forKey: .adviceRequest)
        case .report(let added): try members.encode(added, forKey: .report)
        case .supportNeed(let answers): try members.encode(answers, forKey: .supportNeed)
        }
    }
}
