/// Lines of text in columns, at most 80 characters wide.
enum TextColumns {
    /// The most characters of a line.
    static let width = 80

    /// A line of fields, each filled to its width; the last one is not filled.
    static func line(_ fields: [(text: String, width: Int)]) -> String {
        var line = ""
        for (place, field) in fields.enumerated() {
            let text = String(field.text.prefix(field.width))
            line += text
            if place < fields.count - 1 {
                line += String(repeating: " ", count: field.width - text.count + 1)
            }
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// A text from a record as a person may see it: printable, so that no code of a record can move
    /// the cursor of a terminal (F36).
    static func printable(_ text: String) -> String {
        String(
            text.unicodeScalars.prefix(60).map { scalar in
                (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
            }
        )
    }
}
