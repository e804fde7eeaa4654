internal import MeldpostCore

/// The order in which day and month are said, and the words between them.
///
/// The questionnaire's pattern decides, for example `{day} di {month}`: what stands between the two
/// is said with the one that comes first, so that two clips make a day and no third is needed.
struct DayPattern {
    /// Whether the day comes before the month.
    let isDayFirst: Bool
    private let between: String
    private let months: [String]
    private let weekdays: [String]
    private let language: Language

    /// Reads the pattern of `text`; one that is missing counts as day before month.
    init(_ text: Questionnaire.DayText?, in language: Language) {
        let pattern = text?.pattern ?? "{day} {month}"
        let parts = pattern.split(separator: "}", maxSplits: 1)
        isDayFirst = pattern.contains("{day}") && parts.first?.hasSuffix("{day") == true
        let rest = parts.count > 1 ? parts[1] : ""
        let written = String(rest.prefix { $0 != "{" }.trimming())
        // English writes "21 January" and says "the twenty-first of January".
        between = written.isEmpty && language == .english && isDayFirst ? "of" : written
        months = text?.months ?? []
        weekdays = text?.weekdays ?? []
        self.language = language
    }

    /// What the clip of a day says.
    func text(ofDay day: Int) -> String {
        let words = DayWords.words(day, in: language)
        return isDayFirst && !between.isEmpty ? "\(words) \(between)" : words
    }

    /// What the clip of a month says.
    func text(ofMonth month: Int) -> String {
        guard months.indices.contains(month - 1) else {
            return NumberWords.words(month, in: language)
        }
        let name = months[month - 1]
        return !isDayFirst && !between.isEmpty ? "\(name) \(between)" : name
    }

    /// What the clip of a day of the week says.
    func text(of weekday: Weekday) -> String {
        let offset = Int(weekday.rawValue) - 1
        guard weekdays.indices.contains(offset) else {
            return NumberWords.words(offset + 1, in: language)
        }
        return weekdays[offset]
    }
}

extension Substring {
    /// The text without blanks around it.
    fileprivate func trimming() -> Substring {
        var text = self.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
