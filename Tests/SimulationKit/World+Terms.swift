import MeldpostCore

/// The oracle of P7: a legal clock never stops, moves later or is forgotten, and is called due in
/// time.
extension World {
    /// How far a confirmed time may lag behind: an answer that takes longer is not taken.
    private static var confirmationLag: Int64 { 15_000 }

    func noteTerms(of reference: EntryReference) {
        guard let stored = journal.entries[reference], !stored.request.terms.isEmpty,
            oracle.terms[reference] == nil
        else { return }
        let request = stored.request
        let receivedAt = stored.requestedAt
        var receipt = Oracle.Receipt(at: receivedAt, deadline: [:])
        for term in request.terms {
            let end = request.hour.start + term.duration
            receipt.deadline[term] = end
            let trueEnd = Self.epoch + .milliseconds(receivedAt) + term.duration
            if trueEnd < end { violate("P7: a bound lies after the true end of its term") }
            let trueEndOffset = receivedAt + term.duration.wholeMilliseconds
            let warning = term.warning.wholeMilliseconds
            for time in [trueEndOffset - warning, trueEndOffset] {
                queue.add(.termChecked(reference, term), at: time)
                queue.add(.termChecked(reference, term), at: time + Self.confirmationLag)
            }
        }
        oracle.terms[reference] = receipt
        checkStart(of: request)
    }

    /// The term of what was said in a call begins with the call, however late it is logged or keyed.
    private func checkStart(of request: StoreRequest) {
        let name: String?
        switch request.content {
        case .hotlineCall(let call): name = call.call
        case .report: name = request.trace.call
        default: name = nil
        }
        guard let call = oracle.calls.first(where: { $0.key.hexadecimal == name })?.value else {
            return
        }
        counts.callTerms += 1
        if Self.epoch + .milliseconds(call.at) < request.hour.start {
            violate("P7: a term starts after the call in which the report was made")
        }
    }

    /// Every clock of the journal runs in the station, with the deadline that it had at first; and
    /// every clock of a stored record is in the journal until the desk closed it.
    public func checkClocks() {
        guard let station, station.isJournalOpen else { return }
        journal.settle(to: now)
        let running = Set(station.clocks.clocks)
        for reference in journal.order {
            guard let stored = journal.entries[reference] else { continue }
            for term in stored.request.terms {
                let clock = LegalClock(entry: reference, term: term, start: stored.request.hour)
                guard !centre.closed.contains(clock) else { continue }
                if !running.contains(clock) { violate("P7: a running clock is lost or moved") }
            }
        }
        for clock in running {
            if let first = oracle.terms[clock.entry]?.deadline[clock.term], first < clock.deadline {
                violate("P7: a deadline moved later")
            }
        }
    }

    /// At its true end a running term is called overdue; before that, due soon; where the station
    /// can know.
    func checkTerm(_ reference: EntryReference, _ term: LegalTerm) {
        guard let station, station.isJournalOpen, let receipt = oracle.terms[reference],
            station.clocks.clocks.contains(where: { $0.entry == reference && $0.term == term })
        else { return }
        let hasRunSince = oracle.poweredSince <= receipt.at
        let isClaimTrue = wallOffset >= 0
        let isConfirmed = station.time.trust(at: instant) == .confirmed
        let trueEnd = receipt.at + term.duration.wholeMilliseconds
        let lag = hasRunSince || isClaimTrue ? 0 : Self.confirmationLag
        guard hasRunSince || isClaimTrue || isConfirmed else { return }
        counts.termChecks += 1
        let health = station.health
        if now >= trueEnd + lag, !health.isRaised(.termOverdue) {
            violate("P7: a term has ended and is not called overdue")
        }
        if now >= trueEnd - term.warning.wholeMilliseconds + lag,
            !health.isRaised(.termDueSoon), !health.isRaised(.termOverdue)
        {
            violate("P7: a term ends soon and is not called so")
        }
        if now >= trueEnd + lag, lamps[.desk] == .off {
            violate("P7: a term has ended and the desk lamp is off")
        }
    }
}
