internal import MeldpostCore

/// How a whole hour is said: on the clock of twelve hours, with the part of the day.
///
/// Each is one clip, because the parts depend on one another: Spanish *la una* but *las dos*, and
/// *de la mañana* or *de la noche*.
///
/// | hours | Papiamentu | Dutch | English | Spanish |
/// | --- | --- | --- | --- | --- |
/// | 0 | mei anochi | middernacht | midnight | doce de la noche |
/// | 1–5 | di mardugá | 's nachts | in the morning | de la madrugada |
/// | 6–11 | di mainta | 's ochtends | in the morning | de la mañana |
/// | 12 | mèrdia | twaalf uur 's middags | noon | mediodía |
/// | 13–17 | di mèrdia | 's middags | in the afternoon | de la tarde |
/// | 18–23 | di anochi | 's avonds | in the evening | de la tarde until 18, then de la noche |
enum HourWords {
    /// The words of `hour`.
    static func words(_ hour: UInt8, in language: Language) -> String {
        precondition(hour < 24, "a day has 24 hours")
        let number = hour % 12 == 0 ? 12 : Int(hour % 12)
        let words = NumberWords.words(number, in: language)
        switch language {
        case .papiamentu: return papiamentu(hour, words)
        case .dutch: return dutch(hour, words)
        case .english: return english(hour, words)
        case .spanish: return spanish(hour, words)
        }
    }

    private static func papiamentu(_ hour: UInt8, _ words: String) -> String {
        switch hour {
        case 0: "mei anochi"
        case 1...5: "\(words) or di mardugá"
        case 6...11: "\(words) or di mainta"
        case 12...17: "\(words) or di mèrdia"
        default: "\(words) or di anochi"
        }
    }

    private static func dutch(_ hour: UInt8, _ words: String) -> String {
        switch hour {
        case 0: "twaalf uur middernacht"
        case 1...5: "\(words) uur 's nachts"
        case 6...11: "\(words) uur 's ochtends"
        case 12...17: "\(words) uur 's middags"
        default: "\(words) uur 's avonds"
        }
    }

    private static func english(_ hour: UInt8, _ words: String) -> String {
        switch hour {
        case 0: "twelve midnight"
        case 1...11: "\(words) o'clock in the morning"
        case 12: "twelve noon"
        case 13...17: "\(words) o'clock in the afternoon"
        default: "\(words) o'clock in the evening"
        }
    }

    private static func spanish(_ hour: UInt8, _ words: String) -> String {
        // One o'clock is singular and feminine.
        let clock = hour % 12 == 1 ? "la una" : "las \(words)"
        return switch hour {
        case 0: "las doce de la noche"
        case 1...5: "\(clock) de la madrugada"
        case 6...11: "\(clock) de la mañana"
        case 12: "las doce del mediodía"
        case 13...18: "\(clock) de la tarde"
        default: "\(clock) de la noche"
        }
    }
}
