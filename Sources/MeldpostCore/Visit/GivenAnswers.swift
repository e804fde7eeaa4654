/// The answers of a visit with their meaning, on their way into a record.
struct GivenAnswers {
    private let questionnaire: Questionnaire
    private let questions: [Question]
    private let kind: VisitKind
    private let answers: VisitAnswers
    private let places: [Questionnaire.Place]
    private let isCompletion: Bool

    init(
        questionnaire: Questionnaire,
        kind: VisitKind,
        role: VisitRole,
        answers: VisitAnswers,
        places: [Questionnaire.Place],
        isCompletion: Bool
    ) {
        self.questionnaire = questionnaire
        self.kind = kind
        self.answers = answers
        self.places = places
        self.isCompletion = isCompletion
        questions = questionnaire.questions(of: kind, by: role)
    }

    /// The coded answers whose place in the record `field` knows.
    func coded<Field: QuestionField>(
        _ field: (QuestionTarget) -> Field?
    ) -> CodedAnswers<Field> {
        var coded = CodedAnswers<Field>(listVersion: questionnaire.version)
        for (number, target) in given {
            guard let field = field(target) else { continue }
            coded.codes[field] = questionnaire.codes(of: number, in: questions, by: answers)
            coded.lists[field] = questionnaire.list(of: questions[number])?.version
        }
        return coded
    }

    /// Who reported or notified, or nothing where none of it was told.
    func source(in language: Language) -> SourceContent? {
        let source = SourceContent(
            relation: code(.relation),
            sector: code(.sector),
            step: code(.step),
            telephone: text(of: .source(.telephone)),
            callSafety: code(.callSafety),
            classReason: code(.classReason),
            consent: code(.consent),
            withholding: code(.withholding),
            language: language
        )
        return source == SourceContent(relation: nil, language: language) ? nil : source
    }

    /// Where the situation can be found, or nothing where none of it was told.
    var place: SituationPlace? {
        let number = number(of: .place(.neighbourhood)).map { Int(answers[$0]) - 1 }
        let place = SituationPlace(
            neighbourhood: number.flatMap { places.indices.contains($0) ? places[$0].id : nil },
            letters: text(of: .place(.letters)),
            houseNumber: text(of: .place(.houseNumber)),
            telephone: text(of: .place(.telephone))
        )
        return place.isEmpty ? nil : place
    }

    /// How many children are involved.
    var childrenCount: Int? {
        number(of: .childrenCount).map {
            answers.entries[Questionnaire.entry(of: $0, in: questions)].number
        }
    }

    /// The questions that were asked and answered, with the place of the answer.
    private var given: [(number: Int, target: QuestionTarget)] {
        questions.indices.compactMap { number in
            guard
                questionnaire.isAsked(
                    number,
                    in: questions,
                    by: answers,
                    places: places.count,
                    isCompletion: isCompletion
                ),
                questionnaire.isAnswered(number, in: questions, by: answers),
                let target = QuestionTarget(questions[number].field, in: kind)
            else { return nil }
            return (number, target)
        }
    }

    private func number(of target: QuestionTarget) -> Int? {
        given.first { $0.target == target }?.number
    }

    private func code(_ field: SourceField) -> Code? {
        number(of: .source(field)).flatMap {
            questionnaire.codes(of: $0, in: questions, by: answers).first
        }
    }

    private func text(of target: QuestionTarget) -> String? {
        guard let number = number(of: target) else { return nil }
        let keyed = answers.entries[Questionnaire.entry(of: number, in: questions)]
        return questions[number].kind == .letters ? keyed.letterText : keyed.digitText
    }
}
