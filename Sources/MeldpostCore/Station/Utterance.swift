/// Something to be said, composed from a closed set of phrases.
public struct Utterance: Hashable, Sendable {
    /// The language.
    public var language: Language
    /// The phrases, in the order in which they are said.
    public var phrases: [Phrase]

    /// Makes an utterance.
    public init(language: Language, phrases: [Phrase]) {
        self.language = language
        self.phrases = phrases
    }
}

/// A part of an utterance.
public enum Phrase: Hashable, Sendable {
    /// A text of the catalogue.
    case prompt(PromptID)
    /// A text of the catalogue in a language of its own: where languages are offered, each must be
    /// offered in itself.
    case promptIn(PromptID, Language)
    /// A whole number.
    case number(Int)
    /// A whole number in a language of its own.
    case numberIn(Int, Language)
    /// A day, given by its hour in Unix time; spoken in the time of the islands (UTC−4).
    case day(UnixHour)
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
