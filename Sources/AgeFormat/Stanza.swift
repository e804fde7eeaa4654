/// One recipient stanza of a header: arguments and a body, of whatever type.
///
/// Source: C2SP age.md, "Recipient stanza".
struct Stanza: Hashable {
    /// The arguments, at least one, each of one or more visible ASCII characters.
    var arguments: [String]
    /// The body.
    var body: [UInt8]

    /// The width of a full line of the body, in characters; the last line is always shorter.
    static let columns = 64

    /// The stanza as it stands in a header, with the line feed of its last line.
    var encoded: [UInt8] {
        var text = Array("->".utf8)
        for argument in arguments {
            text.append(UInt8(ascii: " "))
            text += argument.utf8
        }
        text.append(UInt8(ascii: "\n"))
        var line = RawBase64.encode(body)[...]
        while line.count >= Self.columns {
            text += line.prefix(Self.columns)
            text.append(UInt8(ascii: "\n"))
            line = line.dropFirst(Self.columns)
        }
        text += line
        text.append(UInt8(ascii: "\n"))
        return text
    }
}
