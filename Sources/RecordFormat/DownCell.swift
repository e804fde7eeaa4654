public import MeldpostCore

/// What comes down in one exchange: one signed *time* statement of the inbox, filled to 1,024
/// bytes (P9).
///
/// It answers the nonce of the up cell, gives the time, says how far the inbox has come with the
/// entry that is being sent, and carries a piece of the other statements.
///
/// Source: DESIGN 11; the layout is in Formats.md.
public struct DownCell: Hashable, Sendable {
    /// The number of bytes.
    public static let length = 1_024

    /// How many bytes of a statement a cell carries at most.
    public static let deliveryCapacity =
        bodyLength - fixedLength - Delivery.overhead

    private static let bodyLength = length - Statement.overhead
    private static let fixedLength = 16 + 8 + 1 + 16 + 8 + 4 + 1

    /// What the inbox did with the up cell.
    public enum Verdict: UInt8, Hashable, Sendable, CaseIterable {
        /// The cell was taken.
        case accepted = 0
        /// The counter had not grown: the cell is replayed, or a clone's; nothing in it was taken.
        case counterNotGrown = 1
        /// The piece completed an entry that fails verification; what was kept of it is dropped.
        case pieceRefused = 2
        /// The cell was taken, and the station is flagged at the centre because its chain forked.
        case quarantined = 3
    }

    /// The nonce of the up cell.
    public let nonce: [UInt8]
    /// The time at the centre.
    public let time: UnixTime
    /// What the inbox did with the up cell.
    public let verdict: Verdict
    /// The journal of the entry that is being sent; all zero where there is none.
    public let progressJournal: JournalID
    /// The sequence of that entry; 0 where there is none.
    public let progressSequence: UInt64
    /// The offset at which the inbox expects the next piece; the length of the entry when complete.
    public let progressOffset: UInt32
    /// A piece of a statement, if one is waiting.
    public let delivery: Delivery?
    /// Which key of the inbox signed (``VerifyingKey/id``).
    public let keyID: [UInt8]
    /// The inbox's signature.
    public private(set) var signature: Signature

    private init(
        nonce: [UInt8],
        time: UnixTime,
        verdict: Verdict,
        progressJournal: JournalID,
        progressSequence: UInt64,
        progressOffset: UInt32,
        delivery: Delivery?,
        keyID: [UInt8]
    ) {
        self.nonce = nonce
        self.time = time
        self.verdict = verdict
        self.progressJournal = progressJournal
        self.progressSequence = progressSequence
        self.progressOffset = progressOffset
        self.delivery = delivery
        self.keyID = keyID
        signature = .unsigned
    }

    /// Makes and signs a cell.
    ///
    /// - Parameters:
    ///   - nonce: the 16 bytes of the up cell.
    ///   - time: the time at the centre, not before 1970.
    ///   - verdict: what was done with the up cell.
    ///   - progressJournal: the journal of the entry that is being sent, or zero.
    ///   - progressSequence: its sequence, or 0.
    ///   - progressOffset: the offset that is expected next, or 0.
    ///   - delivery: a piece of a statement.
    ///   - key: the inbox's key.
    /// - Returns: the cell.
    public static func make(
        nonce: [UInt8],
        time: UnixTime,
        verdict: Verdict,
        progressJournal: JournalID = .zero,
        progressSequence: UInt64 = 0,
        progressOffset: UInt32 = 0,
        delivery: Delivery? = nil,
        key: SigningKey
    ) -> DownCell {
        var cell = DownCell(
            nonce: nonce,
            time: time,
            verdict: verdict,
            progressJournal: progressJournal,
            progressSequence: progressSequence,
            progressOffset: progressOffset,
            delivery: delivery,
            keyID: key.publicKey.id
        )
        precondition(cell.isInRange, "The fields of a down cell fit each other.")
        cell.signature = key.sign(domain: .statement, cell.encodedBeforeSignature())
        return cell
    }

    /// Reads a cell.
    ///
    /// - Parameter bytes: exactly 1,024 bytes.
    /// - Throws: any refusal that concerns the wire.
    public init(decoding bytes: [UInt8]) throws(FormatRefusal) {
        var reader = WireReader(bytes)
        try reader.version(Statement.version)
        guard try reader.uint8() == StatementKind.time.rawValue else { throw .kindUnknown }
        keyID = try reader.opaque(VerifyingKey.idLength)
        guard Int(try reader.uint16()) == Self.bodyLength else { throw .valueOutOfRange }
        nonce = try reader.opaque(UpCell.nonceLength)
        guard let milliseconds = Int64(exactly: try reader.uint64()) else {
            throw .valueOutOfRange
        }
        time = UnixTime(milliseconds: milliseconds)
        verdict = try reader.oneOf(Verdict.self)
        progressJournal = try reader.name()
        progressSequence = try reader.uint64()
        progressOffset = try reader.uint32()
        delivery = try reader.flag() ? try Delivery(from: &reader) : nil
        try reader.zeroes(Self.bodyLength - Self.fixedLength - (delivery?.encodedLength ?? 0))
        signature = try reader.signature()
        try reader.end()
        guard isInRange else { throw .valueOutOfRange }
    }

    /// The 1,024 bytes of the cell.
    public func encoded() -> [UInt8] {
        encodedBeforeSignature() + signature.bytes
    }

    /// Checks that the inbox signed this cell, and as the answer to one certain cell.
    ///
    /// - Parameters:
    ///   - key: the inbox's public key.
    ///   - nonce: the nonce of the up cell that was sent.
    /// - Throws: ``FormatRefusal/keyMismatch``, ``FormatRefusal/signatureInvalid`` or
    ///   ``FormatRefusal/nonceMismatch``.
    public func verify(with key: VerifyingKey, nonce: [UInt8]) throws(FormatRefusal) {
        guard keyID == key.id else { throw .keyMismatch }
        guard key.accepts(signature, domain: .statement, encodedBeforeSignature()) else {
            throw .signatureInvalid
        }
        guard self.nonce == nonce else { throw .nonceMismatch }
    }

    /// How far the inbox has come, as the station's machine takes it.
    public var progress: Progress {
        let entry = EntryReference(journal: progressJournal, sequence: progressSequence)
        return Progress(entry: progressSequence == 0 ? nil : entry, offset: progressOffset)
    }

    private var isInRange: Bool {
        let hasProgress = progressSequence > 0
        let isWholeProgress = hasProgress || (progressJournal == .zero && progressOffset == 0)
        return nonce.count == UpCell.nonceLength && time.milliseconds >= 0 && isWholeProgress
            && (delivery?.isInRange ?? true)
    }

    private func encodedBeforeSignature() -> [UInt8] {
        var writer = WireWriter(capacity: Self.length)
        writer.uint8(Statement.version)
        writer.uint8(StatementKind.time.rawValue)
        writer.opaque(keyID)
        writer.uint16(UInt16(Self.bodyLength))
        writer.opaque(nonce)
        writer.uint64(UInt64(bitPattern: time.milliseconds))
        writer.uint8(verdict.rawValue)
        writer.name(progressJournal)
        writer.uint64(progressSequence)
        writer.uint32(progressOffset)
        writer.flag(delivery != nil)
        delivery?.write(to: &writer)
        writer.zeroes(Self.length - Signature.length - writer.bytes.count)
        return writer.bytes
    }
}
