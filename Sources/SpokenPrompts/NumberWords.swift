internal import MeldpostCore

/// The words of the whole numbers from 0 to 99, standing by themselves.
///
/// A number is always a phrase of its own, so only the form without a noun is needed: Spanish *uno*
/// and *veintiuno* (never *un*, *una*, *veintiún*), Dutch *één*. The forms that agree with a noun
/// stand where they are needed, in ``HourWords`` and ``DayWords``, as whole clips.
///
/// Source: Woordenlijst Nederlandse Taal 2015, numerals (trema after *twee* and *drie*); RAE,
/// Ortografía 2010, 8.1 (one word up to *veintinueve*); Papiamentu as written on Bonaire and Curaçao
/// (phonological spelling), not yet approved by a native speaker.
enum NumberWords {
    /// The words of `number` in `language`.
    static func words(_ number: Int, in language: Language) -> String {
        precondition((0...Phrase.largestNumber).contains(number), "a number up to 99 has words")
        return switch language {
        case .papiamentu: papiamentu(number)
        case .dutch: dutch(number)
        case .english: english(number)
        case .spanish: spanish(number)
        }
    }

    private static func papiamentu(_ number: Int) -> String {
        let units = [
            "sero", "un", "dos", "tres", "kuater", "sinku", "seis", "shete", "ocho", "nuebe",
        ]
        let tens = ["trinta", "kuarenta", "sinkuenta", "sesenta", "setenta", "ochenta", "nobenta"]
        switch number {
        case 0...9: return units[number]
        case 10: return "dies"
        case 11...19: return "dies" + units[number - 10]
        case 20: return "binti"
        case 21...29: return "binti" + units[number - 20]
        default: return join(tens[number / 10 - 3], " i ", number % 10, units)
        }
    }

    private static func dutch(_ number: Int) -> String {
        let small = [
            "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
            "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
            "negentien",
        ]
        let tens = [
            "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
        ]
        guard number >= 20 else { return small[number] }
        let ten = tens[number / 10 - 2]
        switch number % 10 {
        case 0: return ten
        // The accents of één only mark the stress of the word standing alone.
        case 1: return "eenen" + ten
        // After a unit that ends in e, the e of "en" takes a trema: tweeëntwintig.
        case 2, 3: return small[number % 10] + "ën" + ten
        default: return small[number % 10] + "en" + ten
        }
    }

    private static func english(_ number: Int) -> String {
        let small = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        ]
        let tens = [
            "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        ]
        guard number >= 20 else { return small[number] }
        return join(tens[number / 10 - 2], "-", number % 10, small)
    }

    private static func spanish(_ number: Int) -> String {
        let small = [
            "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
            "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete",
            "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés",
            "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho",
            "veintinueve",
        ]
        let tens = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
        guard number >= 30 else { return small[number] }
        return join(tens[number / 10 - 3], " y ", number % 10, small)
    }

    private static func join(
        _ ten: String,
        _ between: String,
        _ unit: Int,
        _ units: [String]
    ) -> String {
        unit == 0 ? ten : ten + between + units[unit]
    }
}
