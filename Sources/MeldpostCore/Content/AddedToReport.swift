/// What is added to a report: answers, and what the law hangs on them, as in the report itself.
///
/// What a report would start by these facts, they start here too: see ``AddendumContent/terms``.
public struct AddedToReport: Hashable, Sendable, Codable {
    /// The coded answers.
    public var answers: CodedAnswers<ReportField>

    /// Whether somebody was said to be in danger now, where that was asked (R5).
    public var dangerNow: TriState?

    /// Whether what is added tells of child abuse (R11).
    public var isChildAbuse: Bool

    /// The persons concerned, as far as they are told here; each starts a notice clock (R29).
    public var personsConcerned: [PersonConcerned]

    /// Special data, each with the reason why it is necessary (R40, R43).
    public var specialData: [SpecialDatum]

    /// Where the situation can be found, where a record that broke off is completed.
    public var place: SituationPlace?

    /// How many children are involved, where a record that broke off is completed (R12).
    public var childrenCount: Int?

    /// Whether the reporter is a citizen or a professional, where a record that broke off is completed
    /// and its worker said it (R15).
    public var reporterClass: ReporterClass?

    /// Whether the reporter stays unknown to the desk too, where a record that broke off is completed
    /// and its worker said it (R34).
    public var isReporterUnknown: Bool?

    /// Makes what is added to a report.
    public init(
        answers: CodedAnswers<ReportField>,
        dangerNow: TriState? = nil,
        isChildAbuse: Bool = false,
        personsConcerned: [PersonConcerned] = [],
        specialData: [SpecialDatum] = [],
        place: SituationPlace? = nil,
        childrenCount: Int? = nil,
        reporterClass: ReporterClass? = nil,
        isReporterUnknown: Bool? = nil
    ) {
        self.answers = answers
        self.dangerNow = dangerNow
        self.isChildAbuse = isChildAbuse
        self.personsConcerned = personsConcerned
        self.specialData = specialData
        self.place = place
        self.childrenCount = childrenCount
        self.reporterClass = reporterClass
        self.isReporterUnknown = isReporterUnknown
    }

    private enum CodingKeys: String, CodingKey {
        case dangerNow
        case isChildAbuse
        case personsConcerned
        case specialData
        case place
        case childrenCount
        case reporterClass
        case isReporterUnknown
    }

    /// Reads the answers, and beside them what follows; what is not there is nothing.
    ///
    /// - Parameter decoder: where it stands.
    /// - Throws: what the decoder throws.
    public init(from decoder: any Decoder) throws {
        answers = try CodedAnswers(from: decoder)
        let members = try decoder.container(keyedBy: CodingKeys.self)
        dangerNow = try members.decodeIfPresent(TriState.self, forKey: .dangerNow)
        isChildAbuse = try members.decodeIfPresent(Bool.self, forKey: .isChildAbuse) ?? false
        personsConcerned =
            try members.decodeIfPresent([PersonConcerned].self, forKey: .personsConcerned) ?? []
        specialData = try members.decodeIfPresent([SpecialDatum].self, forKey: .specialData) ?? []
        place = try members.decodeIfPresent(SituationPlace.self, forKey: .place)
        childrenCount = try members.decodeIfPresent(Int.self, forKey: .childrenCount)
        reporterClass = try members.decodeIfPresent(ReporterClass.self, forKey: .reporterClass)
        isReporterUnknown = try members.decodeIfPresent(Bool.self, forKey: .isReporterUnknown)
    }

    /// Writes the answers, and beside them what is not nothing.
    ///
    /// - Parameter encoder: where it goes.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        try answers.encode(to: encoder)
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encodeIfPresent(dangerNow, forKey: .dangerNow)
        if isChildAbuse { try members.encode(true, forKey: .isChildAbuse) }
        if !personsConcerned.isEmpty {
            try members.encode(personsConcerned, forKey: .personsConcerned)
        }
        if !specialData.isEmpty { try members.encode(specialData, forKey: .specialData) }
        try members.encodeIfPresent(place, forKey: .place)
        try members.encodeIfPresent(childrenCount, forKey: .childrenCount)
        try members.encodeIfPresent(reporterClass, forKey: .reporterClass)
        try members.encodeIfPresent(isReporterUnknown, forKey: .isReporterUnknown)
    }
}

extension AddendumContent {
    /// The terms that begin with what is added: only to a report, and each from the addendum's hour.
    ///
    /// A serious situation is taken up within 24 hours of the finding, and a person concerned is told
    /// within seven days of being recorded, whenever that is. Whether the report's own terms run
    /// changes nothing: each bound holds by itself.
    ///
    /// Source: C4 and C13 in DOMAIN 3. An addendum is always keyed by a worker.
    public var terms: [ReportTerm] {
        guard case .report(let added) = answers else { return [] }
        let isSerious = added.dangerNow == .yes || added.answers.isFoundSerious
        return (isSerious ? [.takeUpSerious] : [])
            + (added.personsConcerned.isEmpty ? [] : [.tellPersonConcerned])
    }

    /// Whether it goes first, because somebody is in danger (R4).
    public var isUrgent: Bool { terms.contains(.takeUpSerious) }
}
