import MeldpostCore

/// What the centre knows of the desk, from the entries that are complete there.
extension World {
    /// A call at the centre, as the desk there puts its records together.
    struct CentreCall {
        var lines = 0
        var logs = 0
        var isOutgoing = false
        var ringSeconds = 0
    }

    /// What was sealed into each entry that is complete at the centre, in the order of the chain.
    public var entriesAtCentre: [(reference: EntryReference, request: StoreRequest)] {
        journal.order.filter(centre.complete.contains).compactMap { reference in
            journal.entries[reference].map { (reference, $0.request) }
        }
    }

    private var requestsAtCentre: [StoreRequest] { entriesAtCentre.map(\.request) }

    /// The calls by their names.
    var callsAtCentre: [String: CentreCall] {
        var calls: [String: CentreCall] = [:]
        for request in requestsAtCentre {
            guard case .hotlineCall(let part) = request.content else { continue }
            var call = calls[part.call] ?? CentreCall()
            if part.classification == nil {
                call.lines += 1
                call.isOutgoing = part.isOutgoing
                call.ringSeconds += part.ringSeconds ?? 0
            } else {
                call.logs += 1
            }
            calls[part.call] = call
        }
        return calls
    }

    /// Whether each report that a worker keyed broke off.
    var intakesAtCentre: [Bool] {
        requestsAtCentre.compactMap { request in
            guard request.trace.worker != nil, case .report(let report) = request.content else {
                return nil
            }
            return report.isInterrupted
        }
    }
}
