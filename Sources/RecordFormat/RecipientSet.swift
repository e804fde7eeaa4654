public import AgeFormat
public import MeldpostCore

/// For whom the records of one island and chapter are sealed.
public struct RecipientSet: Hashable, Sendable {
    /// How many case recipients there can be.
    public static let caseCount = 1...4

    /// How many source recipients there can be.
    public static let sourceCount = 1...2

    /// The island and chapter.
    public let scope: RecipientScope
    /// Who opens the records.
    public let caseRecipients: [AgeRecipient]
    /// Who opens the source block as well: fewer people (R32).
    public let sourceRecipients: [AgeRecipient]

    /// Makes a set.
    ///
    /// - Parameters:
    ///   - scope: the island and chapter.
    ///   - caseRecipients: one to four, all of one type; each is tried by sealing to it.
    ///   - sourceRecipients: one or two, all of one type; each is tried by sealing to it.
    /// - Throws: ``FormatRefusal/keyCount``, ``FormatRefusal/keyTypesMixed``,
    ///   ``FormatRefusal/keyRepeated`` or ``FormatRefusal/recipientUnusable``.
    public init(
        scope: RecipientScope,
        caseRecipients: [AgeRecipient],
        sourceRecipients: [AgeRecipient]
    ) throws(FormatRefusal) {
        try RecipientKeyType.check(caseRecipients, count: Self.caseCount)
        try RecipientKeyType.check(sourceRecipients, count: Self.sourceCount)
        self.scope = scope
        self.caseRecipients = caseRecipients
        self.sourceRecipients = sourceRecipients
    }

    init(from reader: inout WireReader) throws(FormatRefusal) {
        let scope = RecipientScope(
            island: try reader.oneOf(Island.self),
            chapter: try reader.oneOf(Chapter.self)
        )
        try self.init(
            scope: scope,
            caseRecipients: try RecipientKeyType.readList(from: &reader, count: Self.caseCount),
            sourceRecipients: try RecipientKeyType.readList(from: &reader, count: Self.sourceCount)
        )
    }

    func write(to writer: inout WireWriter) {
        writer.uint8(scope.island.rawValue)
        writer.uint8(scope.chapter.rawValue)
        RecipientKeyType.write(caseRecipients, to: &writer)
        RecipientKeyType.write(sourceRecipients, to: &writer)
    }
}
