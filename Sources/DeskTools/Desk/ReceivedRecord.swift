internal import AgeFormat
internal import DeskProtocol
internal import MeldpostCore
internal import RecordFormat

/// An entry of the inbox, opened in memory where the desk can.
struct ReceivedRecord: Sendable {
    /// The entry.
    let entry: Entry
    /// The digest of its header: what a person calls it by.
    let digest: Digest
    /// What the record says, or nothing where no identity opens it.
    let payload: Payload?
    /// The island of the record, or else of its station.
    let island: Island?
    /// Whether a desk has opened it with `show`.
    let isOpened: Bool
    /// Whether another entry stands at the same place of the chain.
    let isForked: Bool
    /// The terms that a step has closed, at the centre or at the box.
    var closedTerms: Set<LegalTerm>
    /// The persons concerned who were told one by one, by their numbers in the record.
    var toldPersons: Set<Int> = []

    /// Opens an entry; nothing where what the inbox gave is not an entry.
    init?(_ received: DeskEntry, identities: [AgeIdentity]) {
        guard let entry = try? Entry(decoding: received.entry.bytes) else { return nil }
        let payload = try? RecordOpener.open(entry, identities: identities)
        self.entry = entry
        self.payload = payload
        digest = entry.header.digest
        island = Island(code: payload?.trace.island ?? received.island)
        isOpened = received.isOpened
        isForked = received.isForked
        closedTerms = Set(received.closedTerms.compactMap { LegalTerm(rawValue: $0) })
    }

    /// The terms that the law starts with this record and that no step has closed, the first to end
    /// first.
    ///
    /// What is added to a report, a step that finds somebody unsafe, and a call that was logged as a
    /// report start theirs with themselves.
    ///
    /// Source: C4, C6 and C23 in DOMAIN 3. The term of Art. 4.8(2) begins when a worker records a
    /// person; a report that names one shows it from the start, because the earlier bound is safe.
    var runningClocks: [LegalClock] {
        terms.filter { !closedTerms.contains($0) && !isDone($0) }
            .map { LegalClock(entry: entry.header.reference, term: $0, start: entry.header.hour) }
            .sorted { ($0.deadline, $0.term.rawValue) < ($1.deadline, $1.term.rawValue) }
    }

    /// Whether a step may close a term of this record.
    func canClose(_ term: LegalTerm) -> Bool {
        switch (payload?.content, term) {
        case (.report, .decideOnSteps), (.report, .takeUpSerious), (.report, .tellPersonConcerned),
            (.supportNeed, .investigateNeed):
            true
        case (.addendum, _), (.step, _), (.hotlineCall, _):
            terms.contains(term)
        default:
            false
        }
    }

    /// Whether every person was told, one by one (R29): never where it is not certain how many there
    /// are.
    private func isDone(_ term: LegalTerm) -> Bool {
        let count = payload?.content.personsToTell ?? 0
        return term == .tellPersonConcerned && count > 0
            && toldPersons.isSuperset(of: 1...count)
    }

    private var terms: [LegalTerm] {
        switch payload?.content {
        case .report(let content):
            [.decideOnSteps]
                + (content.dangerNow == .yes || content.answers.isFoundSerious
                    ? [.takeUpSerious] : [])
                + (content.personsConcerned.isEmpty ? [] : [.tellPersonConcerned])
        case .supportNeed(let content): content.isInformationOnly ? [] : [.investigateNeed]
        case .addendum(let content): content.terms.map(\.legalTerm)
        case .step(let content): content.starts.map { [$0.legalTerm] } ?? []
        case .hotlineCall(let content): content.starts.map { [$0.legalTerm] } ?? []
        default: []
        }
    }
}

extension [ReceivedRecord] {
    /// The same records, with the terms closed that a worker's step at the box closed, and the persons
    /// noted who were told.
    ///
    /// The step is a record of the same station; it names a place in its own journal, or in the one that
    /// it tells. Which of two entries at one place is meant it cannot tell, so after a fork it closes
    /// neither.
    var withStepsOfTheBox: [ReceivedRecord] {
        var closed: [EntryReference: [(station: StationID, term: LegalTerm, person: Int?)]] = [:]
        for record in self {
            guard case .step(let step) = record.payload?.content,
                let term = StepCode(code: step.step)?.closes,
                let entry = step.entry(in: record.entry.header.journal)
            else { continue }
            closed[entry, default: []].append(
                (record.entry.header.station, term, step.person)
            )
        }
        guard !closed.isEmpty else { return self }
        return map { record in
            var record = record
            guard !record.isForked else { return record }
            let header = record.entry.header
            for step in closed[header.reference] ?? []
            where step.station == header.station && record.canClose(step.term) {
                if let person = step.person {
                    record.toldPersons.insert(person)
                } else {
                    record.closedTerms.insert(step.term)
                }
            }
            return record
        }
    }
}

extension StepContent {
    /// The entry that it is about, for a step that stands in `journal`.
    func entry(in own: JournalID) -> EntryReference? {
        guard let journal else { return EntryReference(journal: own, sequence: sequence) }
        return HexText.name(journal, of: Journal.self).map {
            EntryReference(journal: $0, sequence: sequence)
        }
    }
}
