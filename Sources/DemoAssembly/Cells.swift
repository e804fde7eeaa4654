/// Text measured in the cells of a terminal.
enum Cells {
    /// How many cells a text takes.
    ///
    /// The languages of the station take one cell for a character, with or without accents. The
    /// wide characters of East Asia count as two, should a program print any.
    static func width(of text: String) -> Int {
        text.reduce(0) { $0 + width(of: $1) }
    }

    /// The text in exactly `count` cells: cut, or filled up with spaces.
    static func fitted(_ text: String, to count: Int) -> String {
        var result = ""
        var left = count
        for character in text {
            let width = width(of: character)
            if width > left { break }
            result.append(character)
            left -= width
        }
        return result + String(repeating: " ", count: left)
    }

    /// The text in lines of at most `count` cells, broken at spaces where there are any.
    ///
    /// Spaces at the beginning of a line that was not broken stay: a program's table keeps its
    /// form.
    static func wrapped(_ text: String, to count: Int) -> [String] {
        precondition(count > 1, "A line has room for the widest character.")
        var lines: [String] = []
        var line = ""
        var room = count
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let width = width(of: String(word))
            if line.isEmpty, room == count, lines.isEmpty || width <= room {
                (line, room) = (String(word), room - width)
            } else if width + 1 <= room {
                line += " " + word
                room -= width + 1
            } else {
                lines.append(line)
                (line, room) = (String(word), count - width)
            }
            while room < 0 {
                let head = cut(line, to: count)
                lines.append(head)
                line.removeFirst(head.count)
                room = count - self.width(of: line)
            }
        }
        return lines + [line]
    }

    private static func cut(_ text: String, to count: Int) -> String {
        var left = count
        return String(
            text.prefix { character in
                left -= width(of: character)
                return left >= 0
            }
        )
    }

    private static func width(of character: Character) -> Int {
        switch character.unicodeScalars.first?.value ?? 0 {
        case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
            0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
            2
        default: 1
        }
    }
}
