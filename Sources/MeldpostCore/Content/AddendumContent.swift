/// Something added to an earlier record.
public struct AddendumContent: Hashable, Sendable, Codable {
    /// The place in the chain of the record that is added to.
    public var sequence: UInt64
    /// What is added.
    public var answers: AddedAnswers

    /// Makes an addendum to the record number `sequence`.
    public init(sequence: UInt64, answers: AddedAnswers) {
        self.sequence = sequence
        self.answers = answers
    }
}

/// Answers that are added to a record: to the questions that a record of its kind can answer.
///
/// What is added to a request for advice has no place for what only a report may hold, such as who
/// is concerned, and nothing that is added is special data: R18, R40; DOMAIN 0.1, finding 1.
public enum AddedAnswers: Hashable, Sendable, Codable {
    /// Added to a request for advice.
    case adviceRequest(CodedAnswers<AdviceField>)
    /// Added to a report.
    case report(CodedAnswers<ReportField>)
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
                    debugDescription: "Answers are added to a record of one kind."
                )
            )
        }
        switch kind {
        case .adviceRequest:
            self = .adviceRequest(try members.decode(CodedAnswers.self, forKey: kind))
        case .report:
            self = .report(try members.decode(CodedAnswers.self, forKey: kind))
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
        case .report(let answers): try members.encode(answers, forKey: .report)
        case .supportNeed(let answers): try members.encode(answers, forKey: .supportNeed)
        }
    }
}
