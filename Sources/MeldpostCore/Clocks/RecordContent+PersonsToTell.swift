extension RecordContent {
    /// How many persons are to be told one by one, or 0 where that is not certain.
    ///
    /// It is not certain where children were told of but not how many, where the number stands for
    /// greater ones too, where the record names fewer minors than children (as before each child was a
    /// person of its own), and where there are more persons than digits. Then nobody can say who is
    /// the last, and only telling all of them at once ends the term (P7). The box and the centre count
    /// by this alone, so that both end it with the same step; but for a record of a box of before,
    /// which the centre may show for longer than that box.
    ///
    /// Source: R29; C13 in DOMAIN 3.
    public var personsToTell: Int {
        switch self {
        case .report(let report):
            Self.count(report.personsConcerned, report.childrenCount, report.answers)
        case .addendum(let addendum):
            if case .report(let added) = addendum.answers {
                Self.count(added.personsConcerned, added.childrenCount, added.answers)
            } else {
                0
            }
        default: 0
        }
    }

    private static func count(
        _ persons: [PersonConcerned],
        _ childrenCount: Int?,
        _ answers: CodedAnswers<ReportField>
    ) -> Int {
        let minors = persons.count { $0.role == .minor }
        let areThereChildren =
            minors > 0 || childrenCount != nil || answers.code(.minors) == .yes
            || answers.code(.careForMinor) == .yes
        if areThereChildren {
            guard let childrenCount, (1..<ReportContent.childrenLimit).contains(childrenCount),
                childrenCount <= minors
            else { return 0 }
        }
        return persons.count > PersonsToTell.limit ? 0 : persons.count
    }
}
