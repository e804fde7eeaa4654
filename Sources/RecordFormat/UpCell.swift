public import MeldpostCore

/// What goes up in one exchange: always 1,024 bytes, signed by the station (P9).
///
/// It names the head of the chain, so that the centre sees a clone of the box even when it is idle,
/// and a counter that only grows, so that a cell counts once.
///
/// Source: DESIGN 11; the layout is in Formats.md.
public struct UpCell: Hashable, Sendable {
    /// The number of bytes.
    public static let length = 1_024

    /// The number of bytes of a nonce.
    public static let nonceLength = 16

    /// How many bytes of an entry a cell carries at most.
    public static let pieceCapacity = loadArea - 1 - UpLoad.pieceOverhead

    static let version: UInt8 = 1

    private static let loadArea =
        length - Signature.length - (1 + 16 + 16 + 8 + 32 + 8 + 16 + 8 + 4)

    /// The station.
    public let station: StationID
    /// The journal that is open; all zero while none is.
    public let journal: JournalID
    /// The sequence of the newest entry of that journal, 0 where there is none.
    public let headSequence: UInt64
    /// The digest of the newest entry's header, zero where there is none.
    public let headDigest: Digest
    /// A number that grows from cell to cell, or 0 where it is not known because the journal is not
    /// open; then only a panic signal is taken from the cell.
    public let counter: UInt64
    /// Sixteen random bytes that the answer must repeat.
    public let nonce: [UInt8]
    /// The number of the statement that the station wants next from the inbox.
    public let deliveryWanted: UInt64
    /// How many bytes of that statement are here already.
    public let deliveryOffset: UInt32
    /// What the cell carries.
    public let load: UpLoad
    /// The station's signature.
    public private(set) var signature: Signature

    private init(
        station: StationID,
        journal: JournalID,
        headSequence: UInt64,
        headDigest: Digest,
        counter: UInt64,
        nonce: [UInt8],
        deliveryWanted: UInt64,
        deliveryOffset: UInt32,
        load: UpLoad,
        signature: Signature
    ) {
        self.station = station
        self.journal = journal
        self.headSequence = headSequence
        self.headDigest = headDigest
        self.counter = counter
        self.nonce = nonce
        self.deliveryWanted = deliveryWanted
        self.deliveryOffset = deliveryOffset
        self.load = load
        self.signature = signature
    }

    /// Makes and signs a cell.
    ///
    /// - Parameters:
    ///   - station: the station.
    ///   - journal: the journal that is open, or zero.
    ///   - headSequence: the sequence of its newest entry, or 0.
    ///   - headDigest: the digest of its newest entry's header, or zero.
    ///   - counter: the number of the cell, or 0.
    ///   - nonce: 16 random bytes.
    ///   - deliveryWanted: the number of the statement that is wanted next.
    ///   - deliveryOffset: how many bytes of it are here.
    ///   - load: what the cell carries; a piece has 1 to ``pieceCapacity`` bytes.
    ///   - key: the station's key.
    /// - Returns: the cell.
    public static func make(
        station: StationID,
        journal: JournalID,
        headSequence: UInt64,
        headDigest: Digest,
        counter: UInt64,
        nonce: [UInt8],
        deliveryWanted: UInt64,
        deliveryOffset: UInt32,
        load: UpLoad,
        key: SigningKey
    ) -> UpCell {
        precondition(nonce.count == nonceLength, "A nonce has 16 bytes.")
        var cell = UpCell(
            station: station,
            journal: journal,
            headSequence: headSequence,
            headDigest: headDigest,
            counter: counter,
            nonce: nonce,
            deliveryWanted: deliveryWanted,
            deliveryOffset: deliveryOffset,
            load: load,
            signature: .unsigned
        )
        cell.signature = key.sign(domain: .cellUp, cell.encodedBeforeSignature())
        return cell
    }

    /// Reads a cell.
    ///
    /// - Parameter bytes: exactly 1,024 bytes.
    /// - Throws: any refusal that concerns the wire.
    public init(decoding bytes: [UInt8]) throws(FormatRefusal) {
        var reader = WireReader(bytes)
        try reader.version(Self.version)
        station = try reader.name()
        journal = try reader.name()
        headSequence = try reader.uint64()
        headDigest = try reader.digest()
        counter = try reader.uint64()
        nonce = try reader.opaque(Self.nonceLength)
        deliveryWanted = try reader.uint64()
        deliveryOffset = try reader.uint32()
        load = try UpLoad(from: &reader, area: Self.loadArea)
        signature = try reader.signature()
        try reader.end()
    }

    /// The 1,024 bytes of the cell.
    public func encoded() -> [UInt8] {
        encodedBeforeSignature() + signature.bytes
    }

    /// Checks the signature.
    ///
    /// - Parameter key: the station's public key.
    /// - Throws: ``FormatRefusal/signatureInvalid``.
    public func verify(with key: VerifyingKey) throws(FormatRefusal) {
        guard key.accepts(signature, domain: .cellUp, encodedBeforeSignature()) else {
            throw .signatureInvalid
        }
    }

    private func encodedBeforeSignature() -> [UInt8] {
        var writer = WireWriter(capacity: Self.length)
        writer.uint8(Self.version)
        writer.name(station)
        writer.name(journal)
        writer.uint64(headSequence)
        writer.opaque(headDigest.bytes)
        writer.uint64(counter)
        writer.opaque(nonce)
        writer.uint64(deliveryWanted)
        writer.uint32(deliveryOffset)
        load.write(to: &writer, area: Self.loadArea)
        return writer.bytes
    }
}
