import MeldpostCore
import Testing

@testable import SpokenPrompts

/// The tables of words, by the forms that a speaker of the language would stumble over.
@Suite struct SpokenWordsTests {
    @Test(arguments: [
        (1, "un", "één", "one", "uno"),
        (3, "tres", "drie", "three", "tres"),
        (10, "dies", "tien", "ten", "diez"),
        (14, "dieskuater", "veertien", "fourteen", "catorce"),
        (16, "diesseis", "zestien", "sixteen", "dieciséis"),
        (20, "binti", "twintig", "twenty", "veinte"),
        (21, "bintiun", "eenentwintig", "twenty-one", "veintiuno"),
        (22, "bintidos", "tweeëntwintig", "twenty-two", "veintidós"),
        (23, "bintitres", "drieëntwintig", "twenty-three", "veintitrés"),
        (26, "bintiseis", "zesentwintig", "twenty-six", "veintiséis"),
        (30, "trinta", "dertig", "thirty", "treinta"),
        (31, "trinta i un", "eenendertig", "thirty-one", "treinta y uno"),
        (48, "kuarenta i ocho", "achtenveertig", "forty-eight", "cuarenta y ocho"),
        (83, "ochenta i tres", "drieëntachtig", "eighty-three", "ochenta y tres"),
        (99, "nobenta i nuebe", "negenennegentig", "ninety-nine", "noventa y nueve"),
    ])
    func `a number has the words of its language`(
        number: Int,
        papiamentu: String,
        dutch: String,
        english: String,
        spanish: String
    ) {
        #expect(NumberWords.words(number, in: .papiamentu) == papiamentu)
        #expect(NumberWords.words(number, in: .dutch) == dutch)
        #expect(NumberWords.words(number, in: .english) == english)
        #expect(NumberWords.words(number, in: .spanish) == spanish)
    }

    /// Broken once: "dertig" for 30 and 13 alike was found here.
    @Test(arguments: Language.allCases)
    func `no two numbers, hours or letters sound the same`(language: Language) {
        let numbers = (0...Phrase.largestNumber).map { NumberWords.words($0, in: language) }
        #expect(Set(numbers).count == 100)
        let hours = (0..<24).map { HourWords.words($0, in: language) }
        #expect(Set(hours).count == 24)
        let letters = Letter.allCases.map { LetterNames.name(of: $0, in: language) }
        #expect(Set(letters).count == 26)
    }

    @Test(arguments: [
        (0, "mei anochi", "twaalf uur middernacht", "twelve midnight", "las doce de la noche"),
        (
            1, "un or di mardugá", "één uur 's nachts", "one o'clock in the morning",
            "la una de la madrugada"
        ),
        (
            8, "ocho or di mainta", "acht uur 's ochtends", "eight o'clock in the morning",
            "las ocho de la mañana"
        ),
        (
            12, "diesdos or di mèrdia", "twaalf uur 's middags", "twelve noon",
            "las doce del mediodía"
        ),
        (
            13, "un or di mèrdia", "één uur 's middags", "one o'clock in the afternoon",
            "la una de la tarde"
        ),
        (
            18, "seis or di anochi", "zes uur 's avonds", "six o'clock in the evening",
            "las seis de la tarde"
        ),
        (
            21, "nuebe or di anochi", "negen uur 's avonds", "nine o'clock in the evening",
            "las nueve de la noche"
        ),
    ])
    func `an hour is said with the part of the day`(
        hour: UInt8,
        papiamentu: String,
        dutch: String,
        english: String,
        spanish: String
    ) {
        #expect(HourWords.words(hour, in: .papiamentu) == papiamentu)
        #expect(HourWords.words(hour, in: .dutch) == dutch)
        #expect(HourWords.words(hour, in: .english) == english)
        #expect(HourWords.words(hour, in: .spanish) == spanish)
    }

    @Test(arguments: [
        (1, "promé", "één", "the first", "primero"),
        (2, "dos", "twee", "the second", "dos"),
        (3, "tres", "drie", "the third", "tres"),
        (12, "diesdos", "twaalf", "the twelfth", "doce"),
        (20, "binti", "twintig", "the twentieth", "veinte"),
        (21, "bintiun", "eenentwintig", "the twenty-first", "veintiuno"),
        (31, "trinta i un", "eenendertig", "the thirty-first", "treinta y uno"),
    ])
    func `a day of the month has its own form`(
        day: Int,
        papiamentu: String,
        dutch: String,
        english: String,
        spanish: String
    ) {
        #expect(DayWords.words(day, in: .papiamentu) == papiamentu)
        #expect(DayWords.words(day, in: .dutch) == dutch)
        #expect(DayWords.words(day, in: .english) == english)
        #expect(DayWords.words(day, in: .spanish) == spanish)
    }

    @Test(arguments: [
        (
            "Bel 0802-0802, op elk uur.", Language.dutch,
            "Bel nul acht nul twee, nul acht nul twee, op elk uur."
        ),
        ("Call 0800-1414.", .english, "Call zero eight zero zero, one four one four."),
        ("within 7 days", .english, "within seven days"),
        ("24 uur", .dutch, "vierentwintig uur"),
        ("het jaar 2026-", .dutch, "het jaar twee nul twee zes-"),
        ("5-6", .english, "five, six"),
        ("geen cijfers", .dutch, "geen cijfers"),
    ])
    func `figures are written out, telephone numbers figure by figure`(
        text: String,
        language: Language,
        words: String
    ) {
        #expect(SpokenText.words(of: text, in: language) == words)
    }
}
