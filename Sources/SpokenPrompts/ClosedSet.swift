public import MeldpostCore

/// Everything that can be said with a questionnaire: each clip with its text, in a fixed order.
///
/// It is the list that is recorded or rendered, and the measure of a catalogue: a clip is up to date
/// where it was made from the text that stands here.
public struct ClosedSet: Sendable {
    /// A clip with what is said in it.
    public struct Clip: Hashable, Sendable {
        /// The name.
        public var name: ClipName
        /// The text, with numbers in words.
        public var text: String
    }

    /// The clips by language, in the order of the questionnaire's languages.
    public let clips: [Language: [Clip]]

    /// The languages, in the order of the questionnaire.
    public let languages: [Language]

    /// The version of the questionnaire's texts.
    public let textVersion: String

    /// The languages whose texts a native speaker has approved.
    public let approvedLanguages: Set<Language>

    /// Finds everything that can be said with `questionnaire`.
    ///
    /// - Parameter questionnaire: a questionnaire that was validated.
    /// - Throws: ``ClosedSetRefusal`` where a name cannot be part of a file's name.
    public init(_ questionnaire: Questionnaire) throws(ClosedSetRefusal) {
        var clips: [Language: [Clip]] = [:]
        for language in questionnaire.languages.map(\.language) {
            let pairs = Self.prompts(questionnaire, language) + Self.words(questionnaire, language)
            guard pairs.allSatisfy({ $0.key.isNameable }) else { throw .nameUnfit }
            clips[language] = pairs.map { Clip(name: ClipName(language, $0.key), text: $0.text) }
        }
        self.clips = clips
        languages = questionnaire.languages.map(\.language)
        textVersion = questionnaire.textVersion
        approvedLanguages = Set(questionnaire.languages.filter(\.approved).map(\.language))
    }

    /// The languages in which a visit can be said with `manifests`: something of them is there, and
    /// nothing of it was made from another text.
    ///
    /// A language with one outdated clip is left out whole: a visitor who chose it would hear
    /// another language in the middle of a question.
    public func languagesSaid(with manifests: [Language: Manifest]) -> [Language] {
        languages.filter { language in
            let entries = (clips[language] ?? []).compactMap { clip in
                manifests[language]?.clips[clip.name.key.name].map { ($0, clip.text) }
            }
            return !entries.isEmpty && entries.allSatisfy { $0.text == TextHash.sha256($1) }
        }
    }

    private static func prompts(
        _ questionnaire: Questionnaire,
        _ language: Language
    ) -> [(key: ClipKey, text: String)] {
        questionnaire.prompts.compactMap { prompt, texts in
            texts[language].map { (.prompt(prompt), SpokenText.words(of: $0, in: language)) }
        }
        .sorted { $0.key.name < $1.key.name }
    }

    private static func words(
        _ questionnaire: Questionnaire,
        _ language: Language
    ) -> [(key: ClipKey, text: String)] {
        let days = DayPattern(questionnaire.days[language], in: language)
        var pairs: [(key: ClipKey, text: String)] = []
        for number in 0...Phrase.largestNumber {
            pairs.append((.number(number), NumberWords.words(number, in: language)))
        }
        for digit in 0...9 {
            pairs.append((.digit(UInt8(digit)), NumberWords.words(digit, in: language)))
        }
        for letter in Letter.allCases {
            pairs.append((.letter(letter), LetterNames.name(of: letter, in: language)))
        }
        for day in 1...31 { pairs.append((.day(day), days.text(ofDay: day))) }
        for month in 1...12 { pairs.append((.month(month), days.text(ofMonth: month))) }
        for weekday in Weekday.allCases {
            pairs.append((.weekday(weekday), days.text(of: weekday)))
        }
        for hour in 0..<24 {
            pairs.append((.hour(UInt8(hour)), HourWords.words(UInt8(hour), in: language)))
        }
        for place in questionnaire.places { pairs.append((.place(place.id), place.name)) }
        return pairs
    }
}

/// Why nothing can be recorded or rendered from a questionnaire.
public enum ClosedSetRefusal: Error, Hashable, Sendable {
    /// The name of a text or place has other characters than a-z, 0-9, dot and hyphen.
    case nameUnfit

    /// The refusal in words, for the operator.
    public var words: String {
        "the names of texts and places must have only the characters a-z, 0-9, dot and hyphen"
    }
}
