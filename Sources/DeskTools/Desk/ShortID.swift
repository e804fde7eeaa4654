internal import DeskProtocol

/// How a person names an entry or an incident: the first digits of its digest or name, in groups of
/// four, such as `3f2a-91bc`.
enum ShortID {
    /// The fewest digits that a person may give.
    static let length = 8

    /// The shortest IDs, of at least eight digits, that tell all of `names` apart.
    static func of(_ names: [[UInt8]]) -> [[UInt8]: String] {
        let digits = Set(names).map { (name: $0, digits: HexText.of($0)) }
        var length = length
        var isUnique = false
        while !isUnique, length < (digits.first?.digits.count ?? 0) {
            isUnique = Set(digits.map { $0.digits.prefix(length) }).count == digits.count
            if !isUnique { length += 4 }
        }
        return Dictionary(digits.map { ($0.name, grouped($0.digits.prefix(length))) }) { $1 }
    }

    /// The digits that a person gave, in lower case and without the marks between the groups.
    static func digits(_ text: String) throws(DeskRefusal) -> String {
        let wanted = text.lowercased().filter { $0 != "-" }
        guard (length...64).contains(wanted.count),
            wanted.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else { throw .idMalformed }
        return wanted
    }

    /// The one of `names` that a person means.
    static func find(_ text: String, among names: [[UInt8]]) throws(DeskRefusal) -> [UInt8] {
        let wanted = try digits(text)
        let found = Set(names).filter { HexText.of($0).hasPrefix(wanted) }
        guard let first = found.first else { throw .idUnknown }
        guard found.count == 1 else { throw .idAmbiguous }
        return first
    }

    /// Digits in groups of four.
    static func grouped(_ digits: Substring) -> String {
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, place.isMultiple(of: 4) { text += "-" }
            text.append(digit)
        }
        return text
    }
}
