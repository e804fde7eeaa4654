import AgeFormat
import MeldpostCore
import RecordFormat

/// The keys of a centre, made on the spot.
package struct CentreKeys: Sendable {
    package let root: SigningKey
    package let inbox: SigningKey
    package let desk: SigningKey
    package let caseIdentity: AgeIdentity
    package let sourceIdentity: AgeIdentity

    /// Makes keys; hybrid ones are what a centre uses, the others are short and fast.
    package init(isHybrid: Bool = false) {
        (root, inbox, desk) = (SigningKey(), SigningKey(), SigningKey())
        caseIdentity = isHybrid ? .makeHybrid() : .makeX25519()
        sourceIdentity = isHybrid ? .makeHybrid() : .makeX25519()
    }

    /// The keys with which frozen files were made.
    package static var frozen: CentreKeys { CentreKeys(seeded: ()) }

    private init(seeded: Void) {
        root = try! SigningKey(seed: [UInt8](repeating: 1, count: 32))
        inbox = try! SigningKey(seed: [UInt8](repeating: 2, count: 32))
        desk = try! SigningKey(seed: [UInt8](repeating: 3, count: 32))
        let identity = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
        caseIdentity = try! AgeIdentity(parsing: identity)
        sourceIdentity = caseIdentity
    }

    /// The recipients of an island.
    package func recipients(
        of island: Island,
        chapter: Chapter = .adviceAndReporting
    ) -> RecipientSet {
        try! RecipientSet(
            scope: RecipientScope(island: island, chapter: chapter),
            caseRecipients: [caseIdentity.recipient],
            sourceRecipients: [sourceIdentity.recipient]
        )
    }

    /// A key list that the root key signed.
    package func keyList(number: UInt64 = 1) -> [UInt8] {
        let sets = Island.allCases.flatMap { island in
            Chapter.allCases.map { recipients(of: island, chapter: $0) }
        }
        let list = try! KeyList(
            number: number,
            issued: UnixHour(rawValue: 490_000),
            recipientSets: sets,
            inboxKey: inbox.publicKey,
            deskKeys: [desk.publicKey]
        )
        return Statement.make(.keyList(list), key: root).encoded()
    }
}
