internal import MeldpostCore

/// Writes the figures of a text in words, so that every synthesiser and every reader says the same.
///
/// A number of one or two figures that does not begin with zero is said as a number. Longer ones, and
/// those with a leading zero, are telephone numbers: they are said figure by figure, with a pause
/// where a hyphen stands.
enum SpokenText {
    /// The text of `text` with figures in words.
    static func words(of text: String, in language: Language) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.first {
            guard character.isASCII, character.isNumber else {
                result.append(character)
                rest.removeFirst()
                continue
            }
            let run = rest.prefix { $0 == "-" || ($0.isASCII && $0.isNumber) }
            // A hyphen after the last figure belongs to the sentence.
            let figures = run.prefix(through: run.lastIndex { $0 != "-" } ?? run.startIndex)
            result += words(ofFigures: figures, in: language)
            rest = rest[figures.endIndex...]
        }
        return result
    }

    private static func words(ofFigures figures: Substring, in language: Language) -> String {
        if !figures.contains("-"), figures.count <= 2, figures.first != "0" || figures.count == 1,
            let number = Int(figures)
        {
            return NumberWords.words(number, in: language)
        }
        return figures.split(separator: "-").map { group in
            group.compactMap(\.wholeNumberValue)
                .map { NumberWords.words($0, in: language) }
                .joined(separator: " ")
        }
        .joined(separator: ", ")
    }
}
