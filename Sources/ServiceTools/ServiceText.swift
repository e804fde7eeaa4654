/// Text for a terminal of 80 columns, of which nothing can move the cursor (F36).
enum ServiceText {
    /// The columns of a line.
    static let width = 80

    /// `text` in printable ASCII.
    static func printable(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar in
                (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
            }
        )
    }

    /// `text` in lines of at most ``width`` columns, each after an indent of `indent` columns.
    ///
    /// A word that is too long for a line is cut.
    static func wrapped(_ text: String, indent: Int = 0, first: String? = nil) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let space = width - indent
        var lines: [String] = []
        var line = ""
        for word in printable(text).split(separator: " ").flatMap({ pieces(of: $0, length: space) })
        {
            if line.isEmpty {
                line = word
            } else if line.count + 1 + word.count <= space {
                line += " " + word
            } else {
                lines.append(margin + line)
                line = word
            }
        }
        if !line.isEmpty { lines.append(margin + line) }
        if let first, let head = lines.first {
            lines[0] = printable(first) + head.dropFirst(first.count)
        }
        return lines
    }

    /// A line of a table: a name, then text that begins in column 12.
    static func row(_ name: String, _ text: String) -> [String] {
        let head = name + String(repeating: " ", count: max(1, 11 - name.count))
        return wrapped(text, indent: 11, first: head)
    }

    private static func pieces(of word: Substring, length: Int) -> [String] {
        stride(from: 0, to: word.count, by: length).map { start in
            String(word.dropFirst(start).prefix(length))
        }
    }
}
