import CrashKit
import Foundation
import JournalStore
import MeldpostCore
import RecordFormat

/// Entries whose every byte follows from their sequence, and journals to put them into.
enum JournalFixture {
    static let station = named(1)
    static let otherStation = named(2)
    static let key = signingKey()

    static func open(
        _ folder: String,
        station: StationID = station,
        limits: JournalLimits = JournalLimits(reserveBytes: 1 << 16),
        layer: CrashLayer? = nil,
        autocheckpointPages: Int32 = 256,
        seed: UInt64 = 5
    ) throws(JournalFault) -> JournalStore {
        try JournalStore(
            directory: folder,
            station: station,
            limits: limits,
            random: SeededGenerator(seed: seed),
            fileSystemLayer: layer?.name,
            autocheckpointPages: autocheckpointPages
        )
    }

    static func body(_ sequence: UInt64, bytes: Int) -> [UInt8] {
        var random = SeededGenerator(seed: sequence &+ 77)
        return random.bytes(bytes)
    }

    static func proof(_ sequence: UInt64) -> [UInt8] {
        Array(repeating: UInt8(truncatingIfNeeded: sequence), count: 32)
    }

    static func entry(
        _ sequence: UInt64,
        after previous: Digest,
        in journal: JournalID,
        urgency: Urgency = .ordinary,
        bodyBytes: Int = 900,
        hour: UnixHour? = nil
    ) -> Entry {
        let body = body(sequence, bytes: bodyBytes)
        return Entry.make(
            header: EntryHeader(
                station: station,
                journal: journal,
                sequence: sequence,
                previous: previous,
                urgency: urgency,
                hour: hour
                    ?? UnixHour(rawValue: 490_000 + UInt32(truncatingIfNeeded: sequence)),
                bodyHash: .sha256(of: body),
                proofHash: .sha256(of: proof(sequence))
            ),
            body: body,
            key: key
        )
    }

    /// Appends one entry and gives its reference.
    @discardableResult
    static func append(
        to store: inout JournalStore,
        urgency: Urgency = .ordinary,
        bodyBytes: Int = 900,
        terms: [LegalTerm] = [],
        latch: LatchedIncident? = nil,
        room: Urgency? = nil,
        hour: UnixHour? = nil
    ) throws(JournalFault) -> EntryReference {
        let journal = store.journal
        return try store.append(
            terms: terms,
            panic: latch.map { PanicMemory(incident: $0) },
            room: room
        ) { sequence, previous in
            entry(
                sequence,
                after: previous,
                in: journal,
                urgency: urgency,
                bodyBytes: bodyBytes,
                hour: hour
            )
        }.reference
    }

    static func whole(
        _ reference: EntryReference,
        in store: borrowing JournalStore
    ) throws -> Entry? {
        guard let bytes = try store.bytes(of: reference, offset: 0, count: .max) else { return nil }
        return try Entry(decoding: bytes)
    }

    /// Whether the bytes are the same; `==` on arrays is slow where nothing is optimised.
    static func same(_ left: [UInt8], _ right: [UInt8]?) -> Bool {
        guard let right, left.count == right.count else { return false }
        return memcmp(left, right, left.count) == 0
    }

    static func incident(_ number: UInt64) -> LatchedIncident {
        var random = SeededGenerator(seed: number)
        return LatchedIncident(
            incident: IncidentID(using: &random),
            counter: 3,
            presses: 2,
            isTest: false,
            isStored: true,
            hasReachedCentre: false,
            isAccepted: false
        )
    }

    private static func named(_ number: UInt64) -> StationID {
        var random = SeededGenerator(seed: number)
        return StationID(using: &random)
    }

    private static func signingKey() -> SigningKey {
        guard let key = try? SigningKey(seed: Array(repeating: 9, count: 32)) else {
            preconditionFailure("a seed of 32 bytes is a key")
        }
        return key
    }
}

/// The fault of a piece of work; nil where there was none.
func fault(of work: () throws(JournalFault) -> Void) -> JournalFault? {
    do throws(JournalFault) {
        try work()
        return nil
    } catch {
        return error
    }
}
