internal import MeldpostCore

/// How a day of the month is said before or after its month.
///
/// | language | 1 | 21 | why |
/// | --- | --- | --- | --- |
/// | Papiamentu | promé | bintiun | the first has its ordinal, the others count |
/// | Dutch | één | eenentwintig | days count |
/// | English | the first | the twenty-first | days are ordinals, with an article |
/// | Spanish | primero | veintiuno | the first has its ordinal in America, the others count |
enum DayWords {
    /// The words that stand for `{day}` in the questionnaire's pattern.
    static func words(_ day: Int, in language: Language) -> String {
        precondition((1...31).contains(day), "a month has at most 31 days")
        switch language {
        case .papiamentu:
            return day == 1 ? "promé" : NumberWords.words(day, in: language)
        case .dutch:
            return NumberWords.words(day, in: language)
        case .english:
            return "the " + englishOrdinal(day)
        case .spanish:
            return day == 1 ? "primero" : NumberWords.words(day, in: language)
        }
    }

    private static func englishOrdinal(_ day: Int) -> String {
        let small = [
            "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
            "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
            "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        ]
        switch day {
        case 1...19: return small[day]
        case 20: return "twentieth"
        case 30: return "thirtieth"
        default: return (day < 30 ? "twenty-" : "thirty-") + small[day % 10]
        }
    }
}
