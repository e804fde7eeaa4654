/// What every spoken text must keep to.
struct TextRule {
    /// The hotline that the text tells: it must, and no other number may stand in it.
    var hotline: String?

    /// Twenty seconds of speech at fourteen characters a second.
    static let length = 280

    /// The free hotline of each island.
    ///
    /// No other telephone number is known to be true. Source: DOMAIN 2.1; note, 3.2.3.
    static func hotline(of island: Island) -> String {
        switch island {
        case .bonaire: "0802-0802"
        case .saba, .sintEustatius: "0800-1414"
        }
    }

    /// Words that must not be used.
    ///
    /// Two are names from the European Netherlands that are not used on the islands (R53); they are
    /// put together here so that they stand nowhere as they are. The others would promise what the
    /// decree does not: a person of trust and a complaints scheme (R45).
    private static let bannedWords: [[UInt8]] = [
        "meld" + "code", "veilig" + "thuis", "vertrouwenspersoon", "vertrouwensarts",
        "personoftrust", "confidentialadviser", "confidentialadvisor", "personadeconfianza",
        "personadikonfiansa", "klacht", "complaint", "queja", "keho",
    ].map { Array($0.utf8) }

    /// The rule that `text` breaks, if it breaks one.
    func refusal(of text: String) -> QuestionnaireRefusal.Rule? {
        guard let first = text.first, let last = text.last,
            !first.isWhitespace, !last.isWhitespace,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            !text.contains(where: \.isNewline)
        else { return .notOneLine }
        guard text.count <= Self.length else { return .tooLong }
        guard !holdsBannedWord(text) else { return .bannedWord }
        guard let hotline else { return holdsNumber(text) ? .foreignNumber : nil }
        guard text.contains(hotline) else { return .hotlineMissing }
        return holdsNumber(text.replacing(hotline, with: "")) ? .foreignNumber : nil
    }

    /// Whether the letters of `text` spell a banned word, whatever stands between them.
    private func holdsBannedWord(_ text: String) -> Bool {
        let letters = text.lowercased().utf8.filter {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        }
        return letters.indices.contains { start in
            Self.bannedWords.contains { word in
                letters[start] == word[0] && letters[start...].starts(with: word)
            }
        }
    }

    /// Whether three digits follow one another, with nothing between them but what people write
    /// between the digits of a telephone number.
    private func holdsNumber(_ text: String) -> Bool {
        var digits = 0
        for character in text {
            if character.isWholeNumber {
                digits += 1
                if digits == 3 { return true }
            } else if !" -./()+\u{A0}\u{2011}\u{2013}".contains(character) {
                digits = 0
            }
        }
        return false
    }
}
