/// What outlives a restart of the panic button: the incident that goes on, and the resets that are
/// not settled.
///
/// It is written as one, in the commit of the record that it goes with: a reset is never on disk
/// without what is left to be told of it.
public struct PanicMemory: Hashable, Sendable {
    /// The incident that is not over, if there is one.
    public var incident: LatchedIncident?
    /// Incidents that were reset, oldest first, until the inbox signed for the reset and its record
    /// is on disk.
    ///
    /// In each, `counter` is the number of the signal that says so, `isStored` and `hasReachedCentre`
    /// are about the reset.
    public var resets: [LatchedIncident]

    /// Makes a memory; without arguments, of nothing.
    public init(incident: LatchedIncident? = nil, resets: [LatchedIncident] = []) {
        self.incident = incident
        self.resets = resets
    }

    /// Whether there is nothing to remember.
    public var isEmpty: Bool { incident == nil && resets.isEmpty }

    /// The record with `content` is on disk.
    mutating func noteStored(_ content: PanicContent) {
        switch content.state {
        case .pressed:
            if incident?.incident.hexadecimal == content.incident { incident?.isStored = true }
        case .reset:
            resets.noteStored(content)
        case .released, .accepted, .falseAlarm, .verified: break
        }
    }
}

extension [LatchedIncident] {
    /// The record with `content` is on disk: a reset of which the centre knows is settled with it.
    mutating func noteStored(_ content: PanicContent) {
        guard content.state == .reset else { return }
        // Mostly it is the newest; a name in digits is slow to make.
        let place = lastIndex { $0.incident.hexadecimal == content.incident }
        guard let place else { return }
        self[place].isStored = true
        removeAll(where: \.isSettled)
    }

    /// The inbox signed for the reset of `incident`; gives whether one waited for that.
    mutating func noteReceipt(_ incident: IncidentID, _ counter: UInt32) -> Bool {
        let place = firstIndex {
            $0.incident == incident && $0.counter <= counter && !$0.hasReachedCentre
        }
        guard let place else { return false }
        self[place].hasReachedCentre = true
        removeAll(where: \.isSettled)
        return true
    }

    /// The signal of the oldest reset of which the centre does not know.
    var unsentNotice: PanicNotice? {
        first { !$0.hasReachedCentre }?.resetNotice
    }
}

extension LatchedIncident {
    /// Whether nothing of a reset is left to be told.
    fileprivate var isSettled: Bool { isStored && hasReachedCentre }

    /// The incident as it is over: its reset is to be signalled and recorded.
    public var ended: LatchedIncident {
        var ended = self
        ended.counter &+= 1
        ended.isStored = false
        ended.hasReachedCentre = false
        return ended
    }

    /// The signal that says that it is over.
    var resetNotice: PanicNotice {
        PanicNotice(incident: incident, counter: counter, state: .reset, isTest: isTest)
    }

    /// The record of it in `state`.
    func content(_ state: PanicState) -> PanicContent {
        PanicContent(
            incident: incident.hexadecimal,
            state: state,
            presses: presses,
            isTest: isTest
        )
    }
}
