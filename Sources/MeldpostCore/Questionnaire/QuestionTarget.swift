/// Where in a record the answer of a question goes, by the kind of visit and the name of the field.
///
/// It is closed: a questionnaire file that names any other field is refused, so that no file can
/// make a request for advice hold a client, or any record a name.
enum QuestionTarget: Hashable, Sendable {
    case advice(AdviceField)
    case report(ReportField)
    case support(SupportNeedField)
    case source(SourceField)
    case place(PlacePart)
    case childrenCount

    /// A part of ``SituationPlace``.
    enum PlacePart: String, Hashable, Sendable, CaseIterable {
        case neighbourhood
        case letters = "place-letters"
        case houseNumber = "house-number"
        case telephone
    }

    /// Where the answer to `field` goes in a record of `kind`, or nothing where it has no place.
    init?(_ field: String, in kind: VisitKind) {
        switch kind {
        case .advice:
            guard let own = AdviceField(rawValue: field) else { return nil }
            self = .advice(own)
        case .report:
            if let own = ReportField(rawValue: field) {
                self = .report(own)
            } else if let own = SourceField(rawValue: field) {
                self = .source(own)
            } else if let part = PlacePart(rawValue: field) {
                self = .place(part)
            } else if field == "children-count" {
                self = .childrenCount
            } else {
                return nil
            }
        case .support:
            if let own = SupportNeedField(rawValue: field) {
                self = .support(own)
            } else if let own = SourceField(rawValue: field), own.isOfNotifier {
                self = .source(own)
            } else {
                return nil
            }
        }
    }

    /// The kinds of question that can answer it.
    var kinds: Set<Question.Kind> {
        switch self {
        case .advice, .report, .support: [.choice, .several]
        case .source(.telephone), .place(.houseNumber), .place(.telephone): [.digits]
        case .source: [.choice]
        case .place(.neighbourhood): [.place]
        case .place(.letters): [.letters]
        case .childrenCount: [.number]
        }
    }
}

extension QuestionTarget {
    /// Whether the answer can be added to a record that was stored whole; one that broke off is asked
    /// for all of them (``AddedAnswers``).
    var isAddable: Bool {
        switch self {
        case .advice, .report, .support: true
        case .source, .place, .childrenCount: false
        }
    }
}

extension SourceField {
    /// Whether somebody who notifies a need for support is asked for it: the others belong to reports.
    fileprivate var isOfNotifier: Bool {
        switch self {
        case .relation, .telephone, .callSafety: true
        case .sector, .step, .classReason, .consent, .withholding: false
        }
    }
}

/// What a visitor can do: the kind of record that a visit makes.
public enum VisitKind: UInt8, Hashable, Sendable, CaseIterable {
    /// Make a report (chapter 3).
    case report = 1
    /// Ask for advice (chapter 3).
    case advice
    /// Notify a need for social support (chapter 2).
    case support
}
