public import MeldpostCore

/// What a statement says, once its signature was checked.
public enum StatementBody: Hashable, Sendable {
    /// The entry with this header is complete and verified at the centre.
    case receipt(station: StationID, EntryReference, headerDigest: Digest)
    /// The panic signal with this number has reached the centre.
    case panicReceipt(
        station: StationID,
        IncidentID,
        counter: UInt32,
        state: PanicState,
        isTest: Bool
    )
    /// A person's key has opened the entry; `proof` has 32 bytes and comes from inside it.
    case opened(station: StationID, EntryReference, headerDigest: Digest, proof: [UInt8])
    /// A person accepted the incident.
    case panicAccepted(station: StationID, IncidentID)
    /// A term of the entry is closed, by the step with the number `step`, which is the one that
    /// closes it (``MeldpostCore/StepCode/closes``), or by no step of the list where it is 0.
    ///
    /// The digest says which entry is meant where a chain was forked: two entries stand at one place
    /// then, and the clock of the other goes on.
    case clockClosed(
        station: StationID,
        EntryReference,
        headerDigest: Digest,
        LegalTerm,
        step: UInt8
    )
    /// The keys in force.
    case keyList(KeyList)

    /// The kind of statement.
    public var kind: StatementKind {
        switch self {
        case .receipt: .receipt
        case .panicReceipt: .panicReceipt
        case .opened: .opened
        case .panicAccepted: .panicAccepted
        case .clockClosed: .clockClosed
        case .keyList: .keyList
        }
    }

    /// The station that the statement is for; a key list is for all.
    public var station: StationID? {
        switch self {
        case .receipt(let station, _, _): station
        case .panicReceipt(let station, _, _, _, _): station
        case .opened(let station, _, _, _): station
        case .panicAccepted(let station, _): station
        case .clockClosed(let station, _, _, _, _): station
        case .keyList: nil
        }
    }

    /// Reads the body of a statement of one kind.
    ///
    /// - Parameters:
    ///   - bytes: the body and nothing else.
    ///   - kind: the kind of the statement.
    /// - Throws: any refusal that concerns the wire or a key list.
    public init(decoding bytes: [UInt8], kind: StatementKind) throws(FormatRefusal) {
        var reader = WireReader(bytes)
        switch kind {
        case .receipt:
            self = .receipt(
                station: try reader.name(),
                try reader.entryReference(),
                headerDigest: try reader.digest()
            )
        case .panicReceipt:
            self = .panicReceipt(
                station: try reader.name(),
                try reader.name(),
                counter: try reader.uint32(),
                state: try reader.signalledState(),
                isTest: try reader.flag()
            )
        case .opened:
            self = .opened(
                station: try reader.name(),
                try reader.entryReference(),
                headerDigest: try reader.digest(),
                proof: try reader.opaque(Payload.proofLength)
            )
        case .panicAccepted:
            self = .panicAccepted(station: try reader.name(), try reader.name())
        case .clockClosed:
            let (station, entry) = (try reader.name() as StationID, try reader.entryReference())
            let (digest, term) = (try reader.digest(), try reader.oneOf(LegalTerm.self))
            self = .clockClosed(
                station: station,
                entry,
                headerDigest: digest,
                term,
                step: try reader.step(closing: term)
            )
        case .keyList:
            self = .keyList(try KeyList(from: &reader))
        case .time:
            throw .kindUnknown
        }
        try reader.end()
    }

    /// The bytes of the body.
    public func encoded() -> [UInt8] {
        var writer = WireWriter(capacity: 128)
        switch self {
        case .receipt(let station, let entry, let headerDigest):
            writer.name(station)
            writer.entryReference(entry)
            writer.opaque(headerDigest.bytes)
        case .panicReceipt(let station, let incident, let counter, let state, let isTest):
            writer.name(station)
            writer.name(incident)
            writer.uint32(counter)
            writer.uint8(state.rawValue)
            writer.flag(isTest)
        case .opened(let station, let entry, let headerDigest, let proof):
            precondition(proof.count == Payload.proofLength, "A proof has 32 bytes.")
            writer.name(station)
            writer.entryReference(entry)
            writer.opaque(headerDigest.bytes)
            writer.opaque(proof)
        case .panicAccepted(let station, let incident):
            writer.name(station)
            writer.name(incident)
        case .clockClosed(let station, let entry, let headerDigest, let term, let step):
            precondition(term.isClosed(byStep: step), "The step is not the one of the term.")
            writer.name(station)
            writer.entryReference(entry)
            writer.opaque(headerDigest.bytes)
            writer.uint8(term.rawValue)
            writer.uint8(step)
        case .keyList(let list):
            list.write(to: &writer)
        }
        return writer.bytes
    }
}

extension WireReader {
    fileprivate mutating func entryReference() throws(FormatRefusal) -> EntryReference {
        let entry = EntryReference(journal: try name(), sequence: try uint64())
        guard entry.sequence >= 1 else { throw .valueOutOfRange }
        return entry
    }

    fileprivate mutating func step(closing term: LegalTerm) throws(FormatRefusal) -> UInt8 {
        let step = try uint8()
        guard term.isClosed(byStep: step) else { throw .valueOutOfRange }
        return step
    }
}

extension LegalTerm {
    /// Whether a step closes the term: the one that the law names, or none of the list (0).
    fileprivate func isClosed(byStep number: UInt8) -> Bool {
        number == 0 || StepCode(rawValue: number)?.closes == self
    }
}

extension WireWriter {
    fileprivate mutating func entryReference(_ entry: EntryReference) {
        name(entry.journal)
        uint64(entry.sequence)
    }
}
