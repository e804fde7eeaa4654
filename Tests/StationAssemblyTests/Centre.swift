import AgeFormat
import Foundation
import MeldpostCore
import RecordFormat

/// The keys of a centre made on the spot, and what it says with them.
struct Centre {
    let root = SigningKey()
    let inbox = SigningKey()
    let desk = SigningKey()
    let caseIdentity = AgeIdentity.makeX25519()
    let sourceIdentity = AgeIdentity.makeX25519()
    let station = SigningKey()
    let stationID: StationID

    init() {
        var random = SystemRandomNumberGenerator()
        stationID = StationID(using: &random)
    }

    func keyList(number: UInt64 = 1, island: Island = .bonaire) throws -> KeyList {
        try KeyList(
            number: number,
            issued: UnixHour(rawValue: UInt32(Date.now.timeIntervalSince1970 / 3_600)),
            recipientSets: [
                RecipientSet(
                    scope: RecipientScope(island: island, chapter: .adviceAndReporting),
                    caseRecipients: [caseIdentity.recipient],
                    sourceRecipients: [sourceIdentity.recipient]
                )
            ],
            inboxKey: inbox.publicKey,
            deskKeys: [desk.publicKey]
        )
    }

    func signedKeyList(number: UInt64 = 1, island: Island = .bonaire) throws -> [UInt8] {
        Statement.make(.keyList(try keyList(number: number, island: island)), key: root).encoded()
    }

    /// Answers a cell as the inbox would.
    func answer(
        _ cell: UpCell,
        at time: UnixTime = UnixTime(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000)),
        saying statement: Statement? = nil,
        number: UInt64 = 0,
        delivering piece: DownCell.Delivery? = nil,
        verdict: DownCell.Verdict = .accepted,
        key: SigningKey? = nil
    ) -> [UInt8] {
        var progress: (JournalID, UInt64, UInt32) = (.zero, 0, 0)
        if case .piece(let journal, let sequence, let offset, _, let data) = cell.load {
            progress = (journal, sequence, offset + UInt32(data.count))
        }
        let delivery =
            piece ?? statement.map { DownCell.Delivery(of: $0.encoded(), number: number) }
        return DownCell.make(
            nonce: cell.nonce,
            time: time,
            verdict: verdict,
            progressJournal: progress.0,
            progressSequence: progress.1,
            progressOffset: progress.2,
            delivery: delivery,
            key: key ?? inbox
        ).encoded()
    }
}
