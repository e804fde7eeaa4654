internal import AgeFormat
internal import MeldpostCore

/// The block `source`: who reported, or nobody, in an age file of constant length.
///
/// A record that names nobody holds a file of the same length, sealed to the same keys, so that
/// neither the length nor a person who may open the case alone can tell the two apart.
///
/// Source: Art. 4.8(3); R32.
enum SourceBlock {
    /// The length of the plaintext, in bytes.
    static let plaintextLength = 1_024

    private static let version = 1

    static func seal(
        _ source: SourceContent?,
        to recipients: [AgeRecipient]
    ) throws(FormatRefusal) -> [UInt8] {
        var plaintext = try encode(source)
        defer { plaintext.wipe() }
        do {
            return try AgeFile.seal(plaintext, to: recipients)
        } catch {
            throw .notSealed
        }
    }

    static func open(
        _ file: [UInt8],
        identities: [AgeIdentity]
    ) throws(FormatRefusal) -> SourceContent? {
        var plaintext = try SealedBytes.open(file, identities: identities)
        defer { plaintext.wipe() }
        return try decode(plaintext)
    }

    static func encode(_ source: SourceContent?) throws(FormatRefusal) -> [UInt8] {
        let tree = JSONTree.sorted([
            ("version", .integer(String(version))),
            ("source", try JSONTree(encoding: source)),
        ])
        var text = tree.encoded()
        defer { text.wipe() }
        guard text.count <= plaintextLength else { throw .sourceTooLong }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(plaintextLength)
        bytes += text
        bytes += repeatElement(UInt8(ascii: " "), count: plaintextLength - text.count)
        return bytes
    }

    static func decode(_ bytes: [UInt8]) throws(FormatRefusal) -> SourceContent? {
        guard bytes.count == plaintextLength else { throw .paddingClassWrong }
        let fillingCount = bytes.reversed().prefix { $0 == UInt8(ascii: " ") }.count
        var text = Array(bytes.dropLast(fillingCount))
        defer { text.wipe() }
        let members = try JSONTree(canonical: text).members(["version", "source"])
        guard case .integer(let number) = members[0] else { throw .payloadMalformed }
        guard number == String(version) else { throw .versionUnknown }
        return try members[1].decode(SourceContent?.self)
    }
}
