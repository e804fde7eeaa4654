internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

extension SealedDraft {
    /// What was sealed, with what the header and the clocks need of its request.
    init(_ sealed: SealedRecord, of request: StoreRequest) {
        self.init(
            body: sealed.body,
            proofHash: sealed.proofHash,
            urgency: request.urgency,
            hour: request.hour,
            terms: request.terms,
            personsToTell: request.personsToTell
        )
    }
}
