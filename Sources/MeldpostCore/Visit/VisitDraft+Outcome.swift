extension VisitDraft {
    /// The code that answers the question number `number`, if it was answered.
    func code<Field>(of number: Int, in questions: [Question<Field>]) -> Code? {
        questions[number].choices.first { $0.key == self[number] }?.code
    }

    /// The record that these answers make.
    ///
    /// Where nothing was chosen it is a report: what a visitor said who left in danger.
    func outcome(by questionnaire: Questionnaire) -> VisitOutcome {
        guard let language else {
            preconditionFailure("a record is made before a language was chosen")
        }
        let told = ToldContent(
            topics: toldTopics,
            textVersion: questionnaire.textVersion,
            language: language,
            means: .spoken,
            claimedTimeMilliseconds: toldTime.milliseconds
        )
        if kind == .advice {
            let advice = AdviceContent(
                answers: answers(to: questionnaire.adviceQuestions, by: questionnaire.version),
                dangerNow: danger ?? .unknown,
                isInterrupted: isInterrupted
            )
            return VisitOutcome(
                content: .adviceRequest(advice),
                source: nil,
                told: told,
                isUrgent: false
            )
        }
        let answers = answers(to: questionnaire.reportQuestions, by: questionnaire.version)
        let relation = answers.codes[.reporter]
        let report = ReportContent(
            answers: answers,
            dangerNow: danger ?? .unknown,
            reporterClass: ReporterClass(relation: relation),
            isChildAbuse: answers.codes[.minors] == .yes,
            isInterrupted: isInterrupted
        )
        return VisitOutcome(
            content: .report(report),
            source: relation.map { SourceContent(relation: $0, language: language) },
            told: told,
            isUrgent: danger == .yes
        )
    }

    private func answers<Field>(
        to questions: [Question<Field>],
        by version: String
    ) -> CodedAnswers<Field> {
        var answers = CodedAnswers<Field>(listVersion: version)
        for (number, question) in questions.prefix(Self.capacity).enumerated() {
            answers.codes[question.field] = code(of: number, in: questions)
        }
        return answers
    }
}

extension Code {
    /// The answer from which child abuse follows when minors are asked about (R11).
    static let yes = Code(rawValue: "yes")
}
