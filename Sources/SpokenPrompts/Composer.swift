public import MeldpostCore

/// Puts an utterance together from clips, with the pauses between them.
///
/// | between | pause | why |
/// | --- | --- | --- |
/// | two sentences | 350 ms | the pause of a full stop |
/// | a sentence and a number, day, hour, letter or place | 120 ms | it completes the sentence |
/// | digits of a group | 90 ms | they are heard as one group |
/// | groups of digits | 400 ms | time to write the group down |
/// | letters | 250 ms | letters are easily confused |
/// | day and month | 20 ms | one expression |
/// | before a text in another language | 500 ms | the listener changes the language |
public struct Composer: Sendable {
    private let dayFirst: [Language: Bool]

    /// Makes a composer for the texts of `questionnaire`.
    public init(_ questionnaire: Questionnaire) {
        dayFirst = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                (language, DayPattern(questionnaire.days[language], in: language).isDayFirst)
            }
        )
    }

    /// The parts of `utterance`, beginning and ending with a clip.
    public func parts(of utterance: Utterance) -> [SpokenPart] {
        var parts: [SpokenPart] = []
        var last: Sort?
        for (offset, phrase) in utterance.phrases.enumerated() {
            let clips = clips(of: phrase, in: utterance.language)
            let sort = Sort(phrase, isGroupStart: isGroupStart(offset, in: utterance.phrases))
            if let last, let previous = parts.last {
                parts.append(
                    .pause(Self.pause(from: last, to: sort, previous, clips.first))
                )
            }
            for (place, clip) in clips.enumerated() {
                if place > 0 { parts.append(.pause(.milliseconds(20))) }
                parts.append(.clip(clip))
            }
            last = sort
        }
        return parts
    }

    private func clips(of phrase: Phrase, in language: Language) -> [ClipName] {
        switch phrase {
        case .prompt(let prompt): return [ClipName(language, .prompt(prompt))]
        case .promptIn(let prompt, let own): return [ClipName(own, .prompt(prompt))]
        case .number(let number): return [ClipName(language, .number(number))]
        case .numberIn(let number, let own): return [ClipName(own, .number(number))]
        case .digit(let digit): return [ClipName(language, .digit(digit))]
        case .letter(let letter): return [ClipName(language, .letter(letter))]
        case .day(let day):
            let pair = [
                ClipName(language, .day(day.day)), ClipName(language, .month(day.month)),
            ]
            return dayFirst[language] == false ? pair.reversed() : pair
        case .weekday(let weekday): return [ClipName(language, .weekday(weekday))]
        case .hour(let hour): return [ClipName(language, .hour(hour))]
        case .place(let place): return [ClipName(language, .place(place))]
        }
    }

    /// Whether a group of digits begins with the phrase at `offset`.
    private func isGroupStart(_ offset: Int, in phrases: [Phrase]) -> Bool {
        func isDigit(_ phrase: Phrase) -> Bool {
            if case .digit = phrase { true } else { false }
        }
        guard isDigit(phrases[offset]) else { return false }
        let before = phrases[..<offset].reversed().prefix(while: isDigit).count
        let after = phrases[offset...].prefix(while: isDigit).count
        return DigitGroups.starts(inRunOf: before + after).contains(before)
    }

    /// What a phrase is, as far as the pause before it depends on that.
    private enum Sort: Hashable {
        case sentence
        case digit(isGroupStart: Bool)
        case letter
        case word

        init(_ phrase: Phrase, isGroupStart: Bool) {
            switch phrase {
            case .prompt, .promptIn: self = .sentence
            case .digit: self = .digit(isGroupStart: isGroupStart)
            case .letter: self = .letter
            case .number, .numberIn, .day, .weekday, .hour, .place: self = .word
            }
        }
    }

    private static func pause(
        from last: Sort,
        to next: Sort,
        _ previous: SpokenPart,
        _ following: ClipName?
    ) -> Duration {
        if case .clip(let clip) = previous, let following, clip.language != following.language {
            return .milliseconds(500)
        }
        switch (last, next) {
        case (.digit, .digit(let isGroupStart)): return .milliseconds(isGroupStart ? 400 : 90)
        case (.letter, .letter): return .milliseconds(250)
        case (_, .sentence): return .milliseconds(350)
        default: return .milliseconds(120)
        }
    }
}
