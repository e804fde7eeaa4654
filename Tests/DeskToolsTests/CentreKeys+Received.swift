import DeskProtocol
import InboxKit
import MeldpostCore
import RecordFormat
import Testing

@testable import DeskTools

extension CentreKeys {
    /// What the desk makes of an entry that a box sealed and the inbox kept: sealed, signed, sent as the
    /// inbox sends it, and opened with the key of the desk.
    func received(_ request: StoreRequest, as sequence: UInt64) throws -> ReceivedRecord {
        let set = try RecipientSet(
            scope: request.scope,
            caseRecipients: [caseIdentity.recipient],
            sourceRecipients: [sourceIdentity.recipient]
        )
        var random = SystemRandomNumberGenerator()
        let proof = [UInt8](repeating: 1, count: 32)
        let sealed = try RecordSealer.seal(request, to: set, proof: proof)
        let entry = Entry.make(
            header: EntryHeader(
                station: StationID(using: &random),
                journal: JournalID(using: &random),
                sequence: sequence,
                previous: sequence == 1 ? .zero : .sha256(of: [1]),
                urgency: request.urgency,
                hour: request.hour,
                bodyHash: sealed.bodyHash,
                proofHash: sealed.proofHash
            ),
            body: sealed.body,
            key: SigningKey()
        )
        let received = DeskEntry(
            number: sequence,
            island: request.island.code,
            entry: Base64Bytes(entry.encoded()),
            isOpened: false,
            isForked: false,
            closedTerms: []
        )
        return try #require(ReceivedRecord(received, identities: [caseIdentity]))
    }
}
