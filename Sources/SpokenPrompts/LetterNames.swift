internal import MeldpostCore

/// The names of the letters.
///
/// Spanish tells *be larga* from *ve corta*, which sound the same otherwise; Dutch has a name for the
/// y that cannot be taken for ij.
enum LetterNames {
    /// The name of `letter`, spelled so that it can be read out.
    static func name(of letter: Letter, in language: Language) -> String {
        names(in: language)[Int(letter.rawValue) - 1]
    }

    private static func names(in language: Language) -> [String] {
        switch language {
        case .papiamentu:
            [
                "a", "be", "se", "de", "e", "èf", "ge", "ha", "i", "yòt", "ka", "èl", "èm", "èn",
                "o", "pe", "ku", "èr", "ès", "te", "u", "ve", "we", "èks", "igrèk", "zèt",
            ]
        case .dutch:
            [
                "aa", "bee", "see", "dee", "ee", "ef", "gee", "haa", "ie", "jee", "kaa", "el",
                "em", "en", "oo", "pee", "kuu", "er", "es", "tee", "uu", "vee", "wee", "iks",
                "Griekse ij", "zet",
            ]
        case .english:
            Letter.allCases.map(\.text)
        case .spanish:
            [
                "a", "be larga", "ce", "de", "e", "efe", "ge", "hache", "i", "jota", "ka", "ele",
                "eme", "ene", "o", "pe", "cu", "erre", "ese", "te", "u", "ve corta", "doble ve",
                "equis", "i griega", "zeta",
            ]
        }
    }
}
