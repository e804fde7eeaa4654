public import MeldpostCore

/// A panic as it leaves the box: outside the chain, so that it needs no journal (P6).
///
/// Source: DESIGN 5.3 and 8; the layout is in Formats.md.
public struct PanicSignal: Hashable, Sendable {
    /// The number of bytes.
    public static let length = 55 + Signature.length

    static let version: UInt8 = 1

    /// The station at which the button was pressed.
    public let station: StationID
    /// The journal in which its record will stand; all zero while no journal is open.
    public let journal: JournalID
    /// What the signal says.
    public let notice: PanicNotice
    /// The station's signature.
    public let signature: Signature

    private init(
        station: StationID,
        journal: JournalID,
        notice: PanicNotice,
        signature: Signature
    ) {
        self.station = station
        self.journal = journal
        self.notice = notice
        self.signature = signature
    }

    /// Makes and signs a panic signal.
    ///
    /// - Parameters:
    ///   - station: the station.
    ///   - journal: the journal that is open, or zero.
    ///   - notice: what the signal says.
    ///   - key: the station's key.
    /// - Returns: the signal.
    public static func make(
        station: StationID,
        journal: JournalID,
        notice: PanicNotice,
        key: SigningKey
    ) -> PanicSignal {
        let signed = encodeSigned(station: station, journal: journal, notice: notice)
        return PanicSignal(
            station: station,
            journal: journal,
            notice: notice,
            signature: key.sign(domain: .panic, signed)
        )
    }

    /// Reads a panic signal.
    ///
    /// - Parameter bytes: exactly 119 bytes.
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
        notice = PanicNotice(
            incident: try reader.name(),
            counter: try reader.uint32(),
            state: try reader.signalledState(),
            isTest: try reader.flag()
        )
        signature = try reader.signature()
    }

    /// The bytes of the signal.
    public func encoded() -> [UInt8] {
        Self.encodeSigned(station: station, journal: journal, notice: notice) + signature.bytes
    }

    /// Checks the signature.
    ///
    /// - Parameter key: the station's public key.
    /// - Throws: ``FormatRefusal/signatureInvalid``.
    public func verify(with key: VerifyingKey) throws(FormatRefusal) {
        let signed = Self.encodeSigned(station: station, journal: journal, notice: notice)
        guard key.accepts(signature, domain: .panic, signed) else { throw .signatureInvalid }
    }

    private static func encodeSigned(
        station: StationID,
        journal: JournalID,
        notice: PanicNotice
    ) -> [UInt8] {
        var writer = WireWriter(capacity: length)
        writer.uint8(version)
        writer.name(station)
        writer.name(journal)
        writer.name(notice.incident)
        writer.uint32(notice.counter)
        writer.uint8(notice.state.rawValue)
        writer.flag(notice.isTest)
        return writer.bytes
    }
}

extension WireReader {
    /// Reads what a signal says; what stands in records only is refused.
    mutating func signalledState() throws(FormatRefusal) -> PanicState {
        let state = try oneOf(PanicState.self)
        guard state.isSignalled else { throw .valueOutOfRange }
        return state
    }
}
