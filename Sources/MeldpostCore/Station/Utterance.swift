/// Something to be said, composed from a closed set of phrases.
public struct Utterance: Hashable, Sendable {
    /// Names the utterance: it grows with every utterance of one run, from 1.
    ///
    /// The voice gives it back when it has come to the end, so that an end that comes late is never
    /// taken for the end of what is being said now.
    public var number: UInt64
    /// The language.
    public var language: Language
    /// The phrases, in the order in which they are said.
    public var phrases: [Phrase]

    /// Makes an utterance.
    public init(number: UInt64, language: Language, phrases: [Phrase]) {
        self.number = number
        self.language = language
        self.phrases = phrases
    }
}

/// A part of an utterance.
///
/// The set is closed: all that the station can ever say is known before anybody answers, so it can be
/// recorded or rendered ahead, and no synthesiser ever sees an answer.
public enum Phrase: Hashable, Sendable {
    /// A text of the catalogue.
    case prompt(PromptID)
    /// A text of the catalogue in a language of its own: where languages are offered, each must be
    /// offered in itself.
    case promptIn(PromptID, Language)
    /// A whole number from 0 to ``Phrase/largestNumber``, said as a number.
    case number(Int)
    /// A whole number in a language of its own.
    case numberIn(Int, Language)
    /// A digit from 0 to 9, said by itself: a part of a house number or a telephone number.
    case digit(UInt8)
    /// A letter, said by its name.
    case letter(Letter)
    /// A day and its month. The year is not said: no term that is told is longer than six weeks.
    case day(CivilDay)
    /// A day of the week.
    case weekday(Weekday)
    /// A whole hour of the day, from 0 to 23, in the time of the islands.
    case hour(UInt8)
    /// A place by its name, from the list of places in the questionnaire.
    case place(PlaceID)

    /// The largest number that is said as a number.
    public static let largestNumber = 99
}

/// The name of a text in the catalogue of prompts.
public struct PromptID: RawRepresentable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    /// The name as it stands in the questionnaire file, for example `danger.question`.
    public var rawValue: String

    /// Makes the name `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// The name of a place in the list of places.
public struct PlaceID: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as it stands in the questionnaire file and in records.
    public var rawValue: String

    /// Makes the name `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}
