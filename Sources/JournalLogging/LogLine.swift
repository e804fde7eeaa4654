internal import Logging

/// One line of the log: a priority, a constant text, and the marked values.
///
/// Source: sd-daemon(3), "`<n>` prefix"; syslog(3) for the numbers.
enum LogLine {
    /// What stands for a value without the mark, and for a text that is not ours.
    static let redacted = "<redacted>"

    /// The most bytes of a line: a write of so many to a pipe with room does not wait.
    ///
    /// Source: pipe(7), `PIPE_BUF` (4,096 bytes on Linux).
    static let length = 2_048

    /// The most characters of one value.
    static let valueLength = 200

    /// The priority of a level: 2 critical, 3 error, 4 warning, 5 notice, 6 information, 7 debug.
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }

    /// The bytes of the line, with the line end.
    static func bytes(level: Logger.Level, text: String, metadata: Logger.Metadata) -> [UInt8] {
        var line = "<\(priority(level))>\(printable(text))"
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " \(name(key))=\(shown(value))"
        }
        return Array(line.utf8.prefix(length - 1)) + [UInt8(ascii: "\n")]
    }

    /// The text of a value whose every byte is marked.
    private static func shown(_ value: Logger.MetadataValue) -> String {
        guard case .stringConvertible(let content) = value,
            let mark = value.attributes[PublicMark.self]
        else { return redacted }
        let text = content.description
        guard text.utf8.count == mark.rawValue else { return redacted }
        let kept = printable(String(text.prefix(valueLength)))
        return kept.contains(" ") || kept.isEmpty ? "\"\(kept)\"" : kept
    }

    /// `text` in printable ASCII: what could move a terminal's cursor becomes a question mark
    /// (F36).
    private static func printable(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar in
                (0x20..<0x7F).contains(scalar.value) ? Character(scalar) : "?"
            }
        )
    }

    private static func name(_ key: String) -> String {
        String(
            key.unicodeScalars.prefix(64).map { scalar in
                scalar == "." || scalar == "_" || scalar == "-"
                    || (scalar.isASCII && scalar.properties.isAlphabetic)
                    || ("0"..."9").contains(scalar) ? Character(scalar) : "?"
            }
        )
    }
}
