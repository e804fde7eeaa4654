import MeldpostCore
import RecordFormat
import Testing

/// One example of one format, with what the tests of all formats need of it.
struct Specimen: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// Decodes and encodes again.
    let rewrite: @Sendable ([UInt8]) throws -> [UInt8]
    /// Decodes and verifies; nothing for what is not signed by itself.
    let verify: (@Sendable ([UInt8]) throws -> Void)?

    var testDescription: String { name }

    static let all = entries + cells + statements + payloads
    static let signed = all.filter { $0.verify != nil }

    private static let entries: [Specimen] = {
        let first = Samples.header(of: [1, 2, 3])
        let entry = Entry.make(
            header: Samples.header(of: Array(0..<48), after: first, urgency: .urgent),
            body: Array(0..<48),
            key: Samples.stationKey
        )
        return [
            Specimen(
                name: "entry-header",
                bytes: first.encoded(),
                rewrite: { try EntryHeader(decoding: $0).encoded() },
                verify: nil
            ),
            Specimen(
                name: "entry",
                bytes: entry.encoded(),
                rewrite: { try Entry(decoding: $0).encoded() },
                verify: { try Entry(decoding: $0).verify(with: Samples.stationKey.publicKey) }
            ),
            Specimen(
                name: "panic-signal",
                bytes: Samples.panicSignal.encoded(),
                rewrite: { try PanicSignal(decoding: $0).encoded() },
                verify: {
                    try PanicSignal(decoding: $0).verify(with: Samples.stationKey.publicKey)
                }
            ),
        ]
    }()

    private static let cells: [Specimen] = {
        let piece = UpLoad.piece(
            journal: Samples.journal,
            sequence: 7,
            offset: 816,
            total: 4_096,
            data: [UInt8](repeating: 0xda, count: UpCell.pieceCapacity)
        )
        let short = UpLoad.piece(
            journal: Samples.journal,
            sequence: 7,
            offset: 4_095,
            total: 4_096,
            data: [0]
        )
        let statement = Statement.make(
            .panicAccepted(station: Samples.station, Samples.incident),
            key: Samples.deskKey
        )
        .encoded()
        let whole = DownCell.Delivery(of: statement, number: 0)
        let part = DownCell.Delivery(
            number: 5,
            offset: UInt32(DownCell.deliveryCapacity),
            total: 2_000,
            digest: Samples.headDigest,
            data: [UInt8](repeating: 0xdb, count: DownCell.deliveryCapacity)
        )
        let ups: [(String, UpLoad)] = [
            ("filler", .filler), ("piece", piece), ("last-piece", short),
            ("panic", .panic(Samples.panicSignal)),
        ]
        let downs: [(String, DownCell)] = [
            ("idle", Samples.downCell(progress: nil)), ("part", Samples.downCell(delivery: part)),
            ("whole", Samples.downCell(delivery: whole)),
        ]
        return ups.map { name, load in
            Specimen(
                name: "up-cell-\(name)",
                bytes: Samples.upCell(load: load).encoded(),
                rewrite: { try UpCell(decoding: $0).encoded() },
                verify: { try UpCell(decoding: $0).verify(with: Samples.stationKey.publicKey) }
            )
        }
            + downs.map { name, cell in
                Specimen(
                    name: "down-cell-\(name)",
                    bytes: cell.encoded(),
                    rewrite: { try DownCell(decoding: $0).encoded() },
                    verify: {
                        try DownCell(decoding: $0)
                            .verify(with: Samples.inboxKey.publicKey, nonce: Samples.nonce)
                    }
                )
            }
    }()

    private static let statements: [Specimen] =
        Samples.statements.map { body, key in
            Specimen(
                name: "statement-\(body.kind)",
                bytes: Statement.make(body, key: key).encoded(),
                rewrite: { bytes in
                    let statement = try Statement(decoding: bytes)
                    let body = try StatementBody(decoding: statement.body, kind: statement.kind)
                    #expect(body.encoded() == statement.body)
                    return statement.encoded()
                },
                verify: { _ = try Statement(decoding: $0).verify(with: key.publicKey) }
            )
        } + [
            Specimen(
                name: "key-list",
                bytes: Samples.keyList.encoded(),
                rewrite: { try KeyList(decoding: $0).encoded() },
                verify: nil
            )
        ]

    private static let payloads: [Specimen] =
        Samples.contents.map { content in
            Specimen(
                name: "payload-\(content.content.kind.rawValue)",
                bytes: try! Samples.payload(content.content).encoded(),
                rewrite: { try Payload(decoding: $0).encoded() },
                verify: nil
            )
        }
}

extension Samples {
    /// One body of each kind of statement, with the key of its role.
    static let statements: [(StatementBody, SigningKey)] = [
        (.receipt(station: station, entryReference, headerDigest: headDigest), inboxKey),
        (
            .panicReceipt(station: station, incident, counter: 2, state: .pressed, isTest: false),
            inboxKey
        ),
        (
            .opened(station: station, entryReference, headerDigest: headDigest, proof: proof),
            deskKey
        ),
        (.panicAccepted(station: station, incident), deskKey),
        (
            .clockClosed(
                station: station,
                entryReference,
                headerDigest: headDigest,
                .takeUpSerious,
                step: StepCode.takenUp.rawValue
            ),
            deskKey
        ),
        (.keyList(keyList), rootKey),
    ]
}
