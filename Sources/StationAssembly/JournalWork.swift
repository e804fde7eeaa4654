internal import DeviceThreads
internal import JournalStore
internal import MeldpostCore
internal import RecordFormat

/// The work on an open journal; it lives on the journal's thread only.
struct JournalWork: ~Copyable {
    var store: JournalStore
    private let setting: JournalKeeper.Setting
    private let answers: Mailbox<LoopInput>
    /// To whom entries are sealed; a journal that takes the place of a damaged one begins with it.
    var keys: RecipientsInUse
    /// The changes that the disk refused; while there are any, the centre does not go on to its next
    /// statement, so none of them can be forgotten.
    var overdue: OverdueChanges
    private var disk = DiskLook()
    /// Whether a draft of the run before could not become an entry yet.
    private var isDraftLeft: Bool

    /// Whether the journal was found damaged, so that it is to be opened anew.
    var isBeyondRepair: Bool { store.isBeyondRepair }

    /// Takes over an open journal and tells the loop what is in it.
    ///
    /// - Parameters:
    ///   - store: the journal.
    ///   - setting: what the keeper is told once.
    ///   - answers: where the loop is told.
    ///   - overdue: the changes that the journal before refused; they are made here.
    ///   - keys: to whom entries are sealed; nil for what the keeper was told.
    /// - Throws: a fault where what is in the journal cannot be read.
    init(
        _ store: consuming JournalStore,
        _ setting: JournalKeeper.Setting,
        answers: Mailbox<LoopInput>,
        overdue: OverdueChanges = OverdueChanges(),
        keys: RecipientsInUse? = nil
    ) throws(JournalFault) {
        self.overdue = overdue
        self.setting = setting
        self.answers = answers
        self.keys =
            keys ?? RecipientsInUse(sets: setting.recipients, listNumber: setting.listNumber)
        // Before any visit: what a power cut left of the last one is an entry like any other.
        let isLeft = !Self.promoteDrafts(in: &store, by: setting)
        let snapshot = JournalSnapshot(
            memory: try store.memory(),
            head: ChainHead(sequence: store.head.sequence, digest: store.head.digest),
            counters: 0..<0,
            deliveryWanted: try store.deliveryWanted(),
            keyList: try store.keyList(),
            isSetAside: store.opening.isSetAside,
            quarantinedCount: try store.quarantinedCount()
        )
        self.store = store
        isDraftLeft = isLeft
        tell(.journalOpened(snapshot))
        reserveCounters()
        lookAtDisk()
    }

    /// Carries out one order.
    mutating func perform(_ order: JournalOrder) {
        switch order {
        case .store(let request): append(request)
        case .saveDraft(let request): saveDraft(request)
        case .change(let change): carryOut(change)
        case .readPiece(let order, let count): readPiece(order, count: count)
        case .checkStatement(let body, let number):
            let checked =
                (try? read { store throws(JournalFault) in try store.check(body) }) ?? .undecided
            tell(.statementChecked(checked, number: number))
        case .reserveCounters: reserveCounters()
        case .saveDelivery(let number): saveDelivery(number)
        case .installKeyList(let statement, let list, let number):
            install(list, statement, number: number)
        case .useKeyList(let list): use(list)
        case .lookAtDisk: break
        }
        tellOfRecovered()
        // Every order looks.
        lookAtDisk()
    }

    private mutating func append(_ request: StoreRequest) {
        do {
            // Where nobody is named for its island and chapter it is refused; never is another set taken.
            guard let set = keys.sets.first(where: { $0.scope == request.scope }) else {
                return tell(.stimulus(.storeFailed(ticket: request.ticket, .noRecipients)))
            }
            let proof = (0..<Digest.length).map { _ in UInt8.random(in: .min ... .max) }
            let sealed = try RecordSealer.seal(request, to: set, proof: proof)
            if let call = request.call { overdue.forget(call.id) }
            let entry = try store.append(
                SealedDraft(sealed, of: request),
                panic: request.panic,
                replacesDraft: request.replacesDraft && !isDraftLeft ? request.draftPlace : nil,
                call: request.call,
                account: request.account,
                closing: request.closing,
                interruption: request.interruption,
                finding: request.finding,
                room: request.room,
                by: setting
            )
            if request.panic != nil { overdue.forgetPanic() }
            let head = ChainHead(sequence: store.head.sequence, digest: store.head.digest)
            tell(.entryAppended(ticket: request.ticket, entry, head: head))
        } catch let fault as JournalFault {
            tell(.stimulus(.storeFailed(ticket: request.ticket, fault.fault)))
        } catch {
            tell(.stimulus(.storeFailed(ticket: request.ticket, .other)))
        }
    }

    /// Keeps a draft; a draft of the run before that is not an entry yet goes first, and is never
    /// overwritten.
    private mutating func saveDraft(_ request: StoreRequest) {
        if isDraftLeft {
            isDraftLeft = !Self.promoteDrafts(in: &store, by: setting)
            guard !isDraftLeft else { return }
            if let memory = try? store.memory() {
                let head = ChainHead(sequence: store.head.sequence, digest: store.head.digest)
                tell(.journalReread(memory, head: head))
            }
        }
        guard let set = keys.sets.first(where: { $0.scope == request.scope }) else { return }
        let proof = (0..<Digest.length).map { _ in UInt8.random(in: .min ... .max) }
        // The draft before is still kept here too; the record itself is refused aloud, when it is stored.
        guard let sealed = try? RecordSealer.seal(request, to: set, proof: proof) else { return }
        do throws(JournalFault) {
            try store.saveDraft(SealedDraft(sealed, of: request), at: request.draftPlace)
            // Only now: where nothing was saved, the draft that is to be erased is still there.
            overdue.forgetDraft(at: request.draftPlace)
        } catch {
            // The draft before is still kept; the record itself is told of, when it is stored.
        }
    }

    /// Makes an entry of each draft that is left, and of those of intakes records to be completed; false
    /// where that failed.
    private static func promoteDrafts(
        in store: inout JournalStore,
        by setting: JournalKeeper.Setting
    ) -> Bool {
        var areDone = true
        for place in DraftPlace.all {
            do throws(JournalFault) {
                guard let draft = try store.draft(at: place) else { continue }
                // Every report starts a term, and no request for advice does.
                let kind: VisitKind = draft.terms.isEmpty ? .advice : .report
                let isOfDesk = DraftPlace.desk.contains(place)
                _ = try store.append(
                    draft,
                    replacesDraft: place,
                    interruption: isOfDesk ? .began(kind) : nil,
                    by: setting
                )
            } catch {
                areDone = false
            }
        }
        return areDone
    }

    /// Tells of entries that were refused and found on the disk all the same: they are sent too, and
    /// their terms run.
    private mutating func tellOfRecovered() {
        guard !store.takeRecovered().isEmpty, let memory = try? store.memory() else { return }
        let head = ChainHead(sequence: store.head.sequence, digest: store.head.digest)
        tell(.journalReread(memory, head: head))
    }

    /// Says when the room that is kept for panic records begins to be used, and when it is whole; and
    /// when nothing can be written.
    mutating func lookAtDisk() {
        if disk.takeRoom(freeBytes: store.freeBytes, hasReserve: store.refillReserve()) {
            let isRaised = disk.isRoomMissed
            tell(.stimulus(.conditionChanged(.diskNearlyFull, isRaised: isRaised)))
        }
        if disk.takeReadOnly(store.isReadOnly) {
            let isRaised = disk.isReadOnly
            tell(.stimulus(.conditionChanged(.diskReadOnly, isRaised: isRaised)))
        }
    }

    private mutating func carryOut(_ change: JournalChange) {
        if case .commitDummy = change {
            // Nobody misses it: it only hides when there was something else to write.
            let length = keys.sets.first.map { RecordSealer.bodyLength(of: .report, sealedTo: $0) }
            _ = try? store.commitDummy(byteCount: length ?? 0)
            return
        }
        overdue.add(change)
        carryOutOverdue()
    }

    /// Tries every change that waits, each by itself: one that fails does not hold up another.
    private mutating func carryOutOverdue() {
        guard !overdue.isEmpty else { return }
        for change in overdue.takeAll() {
            do throws(JournalFault) {
                try apply(change)
            } catch {
                guard error.fault != .damaged || isBeyondRepair else {
                    // The row cannot be changed any more; trying again would hold up the centre's
                    // statements for ever.
                    tell(.stimulus(.conditionChanged(.journalDamagedRows, isRaised: true)))
                    continue
                }
                overdue.add(change)
            }
        }
        tellCondition(isRaised: !overdue.isEmpty)
    }

    private mutating func apply(_ change: JournalChange) throws(JournalFault) {
        switch change {
        case .markReceipted(let entry): try store.markReceipted(entry)
        case .eraseBody(let entry, let proof): try store.eraseBody(entry, proof: proof.value)
        case .closeClock(let entry, let term): try store.closeClock(entry, term)
        case .latchPanic(let memory): try store.latchPanic(memory)
        case .keepCall(let call): try store.keepCall(call)
        case .saveOwedSlots(let count): try store.saveOwedSlots(count)
        case .saveTimeBound(let time): try store.saveTimeBound(time)
        case .eraseDraft(let place): try eraseDraft(at: place)
        case .keepKeyList(let statement): try store.saveKeyList(statement)
        case .commitDummy: break
        }
    }

    /// Erases a draft of this run; one of the run before is not erased but becomes an entry.
    private mutating func eraseDraft(at place: DraftPlace) throws(JournalFault) {
        guard !isDraftLeft else { return }
        try store.eraseDraft(at: place)
    }

    private mutating func reserveCounters() {
        do throws(JournalFault) {
            tell(.countersReserved(try store.reserveCounters(count: JournalKeeper.counterBlock)))
        } catch {
            tell(.countersNotReserved)
            tellCondition(isRaised: true)
        }
    }

    private mutating func saveDelivery(_ number: UInt64) {
        carryOutOverdue()
        guard overdue.isEmpty, !overdue.hasDropped else { return }
        do throws(JournalFault) {
            try store.saveDeliveryWanted(number)
        } catch {
            tellCondition(isRaised: true)
        }
    }

    func tellCondition(isRaised: Bool) {
        tell(.stimulus(.conditionChanged(.journalUnavailable, isRaised: isRaised)))
    }

    func tell(_ input: LoopInput) {
        answers.post(input, lane: LoopLane.answers.rawValue)
    }
}
