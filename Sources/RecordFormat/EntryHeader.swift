public import MeldpostCore

/// The part of an entry that is not sealed: what the chain and the exchange need, and no more.
///
/// Source: DESIGN 5.3; the layout is in Formats.md.
public struct EntryHeader: Hashable, Sendable {
    /// The number of bytes.
    public static let length = 142

    static let version: UInt8 = 1

    /// The station that made the entry.
    public let station: StationID
    /// The journal, and so the chain, in which the entry stands.
    public let journal: JournalID
    /// The place in the chain, from 1 and without gaps.
    public let sequence: UInt64
    /// The digest of the header before this one; zero for the first, and only for the first.
    public let previous: Digest
    /// How soon the entry leaves.
    public let urgency: Urgency
    /// The lower bound of the time at which what it is about came in.
    ///
    /// Terms start there. It can be before the hour of the entry before it: a call can be logged or keyed
    /// days after it came.
    public let hour: UnixHour
    /// The SHA-256 of the sealed body.
    public let bodyHash: Digest
    /// The SHA-256 of the payload's proof.
    public let proofHash: Digest

    /// Makes a header.
    public init(
        station: StationID,
        journal: JournalID,
        sequence: UInt64,
        previous: Digest,
        urgency: Urgency,
        hour: UnixHour,
        bodyHash: Digest,
        proofHash: Digest
    ) {
        self.station = station
        self.journal = journal
        self.sequence = sequence
        self.previous = previous
        self.urgency = urgency
        self.hour = hour
        self.bodyHash = bodyHash
        self.proofHash = proofHash
    }

    /// Reads a header.
    ///
    /// - Parameter bytes: exactly 142 bytes.
    /// - Throws: any refusal that concerns the wire.
    public init(decoding bytes: [UInt8]) throws(FormatRefusal) {
        var reader = WireReader(bytes)
        try self.init(from: &reader)
        try reader.end()
    }

    init(from reader: inout WireReader) throws(FormatRefusal) {
        try reader.version(Self.version)
        station = try reader.name()
        journal = try reader.name()
        sequence = try reader.uint64()
        previous = try reader.digest()
        urgency = try reader.oneOf(Urgency.self)
        hour = UnixHour(rawValue: try reader.uint32())
        bodyHash = try reader.digest()
        proofHash = try reader.digest()
        guard sequence >= 1, (sequence == 1) == (previous == .zero) else {
            throw .valueOutOfRange
        }
    }

    /// The bytes of the header.
    public func encoded() -> [UInt8] {
        var writer = WireWriter(capacity: Self.length)
        writer.uint8(Self.version)
        writer.name(station)
        writer.name(journal)
        writer.uint64(sequence)
        writer.opaque(previous.bytes)
        writer.uint8(urgency.rawValue)
        writer.uint32(hour.rawValue)
        writer.opaque(bodyHash.bytes)
        writer.opaque(proofHash.bytes)
        return writer.bytes
    }

    /// What the next header of the chain holds as ``previous``.
    public var digest: Digest {
        .sha256(of: encoded())
    }

    /// The entry that this is the header of.
    public var reference: EntryReference {
        EntryReference(journal: journal, sequence: sequence)
    }

    /// Whether this header can stand directly after `earlier` in one chain.
    public func follows(_ earlier: EntryHeader) -> Bool {
        station == earlier.station && journal == earlier.journal
            && earlier.sequence < .max && sequence == earlier.sequence + 1
            && previous == earlier.digest
    }

    /// Checks a signature that came with the header, before the body is here.
    ///
    /// - Throws: ``FormatRefusal/signatureInvalid``.
    public func verify(_ signature: Signature, with key: VerifyingKey) throws(FormatRefusal) {
        guard key.accepts(signature, domain: .entry, encoded()) else { throw .signatureInvalid }
    }
}
