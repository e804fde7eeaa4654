internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

extension JournalStore {
    /// Makes the next entry of what was sealed, and appends it with all that goes with it.
    mutating func append(
        _ draft: SealedDraft,
        panic: PanicMemory? = nil,
        replacesDraft: DraftPlace?,
        call: CallChange? = nil,
        account: WorkerAccount? = nil,
        closing: TermClosing? = nil,
        interruption: InterruptionChange? = nil,
        finding: FindingSubject? = nil,
        room: Urgency? = nil,
        by setting: JournalKeeper.Setting
    ) throws(JournalFault) -> WaitingEntry {
        let (station, journal, key) = (setting.station, journal, setting.key)
        return try append(
            terms: draft.terms,
            personsToTell: draft.personsToTell,
            panic: panic,
            replacesDraft: replacesDraft,
            call: call,
            account: account,
            closing: closing,
            interruption: interruption,
            finding: finding,
            room: room
        ) { sequence, previous in
            Entry.make(
                header: EntryHeader(
                    station: station,
                    journal: journal,
                    sequence: sequence,
                    previous: previous,
                    urgency: draft.urgency,
                    hour: draft.hour,
                    bodyHash: .sha256(of: draft.body),
                    proofHash: draft.proofHash
                ),
                body: draft.body,
                key: key
            )
        }
    }
}
