public import MeldpostCore

/// The keys in force: for whom records are sealed, and whose statements count.
///
/// The root key signs it as the body of a statement. Source: DESIGN 2, "Keys".
public struct KeyList: Hashable, Sendable {
    /// How many sets there can be: one for each island and chapter.
    public static let setCount = 1...(Island.allCases.count * Chapter.allCases.count)

    /// How many desk keys there can be.
    public static let deskKeyCount = 1...8

    /// A number that grows from list to list.
    public let number: UInt64
    /// When the list was made.
    public let issued: UnixHour
    /// For whom records are sealed, each island and chapter at most once.
    public let recipientSets: [RecipientSet]
    /// Whose receipts and times count.
    public let inboxKey: VerifyingKey
    /// Whose openings, acceptances and closings count.
    public let deskKeys: [VerifyingKey]

    /// Makes a list.
    ///
    /// - Parameters:
    ///   - number: from 1; greater than that of every list before.
    ///   - issued: when the list was made.
    ///   - recipientSets: one to six, each for another island and chapter.
    ///   - inboxKey: the inbox's key.
    ///   - deskKeys: one to eight, none of them the inbox's.
    /// - Throws: ``FormatRefusal/valueOutOfRange``, ``FormatRefusal/keyCount``,
    ///   ``FormatRefusal/scopeRepeated`` or ``FormatRefusal/keyRepeated``.
    public init(
        number: UInt64,
        issued: UnixHour,
        recipientSets: [RecipientSet],
        inboxKey: VerifyingKey,
        deskKeys: [VerifyingKey]
    ) throws(FormatRefusal) {
        guard number >= 1 else { throw .valueOutOfRange }
        guard
            Self.setCount.contains(recipientSets.count),
            Self.deskKeyCount.contains(deskKeys.count)
        else {
            throw .keyCount
        }
        guard Set(recipientSets.map(\.scope)).count == recipientSets.count else {
            throw .scopeRepeated
        }
        // The inbox speaks by itself; if its key were a desk key, a machine could say "opened".
        guard Set(deskKeys + [inboxKey]).count == deskKeys.count + 1 else { throw .keyRepeated }
        self.number = number
        self.issued = issued
        self.recipientSets = recipientSets
        self.inboxKey = inboxKey
        self.deskKeys = deskKeys
    }

    /// Reads a list.
    ///
    /// - Parameter bytes: the body of a key list statement and nothing else.
    /// - Throws: any refusal that concerns the wire, keys or key lists.
    public init(decoding bytes: [UInt8]) throws(FormatRefusal) {
        var reader = WireReader(bytes)
        try self.init(from: &reader)
        try reader.end()
    }

    init(from reader: inout WireReader) throws(FormatRefusal) {
        let number = try reader.uint64()
        let issued = UnixHour(rawValue: try reader.uint32())
        let inboxKey = try reader.verifyingKey()
        let deskKeyCount = Int(try reader.uint8())
        guard Self.deskKeyCount.contains(deskKeyCount) else { throw .keyCount }
        var deskKeys: [VerifyingKey] = []
        for _ in 0..<deskKeyCount {
            deskKeys.append(try reader.verifyingKey())
        }
        let setCount = Int(try reader.uint8())
        guard Self.setCount.contains(setCount) else { throw .keyCount }
        var recipientSets: [RecipientSet] = []
        for _ in 0..<setCount {
            recipientSets.append(try RecipientSet(from: &reader))
        }
        try self.init(
            number: number,
            issued: issued,
            recipientSets: recipientSets,
            inboxKey: inboxKey,
            deskKeys: deskKeys
        )
    }

    /// The bytes of the list: the body of its statement.
    public func encoded() -> [UInt8] {
        var writer = WireWriter(capacity: 1_024)
        write(to: &writer)
        return writer.bytes
    }

    func write(to writer: inout WireWriter) {
        writer.uint64(number)
        writer.uint32(issued.rawValue)
        writer.opaque(inboxKey.bytes)
        writer.uint8(UInt8(deskKeys.count))
        for key in deskKeys {
            writer.opaque(key.bytes)
        }
        writer.uint8(UInt8(recipientSets.count))
        for set in recipientSets {
            set.write(to: &writer)
        }
    }

    /// Whether `successor` may take the place of this list: only one with a greater number may, so
    /// that an old list that was signed once never comes back (F54).
    public func accepts(successor: KeyList) -> Bool {
        successor.number > number
    }

    /// The islands and chapters for which records can be sealed.
    public var scopes: [RecipientScope] { recipientSets.map(\.scope) }

    /// The keys whose statements of one role count; the root key is not in its own list.
    public func keys(of role: SignerRole) -> [VerifyingKey] {
        switch role {
        case .inbox: [inboxKey]
        case .desk: deskKeys
        case .root: []
        }
    }
}

extension WireReader {
    fileprivate mutating func verifyingKey() throws(FormatRefusal) -> VerifyingKey {
        try VerifyingKey(validating: try opaque(VerifyingKey.length))
    }
}
