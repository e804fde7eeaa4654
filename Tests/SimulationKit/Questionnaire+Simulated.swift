import MeldpostCore

extension Questionnaire {
    /// A short questionnaire without texts, with one question of every kind.
    ///
    /// | report | kind | asked |
    /// | --- | --- | --- |
    /// | 1 `reporter` | choice: victim, a group of two, professional | always |
    /// | 2 `violence` | several: physical, a group of two | always |
    /// | 3 `minors` | choice: yes, no, unknown | always |
    /// | 4 `children-count` | number | where minors is yes |
    /// | 5 `neighbourhood` | place, of five on Bonaire | always |
    /// | 6 `place-letters` | up to three letters | where no neighbourhood was chosen |
    /// | 7 `house-number` | up to two digits | always |
    ///
    /// A worker is asked four of them. Advice and support have one choice each. Two exact answers of reporter and neighbourhood
    /// point to few people.
    public static let simulated = Questionnaire(
        version: "1",
        textVersion: "1",
        languages: [.init(language: .dutch, approved: true)],
        lists: [
            "who": list(
                choice("victim"),
                choice("surroundings", choice("family"), choice("neighbour")),
                choice("professional")
            ),
            "violence": list(
                choice("physical"),
                choice("more", choice("threat"), choice("other"))
            ),
            "tristate": list(choice("yes"), choice("no"), choice("unknown")),
            "reason": list(choice("new"), choice("information-only")),
            "asker": list(choice("citizen"), choice("professional")),
        ],
        report: [
            question("reporter", .choice, list: "who", weight: 1),
            question("violence", .several, list: "violence"),
            question("minors", .choice, list: "tristate"),
            question(
                "children-count",
                .number,
                length: 1,
                when: [.init(field: "minors", codes: [Code(rawValue: "yes")])]
            ),
            question("neighbourhood", .place, weight: 1),
            question(
                "place-letters",
                .letters,
                length: 3,
                when: [.init(field: "neighbourhood", isAnswered: false)]
            ),
            question("house-number", .digits, length: 2),
        ],
        advice: [question("asker", .choice, list: "asker")],
        support: [question("reason", .choice, list: "reason")],
        workerReport: [
            question("reporter", .choice, list: "who"),
            question("violence", .several, list: "violence"),
            question("minors", .choice, list: "tristate"),
            question("house-number", .digits, length: 2),
        ],
        workerAdvice: [question("asker", .choice, list: "asker")],
        places: (1...5).map { number in
            Place(
                id: PlaceID(rawValue: "place-\(number)"),
                island: "bonaire",
                name: "Place \(number)"
            )
        },
        narrowingLimit: 2
    )

    private static func list(_ choices: CodeList.Choice...) -> CodeList {
        CodeList(version: "7", choices: choices)
    }

    private static func choice(_ code: String, _ inner: CodeList.Choice...) -> CodeList.Choice {
        CodeList.Choice(
            code: Code(rawValue: code),
            prompt: PromptID(rawValue: "choice.\(code)"),
            choices: inner.isEmpty ? nil : inner
        )
    }

    private static func question(
        _ field: String,
        _ kind: Question.Kind,
        list: String? = nil,
        length: Int? = nil,
        when: [Question.Condition]? = nil,
        weight: Int? = nil
    ) -> Question {
        Question(
            field: field,
            kind: kind,
            prompt: PromptID(rawValue: "\(field).question"),
            label: PromptID(rawValue: "\(field).label"),
            list: list,
            length: length,
            when: when,
            weight: weight
        )
    }
}
