import AgeFormat
import MeldpostCore
import RecordFormat

/// Fixed values from which specimens and vectors are made.
enum Samples {
    static let stationKey = key(1)
    static let inboxKey = key(2)
    static let deskKey = key(3)
    static let rootKey = key(4)
    static let otherDeskKey = key(5)

    static let caseIdentity = identity(
        "AGE-SECRET-KEY-PQ-108KXPPCNS7DSQNKNK82C73E7GD84THVY2PVF9AWRTKA3NAEMLPKQR44YCE"
    )
    static let sourceIdentity = identity(
        "AGE-SECRET-KEY-PQ-1XRS46RADCHRSQNJFEQ9QQ97WF0MRXWFVS0V7S54GSZDS9N2C98YQX4TJTD"
    )
    static let plainCaseIdentity = identity(
        "AGE-SECRET-KEY-1TZX79LJTJGF9SMLG5PRA43CXFWY86CJ064MZA56VPE4K3KN9D94QN9HGEJ"
    )
    static let plainSourceIdentity = identity(
        "AGE-SECRET-KEY-17Z7QQKGAASUWTTWCUT7MDP93DTWPLKK73PWZHXZ2565U874N495S5VJY00"
    )

    static let station: StationID = name(0x10)
    static let journal: JournalID = name(0x20)
    static let incident: IncidentID = name(0x30)
    static let entryReference = EntryReference(journal: journal, sequence: 7)
    static let headDigest = Digest.sha256(of: [7])
    static let proof = [UInt8](0x40..<0x60)
    static let nonce = [UInt8](0x60..<0x70)
    static let hour = UnixHour(rawValue: 498_000)

    static let scope = RecipientScope(island: .saba, chapter: .adviceAndReporting)

    static let hybridSet = try! RecipientSet(
        scope: scope,
        caseRecipients: [caseIdentity.recipient],
        sourceRecipients: [sourceIdentity.recipient]
    )

    static let plainSet = try! RecipientSet(
        scope: RecipientScope(island: .bonaire, chapter: .socialSupport),
        caseRecipients: [plainCaseIdentity.recipient, plainSourceIdentity.recipient],
        sourceRecipients: [plainSourceIdentity.recipient]
    )

    static let keyList = try! KeyList(
        number: 3,
        issued: hour,
        recipientSets: [hybridSet, plainSet],
        inboxKey: inboxKey.publicKey,
        deskKeys: [deskKey.publicKey, otherDeskKey.publicKey]
    )

    static let notice = PanicNotice(incident: incident, counter: 2, state: .pressed, isTest: false)

    static let panicSignal = PanicSignal.make(
        station: station,
        journal: journal,
        notice: notice,
        key: stationKey
    )

    static let trace = TraceContent(
        claimedTimeMilliseconds: 1_792_800_123_456,
        earliestTimeMilliseconds: 1_792_799_999_999,
        clockTrust: .carried,
        softwareVersion: "0.1.0",
        panel: "terminal",
        island: Island.saba.code,
        worker: nil
    )

    static func told(in language: Language) -> ToldContent {
        ToldContent(
            topics: ToldContent.Topic.allCases,
            textVersion: "2026-1",
            language: language,
            means: .spoken,
            claimedTimeMilliseconds: 1_792_800_100_000
        )
    }

    static func source(in language: Language) -> SourceContent {
        SourceContent(
            relation: Code(rawValue: "neighbour"),
            sector: nil,
            telephone: "7654321",
            callSafety: Code(rawValue: "yes"),
            language: language
        )
    }

    /// A header, by default of the first entry of the journal.
    static func header(
        of body: [UInt8],
        after previous: EntryHeader? = nil,
        proof: [UInt8] = proof,
        urgency: Urgency = .ordinary
    ) -> EntryHeader {
        EntryHeader(
            station: station,
            journal: journal,
            sequence: (previous?.sequence ?? 0) + 1,
            previous: previous?.digest ?? .zero,
            urgency: urgency,
            hour: hour,
            bodyHash: .sha256(of: body),
            proofHash: .sha256(of: proof)
        )
    }

    static func upCell(load: UpLoad, key: SigningKey = stationKey) -> UpCell {
        UpCell.make(
            station: station,
            journal: journal,
            headSequence: 7,
            headDigest: headDigest,
            counter: 99,
            nonce: nonce,
            deliveryWanted: 5,
            deliveryOffset: 844,
            load: load,
            key: key
        )
    }

    static func downCell(
        delivery: DownCell.Delivery? = nil,
        progress: EntryReference? = entryReference
    ) -> DownCell {
        DownCell.make(
            nonce: nonce,
            time: UnixTime(milliseconds: 1_792_800_200_000),
            verdict: .accepted,
            progressJournal: progress?.journal ?? .zero,
            progressSequence: progress?.sequence ?? 0,
            progressOffset: progress == nil ? 0 : 816,
            delivery: delivery,
            key: inboxKey
        )
    }

    private static func key(_ number: UInt8) -> SigningKey {
        try! SigningKey(seed: [UInt8](repeating: number, count: SigningKey.seedLength))
    }

    private static func identity(_ text: String) -> AgeIdentity {
        try! AgeIdentity(parsing: text)
    }

    private static func name<Subject>(_ first: UInt8) -> RandomID<Subject> {
        RandomID(bytes: (0..<16).map { first + $0 })!
    }
}
