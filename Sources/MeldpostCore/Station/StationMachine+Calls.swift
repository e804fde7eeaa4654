/// The calls on the lines: each becomes one record of its line, and one of what it was.
extension StationMachine {
    /// Until when after the start a line may show that the call goes on that a power cut broke off.
    ///
    /// By then every door has told how its lines stand, and a ringing has rung again: the longest pause
    /// of a cadence is four seconds (``LineLimits``).
    static let cutCallsShown = Instant.start + .seconds(5)
    /// When a call that did not show itself is over: a receiver that was up in time is a call three
    /// seconds later, or four where it flashed.
    static let cutCallsEnd = Instant.start + .seconds(10)

    /// What the lines led to.
    mutating func take(_ changes: [LineChange]) -> [Effect] {
        changes.flatMap { change -> [Effect] in
            switch change {
            case .began(let call): begin(call)
            case .answered(let call): answer(call)
            case .ended(let call): end(call)
            case .conditionChanged(let condition, let isRaised):
                changeLine(condition, isRaised: isRaised)
            }
        }
    }

    private mutating func changeLine(_ condition: Condition, isRaised: Bool) -> [Effect] {
        change(condition, isRaised: isRaised)
        return []
    }

    private mutating func begin(_ call: LineCall) -> [Effect] {
        if let place = cutCall(continuedBy: call), lines.rename(call.line, to: cutCalls[place].id) {
            let id = cutCalls.remove(at: place).id
            return call.answered == nil ? [] : noteAnswered(id)
        }
        let open = OpenCall(
            id: call.id,
            line: call.line,
            hour: time.reckoned(at: call.began).hour,
            earliest: time.earliest(at: call.began).hour,
            isOutgoing: call.isOutgoing,
            isAnswered: call.answered != nil
        )
        return set(open)
    }

    /// The place of the cut call that `call` goes on with.
    ///
    /// A receiver that is still up after the start is the cut call's; so is a ring, where nobody had
    /// answered. A ring after a call that was answered is somebody else's, and so is whatever comes later.
    private func cutCall(continuedBy call: LineCall) -> Int? {
        guard call.began < Self.cutCallsShown else { return nil }
        return cutCalls.firstIndex {
            $0.line == call.line && (call.isOutgoing || !$0.isAnswered)
        }
    }

    private mutating func answer(_ call: LineCall) -> [Effect] { noteAnswered(call.id) }

    private mutating func noteAnswered(_ id: CallID) -> [Effect] {
        guard var open = calls[id] else { return [] }
        open.isAnswered = true
        return set(open)
    }

    private mutating func end(_ call: LineCall) -> [Effect] {
        guard wasJournalOpen || !(call.began < Self.cutCallsShown) else {
            earlyCalls.append(call)
            return []
        }
        // What rang before a power cut is no call from here, though it did not ring since.
        let isOutgoing = calls[call.id]?.isOutgoing ?? call.isOutgoing
        if var open = calls[call.id] {
            open.isAnswered = call.answered != nil
            open.isEnded = true
            calls.set(open)
        }
        let content = HotlineCallContent(
            call: call.id.hexadecimal,
            line: Int(call.line.rawValue),
            isOutgoing: isOutgoing,
            isAnswered: call.answered != nil,
            isInterrupted: call.isBroken,
            ringSeconds: isOutgoing == call.isOutgoing ? wholeSeconds(call.ringTime) : nil,
            durationSeconds: call.duration.map(wholeSeconds)
        )
        addRecord(content, of: call.id, at: call.ended ?? now)
        return []
    }

    private mutating func addRecord(
        _ content: HotlineCallContent,
        of call: CallID,
        at instant: Instant
    ) {
        callsUnrecorded.insert(call)
        let dropped = deskRecords.add(
            DeskRecord(
                content: .hotlineCall(content),
                urgency: .ordinary,
                happenedAt: instant,
                call: call
            )
        )
        if let dropped { callsUnrecorded.remove(dropped) }
    }

    private func wholeSeconds(_ duration: Duration) -> Int {
        Int(duration.wholeMilliseconds / 1_000)
    }

    /// A call is as given now, in the book and in the journal.
    private mutating func set(_ open: OpenCall) -> [Effect] {
        calls.set(open)
        return isJournalOpen ? [.keepCall(open)] : []
    }

    // MARK: Logging

    /// Asks the journal to store what a worker said that a call was.
    ///
    /// The log begins with the call and not with the key: so does its term, where it was a report (P7).
    mutating func log(_ log: CallLog) -> [Effect] {
        guard let call = calls[log.call] else {
            return tellDesk(.notStored(number: log.number, .other))
        }
        callsBeingLogged.insert(call.id)
        let content = HotlineCallContent(
            call: call.id.hexadecimal,
            line: Int(call.line.rawValue),
            isOutgoing: call.isOutgoing,
            isAnswered: call.isAnswered,
            classification: log.classification.code,
            island: log.island.map { Code(rawValue: $0.code) },
            colleague: log.colleague,
            hasRecord: log.hasRecord
        )
        let record = DeskRecord(
            content: .hotlineCall(content),
            urgency: .ordinary,
            happenedAt: now,
            earliest: call.earliest,
            worker: log.worker,
            call: call.id,
            answer: log.number
        )
        guard deskRecords.callUnderWay != call.id else {
            // Whether the call is remembered as over hangs on the answer.
            heldLogs.append(record)
            return []
        }
        return store(record)
    }

    /// The journal answered about the record of a call: its log follows.
    mutating func releaseLogs() -> [Effect] {
        let logs = heldLogs
        heldLogs = []
        return logs.flatMap { store($0) }
    }

    /// What the journal is to remember of a call: a log that is on its way counts.
    ///
    /// So the commit of the log and that of the end leave the same behind in either order; and until the
    /// record of the line is on disk, the call is remembered as going on (F11).
    func callChange(of id: CallID, isRecord: Bool) -> CallChange {
        guard var call = calls[id] else { return .forget(id) }
        call.isLogged = call.isLogged || callsBeingLogged.contains(id)
        call.isEnded = call.isEnded && (isRecord || !callsUnrecorded.contains(id))
        return CallChange(call)
    }

    mutating func noteLogged(_ id: CallID) {
        callsBeingLogged.remove(id)
        guard var call = calls[id] else { return }
        call.isLogged = true
        calls.set(call)
    }

    mutating func noteNotLogged(_ id: CallID) -> [Effect] {
        callsBeingLogged.remove(id)
        guard isJournalOpen, case .keep(let call) = callChange(of: id, isRecord: false) else {
            return []
        }
        return [.keepCall(call)]
    }

    // MARK: After a start

    /// Takes over the calls that the journal remembers.
    ///
    /// One that was not over goes on if its line shows it, and was cut off if not.
    mutating func openCalls(_ remembered: [OpenCall], isFirst: Bool) -> [Effect] {
        let running = calls.calls.filter { !$0.isEnded }
        guard isFirst else { return running.map { .keepCall($0) } }
        let own = calls.calls
        calls = CallBook()
        for call in remembered { calls.set(call) }
        // They came before the bound was read, which held true when this run began.
        let bound = time.earliest(at: .start).hour
        for var call in own {
            call.raise(to: bound)
            calls.set(call)
        }
        for call in remembered where !call.isEnded {
            // Where a line has two, the older one was over when the newer one began.
            if let place = cutCalls.firstIndex(where: { $0.line == call.line }) {
                endCut(cutCalls.remove(at: place))
            }
            cutCalls.append(call)
        }
        endEarlyCalls()
        for call in lines.calls {
            guard let place = cutCall(continuedBy: call),
                lines.rename(call.line, to: cutCalls[place].id)
            else { continue }
            calls.forget(call.id)
            if call.answered != nil { calls.answer(cutCalls[place].id) }
            cutCalls.remove(at: place)
        }
        return calls.calls.filter { !$0.isEnded }.map { .keepCall($0) }
    }

    /// What was over before the journal was open is recorded once: as what was left of a cut call, or as
    /// a call of its own.
    private mutating func endEarlyCalls() {
        let early = earlyCalls
        earlyCalls = []
        for var call in early {
            if let place = cutCall(continuedBy: call) {
                calls.forget(call.id)
                call.id = cutCalls.remove(at: place).id
                call.isBroken = true
            }
            _ = end(call)
        }
    }

    /// What a power cut broke off is over.
    mutating func endCutCalls() -> [Effect] {
        guard !cutCalls.isEmpty, !(now < Self.cutCallsEnd) else { return [] }
        for call in cutCalls { endCut(call) }
        cutCalls = []
        return []
    }

    private mutating func endCut(_ call: OpenCall) {
        guard var open = calls[call.id] else { return }
        open.isEnded = true
        calls.set(open)
        let content = HotlineCallContent(
            call: call.id.hexadecimal,
            line: Int(call.line.rawValue),
            isOutgoing: call.isOutgoing,
            isAnswered: call.isAnswered,
            isInterrupted: true
        )
        addRecord(content, of: call.id, at: now)
    }
}
