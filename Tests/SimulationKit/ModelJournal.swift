import MeldpostCore

/// A journal as the station sees it: everything asked of it is done in order, each step wholly or
/// not at all, and a power cut loses the steps that were not done yet.
struct ModelJournal {
    enum DiskState: Hashable {
        case sound
        case slow
        case full
        case failing
        case readOnly
    }

    struct Stored {
        var request: StoreRequest
        var entry: WaitingEntry
        var requestedAt: Int64
        var isErased = false
    }

    enum Step {
        case store(StoreRequest, length: UInt32, at: Int64)
        case saveDraft(StoreRequest, at: Int64)
        case eraseDraft(DraftPlace)
        case markReceipted(EntryReference)
        case erase(EntryReference)
        case closeClock(EntryReference, LegalTerm)
        case latch(PanicMemory)
        case keepCall(OpenCall)
        case owed(UInt64)
        case bound(UnixTime)
        case cursor(Int)
    }

    enum Answer {
        case stored(WaitingEntry)
        case failed(StoreFault)
    }

    private struct Pending {
        var step: Step
        var doneAt: Int64
        var disk: DiskState
    }

    let id: JournalID
    private(set) var entries: [EntryReference: Stored] = [:]
    private(set) var order: [EntryReference] = []
    private(set) var clocks: [LegalClock] = []
    private(set) var panic = PanicMemory()
    private(set) var calls: [OpenCall] = []
    private(set) var accounts: [WorkerAccount] = World.accounts
    private(set) var owed: UInt64 = 0
    private(set) var bound: UnixTime
    private(set) var cursor = 0
    /// The incidents that were ever remembered.
    private(set) var remembered: Set<IncidentID> = []
    var disk = DiskState.sound
    /// The drafts that are kept, and when each was asked to be.
    private var drafts: [DraftPlace: (request: StoreRequest, at: Int64)] = [:]
    /// The draft of the visit at the kiosk.
    var draft: (request: StoreRequest, at: Int64)? { drafts[.kiosk] }
    /// The intakes of the desk that broke off and that nobody completed.
    private(set) var interrupted: [InterruptedRecord] = []
    private(set) var personsToTell: [PersonsToTell] = []
    private(set) var findings: [EntryReference: FindingSubject] = [:]

    private var pending: [Pending] = []
    private var head = 0
    private var busyUntil: Int64 = 0
    private var answers: [UInt64: Answer] = [:]

    init(id: JournalID, bound: UnixTime) {
        self.id = id
        self.bound = bound
    }

    /// Asks for a step that takes `duration`; when it is done.
    mutating func ask(_ step: Step, duration: Int64, at now: Int64) -> Int64 {
        settle(to: now)
        busyUntil = max(busyUntil, now) + duration
        pending.append(Pending(step: step, doneAt: busyUntil, disk: disk))
        return busyUntil
    }

    /// Does the steps that are done by `now`.
    mutating func settle(to now: Int64) {
        while head < pending.count, pending[head].doneAt <= now {
            let next = pending[head]
            head += 1
            perform(next.step, disk: next.disk)
        }
        if head == pending.count, head > 0 {
            pending.removeAll(keepingCapacity: true)
            head = 0
        }
    }

    /// The power is cut at `now`.
    mutating func cutPower(at now: Int64) {
        settle(to: now)
        pending = []
        head = 0
        busyUntil = now
        answers = [:]
    }

    mutating func answer(to ticket: UInt64) -> Answer? {
        answers.removeValue(forKey: ticket)
    }

    var memory: StationMemory {
        var memory = StationMemory(
            journal: id,
            waiting: order.compactMap { entries[$0] }.filter { !$0.isErased }.map(\.entry),
            clocks: clocks,
            panic: panic,
            calls: calls,
            accounts: accounts,
            owedSlots: owed,
            timeBound: bound
        )
        memory.interrupted = interrupted
        memory.personsToTell = personsToTell
        memory.findings = findings
        return memory
    }

    private mutating func perform(_ step: Step, disk: DiskState) {
        switch step {
        case .store(let request, let length, let time):
            if let fault = refusal(of: request, disk: disk) {
                answers[request.ticket] = .failed(fault)
                return
            }
            answers[request.ticket] = .stored(append(request, length: length, at: time))
            if request.replacesDraft { drafts[request.draftPlace] = nil }
            if let memory = request.panic { remember(memory) }
            if let call = request.call { change(call) }
            if let closing = request.closing { close(closing) }
            if case .ended(let entry) = request.interruption {
                interrupted.removeAll { $0.entry == entry }
            }
            if let account = request.account {
                accounts.removeAll { $0.number == account.number }
                accounts.append(account)
            }
        case .saveDraft(let request, let time):
            // A disk that takes nothing keeps the draft before; nobody is told.
            guard refusal(of: request, disk: disk) == nil else { return }
            drafts[request.draftPlace] = (request, time)
        case .eraseDraft(let place):
            drafts[place] = nil
        case .markReceipted(let reference):
            entries[reference]?.entry.isReceipted = true
        case .erase(let reference):
            entries[reference]?.isErased = true
        case .closeClock(let reference, let term):
            close(TermClosing(entry: reference, term: term))
        case .latch(let memory):
            remember(memory)
        case .keepCall(let call):
            change(.keep(call))
        case .owed(let count):
            owed = count
        case .bound(let time):
            bound = time
        case .cursor(let place):
            cursor = place
        }
    }

    private mutating func change(_ change: CallChange) {
        guard case .keep(let call) = change else {
            calls.removeAll { $0.id == change.id }
            return
        }
        if let place = calls.firstIndex(where: { $0.id == call.id }) {
            calls[place] = call
        } else {
            calls.append(call)
        }
    }

    private mutating func close(_ closing: TermClosing) {
        if let person = closing.person {
            guard let place = personsToTell.firstIndex(where: { $0.entry == closing.entry })
            else { return }
            personsToTell[place].tell(person)
            guard personsToTell[place].untold.isEmpty else { return }
        }
        clocks.removeAll { $0.entry == closing.entry && $0.term == closing.term }
        if closing.term == .takeUpSerious { findings[closing.entry] = nil }
        guard closing.term == .tellPersonConcerned else { return }
        personsToTell.removeAll { $0.entry == closing.entry }
    }

    private mutating func remember(_ memory: PanicMemory) {
        panic = memory
        if let incident = memory.incident { remembered.insert(incident.incident) }
    }

    /// At the start, every draft that is left becomes an entry; gives them, the kiosk's first.
    mutating func promoteDrafts(length: UInt32) -> [EntryReference] {
        DraftPlace.all.compactMap { place in
            guard let left = drafts.removeValue(forKey: place) else { return nil }
            let reference = append(left.request, length: length, at: left.at).reference
            if DraftPlace.desk.contains(place) {
                let kind: VisitKind =
                    left.request.content.kind == .adviceRequest ? .advice : .report
                interrupted.append(InterruptedRecord(entry: reference, kind: kind))
            }
            return reference
        }
    }

    private mutating func append(
        _ request: StoreRequest,
        length: UInt32,
        at time: Int64
    ) -> WaitingEntry {
        let reference = EntryReference(journal: id, sequence: UInt64(order.count) + 1)
        let entry = WaitingEntry(
            reference: reference,
            urgency: request.urgency,
            length: length
        )
        entries[reference] = Stored(request: request, entry: entry, requestedAt: time)
        order.append(reference)
        for term in request.terms {
            clocks.append(LegalClock(entry: reference, term: term, start: request.hour))
        }
        if request.personsToTell > 0 {
            personsToTell.append(
                PersonsToTell(entry: reference, count: request.personsToTell)
            )
        }
        if let finding = request.finding { findings[reference] = finding }
        if case .began(let kind) = request.interruption {
            interrupted.append(InterruptedRecord(entry: reference, kind: kind))
        }
        return entry
    }

    /// What JournalStore refuses: panic records fit on a full disk, thanks to its reserve.
    private func refusal(of request: StoreRequest, disk: DiskState) -> StoreFault? {
        switch disk {
        case .sound, .slow: nil
        case .full: request.urgency == .panic ? nil : .diskFull
        case .failing: .inputOutput
        case .readOnly: .readOnly
        }
    }
}
