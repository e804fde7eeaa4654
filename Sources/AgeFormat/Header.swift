/// The textual header of an age file: stanzas and a MAC.
///
/// Source: C2SP age.md, "Header" and "ABNF definition of file header".
struct Header {
    /// The start of every age file, of whatever version.
    static let magic = Array("age-encryption.org/".utf8)
    /// The first line of an age file of version 1, with its line feed.
    static let versionLine = Array("age-encryption.org/v1\n".utf8)
    /// The mark of the last line, the end of what the MAC covers.
    static let endMark = Array("---".utf8)
    /// The length of the text of the MAC, in characters.
    static let macTextLength = RawBase64.encodedLength(of: FileKey.macLength)

    /// The stanzas, at least one.
    var stanzas: [Stanza]
    /// The bytes that the MAC covers.
    var authenticated: [UInt8]
    /// The MAC.
    var mac: [UInt8]

    /// Makes the header of a new file.
    init(stanzas: [Stanza], fileKey: FileKey) {
        precondition(!stanzas.isEmpty, "A header has a stanza.")
        self.stanzas = stanzas
        authenticated = Self.versionLine + stanzas.flatMap(\.encoded) + Self.endMark
        mac = fileKey.headerMAC(of: authenticated)
    }

    /// Takes a header that was read.
    init(stanzas: [Stanza], authenticated: [UInt8], mac: [UInt8]) {
        self.stanzas = stanzas
        self.authenticated = authenticated
        self.mac = mac
    }

    /// The header as it stands in a file.
    var encoded: [UInt8] {
        authenticated + [UInt8(ascii: " ")] + RawBase64.encode(mac) + [UInt8(ascii: "\n")]
    }
}
