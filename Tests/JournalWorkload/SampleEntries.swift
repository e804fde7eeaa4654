import CrashKit
import MeldpostCore
import RecordFormat

/// Entries whose bodies follow from their place in the chain, so that every check can make them anew.
struct SampleEntries {
    static let station = name(1)

    private static let key = signingKey()

    let journal: JournalID

    /// The body of an entry: noise that only its sequence decides.
    static func body(_ sequence: UInt64, bytes: Int) -> [UInt8] {
        var random = SeededGenerator(seed: sequence &* 0x1_0001)
        var body: [UInt8] = []
        body.reserveCapacity(bytes + 8)
        while body.count < bytes {
            withUnsafeBytes(of: random.next()) { body.append(contentsOf: $0) }
        }
        return Array(body.prefix(bytes))
    }

    func entry(_ sequence: UInt64, after previous: Digest, bodyBytes: Int) -> Entry {
        let body = Self.body(sequence, bytes: bodyBytes)
        return Entry.make(
            header: EntryHeader(
                station: Self.station,
                journal: journal,
                sequence: sequence,
                previous: previous,
                urgency: .ordinary,
                hour: UnixHour(rawValue: 490_000 + UInt32(truncatingIfNeeded: sequence)),
                bodyHash: .sha256(of: body),
                proofHash: .sha256(of: [1])
            ),
            body: body,
            key: Self.key
        )
    }

    private static func name(_ number: UInt64) -> StationID {
        var random = SeededGenerator(seed: number)
        return StationID(using: &random)
    }

    private static func signingKey() -> SigningKey {
        guard let key = try? SigningKey(seed: Array(repeating: 7, count: 32)) else {
            preconditionFailure("a seed of 32 bytes is a key")
        }
        return key
    }
}
