internal import AgeFormat
public import MeldpostCore

/// What is sealed: the five blocks of a record.
///
/// Printing or reflecting it shows nothing. Source: DESIGN 5.2; the JSON is in Formats.md.
public struct Payload: Hashable, Sendable {
    /// The number of bytes of a proof.
    public static let proofLength = 32

    static let version = 1

    private static let memberNames = [
        "version", "kind", "what", "source", "told", "trace", "proof",
    ]

    /// The block `what`.
    public let content: RecordContent
    /// The block `source`: an age file of its own, for fewer keys; empty for the kinds that have
    /// none.
    public let source: [UInt8]
    /// The block `told`.
    public let told: ToldContent?
    /// The block `trace`.
    public let trace: TraceContent
    /// 32 random bytes, whose hash stands in the header: whoever shows them has opened the record.
    public let proof: [UInt8]

    /// Makes a payload.
    ///
    /// - Parameters:
    ///   - content: the block `what`.
    ///   - source: an age file, or nothing for the kinds of ``PaddingClass/small``.
    ///   - told: the block `told`.
    ///   - trace: the block `trace`.
    ///   - proof: 32 random bytes.
    /// - Throws: ``FormatRefusal/sourceMisplaced`` where the kind has no source and one is given,
    ///   or the other way round; ``FormatRefusal/payloadMalformed`` for another number of bytes of
    ///   the proof.
    public init(
        content: RecordContent,
        source: [UInt8],
        told: ToldContent?,
        trace: TraceContent,
        proof: [UInt8]
    ) throws(FormatRefusal) {
        let hasSource = PaddingClass.of(content.kind) != .small
        guard hasSource != source.isEmpty else { throw .sourceMisplaced }
        guard proof.count == Self.proofLength else { throw .payloadMalformed }
        self.content = content
        self.source = source
        self.told = told
        self.trace = trace
        self.proof = proof
    }

    /// Reads a payload as it was sealed.
    ///
    /// - Parameter bytes: JSON, filled with spaces to the length of its padding class.
    /// - Throws: ``FormatRefusal/paddingClassWrong``, ``FormatRefusal/payloadMalformed``,
    ///   ``FormatRefusal/versionUnknown``, ``FormatRefusal/kindUnknown`` or
    ///   ``FormatRefusal/sourceMisplaced``.
    public init(decoding bytes: [UInt8]) throws(FormatRefusal) {
        guard PaddingClass.allCases.contains(where: { $0.length == bytes.count }) else {
            throw .paddingClassWrong
        }
        let fillingCount = bytes.reversed().prefix { $0 == UInt8(ascii: " ") }.count
        var text = Array(bytes.dropLast(fillingCount))
        defer { text.wipe() }
        let tree = try JSONTree(canonical: text)
        guard
            case .object(let all) = tree,
            case .integer(let version)? = all.first(where: { $0.name == "version" })?.value
        else {
            throw .payloadMalformed
        }
        guard version == String(Self.version) else { throw .versionUnknown }
        let members = try tree.members(Self.memberNames)
        guard
            case .string(let kindName) = members[1],
            case .string(let sourceText) = members[3], let source = Base64Text.decode(sourceText),
            case .string(let proofText) = members[6], let proof = Base64Text.decode(proofText)
        else {
            throw .payloadMalformed
        }
        guard let kind = RecordKind(rawValue: kindName) else { throw .kindUnknown }
        let expected = try PaddingClass.of(kind, holding: text.count)
        guard expected.length == bytes.count else { throw .paddingClassWrong }
        try self.init(
            content: try RecordContent(kind: kind, tree: members[2]),
            source: source,
            told: try members[4].decode(ToldContent?.self),
            trace: try members[5].decode(TraceContent.self),
            proof: proof
        )
    }

    /// The JSON, filled with spaces to the length of its padding class.
    ///
    /// - Throws: ``FormatRefusal/recordTooLong``.
    public func encoded() throws(FormatRefusal) -> [UInt8] {
        let tree = JSONTree.sorted([
            ("version", .integer(String(Self.version))),
            ("kind", .string(content.kind.rawValue)),
            ("what", try content.tree()),
            ("source", .string(Base64Text.encode(source))),
            ("told", try JSONTree(encoding: told)),
            ("trace", try JSONTree(encoding: trace)),
            ("proof", .string(Base64Text.encode(proof))),
        ])
        var text = tree.encoded()
        defer { text.wipe() }
        let paddingClass = try PaddingClass.of(content.kind, holding: text.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(paddingClass.length)
        bytes += text
        bytes += repeatElement(UInt8(ascii: " "), count: paddingClass.length - text.count)
        return bytes
    }
}

extension Payload: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name of the type.
    public var description: String { "Payload" }

    /// The name of the type.
    public var debugDescription: String { "Payload" }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
