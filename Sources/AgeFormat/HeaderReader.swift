/// Reads a header, line by line, and nothing that the grammar does not allow.
///
/// Source: C2SP age.md, "ABNF definition of file header".
struct HeaderReader {
    private let file: [UInt8]
    /// The index of the next unread byte; after ``read()``, of the payload's first.
    private(set) var position = 0

    private static let armorMark = Array("-----BEGIN AGE".utf8)
    private static let stanzaMark = Array("-> ".utf8)

    /// Starts at the first byte of a file.
    init(_ file: [UInt8]) {
        self.file = file
    }

    /// Reads the header.
    mutating func read() throws(AgeRefusal) -> Header {
        guard !file.starts(with: Self.armorMark) else { throw .armored }
        guard file.starts(with: Header.versionLine) else { throw .versionUnsupported }
        position = Header.versionLine.count
        var stanzas: [Stanza] = []
        while file[position...].starts(with: Self.stanzaMark) {
            guard stanzas.count < AgeLimits.stanzas else { throw .tooManyStanzas }
            stanzas.append(try readStanza())
        }
        guard !stanzas.isEmpty else { throw .headerMalformed }
        guard file[position...].starts(with: Header.endMark) else { throw .headerMalformed }
        let authenticated = Array(file[..<(position + Header.endMark.count)])
        let line = try readLine().dropFirst(Header.endMark.count)
        guard
            line.first == UInt8(ascii: " "),
            line.count == 1 + Header.macTextLength,
            let mac = RawBase64.decode(line.dropFirst())
        else {
            throw .headerMalformed
        }
        return Header(stanzas: stanzas, authenticated: authenticated, mac: mac)
    }

    private mutating func readStanza() throws(AgeRefusal) -> Stanza {
        let line = try readLine().dropFirst(Self.stanzaMark.count)
        var arguments: [String] = []
        for argument in line.split(
            separator: UInt8(ascii: " "),
            omittingEmptySubsequences: false
        ) {
            guard !argument.isEmpty, argument.allSatisfy({ $0 >= 0x21 && $0 <= 0x7e }) else {
                throw .headerMalformed
            }
            arguments.append(String(decoding: argument, as: UTF8.self))
        }
        return Stanza(arguments: arguments, body: try readBody())
    }

    private mutating func readBody() throws(AgeRefusal) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try readLine()
            guard line.count <= Stanza.columns, let bytes = RawBase64.decode(line) else {
                throw .headerMalformed
            }
            body += bytes
            if line.count < Stanza.columns { return body }
        }
    }

    /// Reads up to the next line feed, which the line does not include.
    private mutating func readLine() throws(AgeRefusal) -> ArraySlice<UInt8> {
        guard let end = file[position...].firstIndex(of: UInt8(ascii: "\n")) else {
            throw .headerMalformed
        }
        let line = file[position..<end]
        position = end + 1
        return line
    }
}
