import MeldpostCore

/// A questionnaire with a handful of texts in two languages; nothing validates it.
enum SmallQuestionnaire {
    static func make(
        dutchPattern: String = "{day} {month}",
        missing: Language? = nil,
        welcome: String = "Welkom."
    ) -> Questionnaire {
        var prompts: [PromptID: [Language: String]] = [
            "welcome": [.dutch: welcome, .spanish: "Bienvenido."],
            "danger.question": [.dutch: "Is er gevaar?", .spanish: "¿Hay peligro?"],
            "reach": [.dutch: "Bel 0802-0802.", .spanish: "Llame al 0802-0802."],
        ]
        if let missing { prompts["welcome"]?[missing] = nil }
        return Questionnaire(
            version: "1",
            textVersion: "1",
            languages: [
                .init(language: .dutch, approved: true), .init(language: .spanish, approved: false),
            ],
            days: [
                .dutch: .init(
                    pattern: dutchPattern,
                    months: (1...12).map { "maand \($0)" },
                    weekdays: (1...7).map { "dag \($0)" },
                    hour: "{hour} uur"
                ),
                .spanish: .init(
                    pattern: "{day} de {month}",
                    months: (1...12).map { "mes \($0)" },
                    weekdays: (1...7).map { "día \($0)" },
                    hour: "las {hour}"
                ),
            ],
            prompts: prompts,
            places: [.init(id: PlaceID(rawValue: "rincon"), island: "bonaire", name: "Rincon")]
        )
    }
}

extension PromptID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }
}
