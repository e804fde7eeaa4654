internal import Glibc

/// The end of a log file.
enum LogTail {
    private static let length = 4_096

    /// The last line of the log at `path`, without its priority and without control characters.
    static func lastLine(of path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        lseek(descriptor, max(0, size - length), SEEK_SET)
        let text = String(decoding: Descriptor.read(descriptor) ?? [], as: UTF8.self)
        return lastLine(in: text)
    }

    /// The last line in `text` that is not empty.
    ///
    /// Source: sd-daemon(3), `<n>` before a line.
    static func lastLine(in text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline)
            .last { line in line.contains { !$0.isWhitespace } }
        var scalars = (line ?? "").unicodeScalars[...]
        if let close = scalars.firstIndex(of: ">"), scalars.first == "<",
            scalars[..<close].dropFirst().allSatisfy({ ("0"..."9").contains($0) })
        {
            scalars = scalars[scalars.index(after: close)...]
        }
        return String(
            String.UnicodeScalarView(
                scalars.prefix(200).map { $0.properties.generalCategory == .control ? " " : $0 }
            )
        )
    }
}
