import AgeFormat
import MeldpostCore
import RecordFormat

/// The keys of a station and its centre, and records of the size of a visit.
struct Bench {
    let root = SigningKey()
    let stationKey = SigningKey()
    let station: StationID
    let list: KeyList

    init() throws {
        var random = SystemRandomNumberGenerator()
        station = StationID(using: &random)
        list = try KeyList(
            number: 1,
            issued: UnixHour(rawValue: 490_000),
            recipientSets: [
                RecipientSet(
                    scope: RecipientScope(island: .bonaire, chapter: .adviceAndReporting),
                    caseRecipients: [
                        AgeIdentity.makeHybrid().recipient, AgeIdentity.makeHybrid().recipient,
                    ],
                    sourceRecipients: [AgeIdentity.makeHybrid().recipient]
                )
            ],
            inboxKey: SigningKey().publicKey,
            deskKeys: [SigningKey().publicKey]
        )
    }

    /// A record of the padded length that a visit has.
    var request: StoreRequest {
        StoreRequest(
            ticket: 1,
            content: .signIn(SignInContent(worker: 1, isDuress: false)),
            trace: TraceContent(
                claimedTimeMilliseconds: 0,
                earliestTimeMilliseconds: 0,
                clockTrust: .unknown,
                softwareVersion: Meldpost.version,
                panel: "terminal",
                island: Island.bonaire.code
            ),
            urgency: .ordinary,
            island: .bonaire,
            hour: UnixHour(rawValue: 490_000)
        )
    }

    /// Seals such a record.
    func seal() throws -> SealedRecord {
        var random = SystemRandomNumberGenerator()
        let proof = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return try RecordSealer.seal(request, to: list.recipientSets[0], proof: proof)
    }

    /// The entry of `record` at its place in `journal`.
    func entry(
        _ record: SealedRecord,
        journal: JournalID,
        sequence: UInt64,
        previous: Digest
    ) -> Entry {
        Entry.make(
            header: EntryHeader(
                station: station,
                journal: journal,
                sequence: sequence,
                previous: previous,
                urgency: .ordinary,
                hour: UnixHour(rawValue: 490_000),
                bodyHash: record.bodyHash,
                proofHash: record.proofHash
            ),
            body: record.body,
            key: stationKey
        )
    }
}
