internal import MeldpostCore
internal import RecordFormat

extension [ReceivedRecord] {
    /// The records that are contacts of their own: requests for advice, reports, and the logs of calls
    /// of which neither was keyed.
    ///
    /// A call that was logged with two keys has no other record of what was said; one that was keyed too,
    /// before or after, has one that names it. So each call counts once as a report and once as a request
    /// for advice at most, however often it was logged. A report that was keyed only after its call had
    /// been logged names no call, and counts besides: nobody can tell that it is the same one.
    var contacts: [ReceivedRecord] {
        var counted = Set(compactMap(\.keyedCall))
        return filter { record in
            guard case .hotlineCall(let call) = record.payload?.content else { return true }
            guard let logged = CallContact(loggedIn: call) else { return false }
            return !call.hasRecord && counted.insert(logged).inserted
        }
    }
}

extension ReceivedRecord {
    /// The island that it concerns: of a call on a number that islands share, the one that was told (R23).
    var concernedIsland: Island? {
        guard case .hotlineCall(let call) = payload?.content else { return island }
        return call.island.flatMap { Island(code: $0.rawValue) } ?? island
    }

    /// The contact of a call that was keyed in full in this record.
    fileprivate var keyedCall: CallContact? {
        guard let payload, let call = payload.trace.call else { return nil }
        return switch payload.content {
        case .report: CallContact(call: call, kind: .report)
        case .adviceRequest: CallContact(call: call, kind: .advice)
        default: nil
        }
    }
}

/// A call as a report or as a request for advice.
private struct CallContact: Hashable {
    let call: String
    let kind: CallClass

    init(call: String, kind: CallClass) {
        self.call = call
        self.kind = kind
    }

    init?(loggedIn content: HotlineCallContent) {
        guard let kind = content.classification.flatMap({ CallClass(rawValue: $0.rawValue) }),
            kind.isContact
        else { return nil }
        self.init(call: content.call, kind: kind)
    }
}

extension CallClass {
    fileprivate var isContact: Bool { self == .report || self == .advice }
}
