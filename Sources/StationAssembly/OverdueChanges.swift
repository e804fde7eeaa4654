internal import MeldpostCore

/// The changes that the journal could not make yet.
///
/// Of the incident, the owed slots and the lower bound only the newest value counts; what concerns an
/// entry is kept, in order, up to a limit.
struct OverdueChanges {
    /// How many changes of entries are kept; a journal that refuses for long must not fill the memory.
    static let limit = 1_024

    private var changes: [JournalChange] = []

    /// Whether a change was forgotten: then the centre must say it again after the next start.
    private(set) var hasDropped = false

    /// Whether nothing waits.
    var isEmpty: Bool { changes.isEmpty }

    /// Adds a change in place of an older value of the same thing.
    mutating func add(_ change: JournalChange) {
        if let thing = change.thing { changes.removeAll { $0.thing == thing } }
        guard change.thing != nil || changes.count < Self.limit else {
            hasDropped = true
            return
        }
        changes.append(change)
    }

    /// Forgets that a draft was to be erased: another took its place.
    mutating func forgetDraft() {
        changes.removeAll { $0.thing == .draft }
    }

    /// Forgets how a call was to be remembered: a record said it later.
    mutating func forget(_ call: CallID) {
        changes.removeAll { $0.thing == .call(call) }
    }

    /// Takes all changes, in order.
    mutating func takeAll() -> [JournalChange] {
        defer { changes = [] }
        return changes
    }
}

extension JournalChange {
    fileprivate enum Thing: Hashable {
        case incident
        case owedSlots
        case timeBound
        case draft
        case call(CallID)
    }

    /// The one thing whose value the change sets, if it is of that kind.
    fileprivate var thing: Thing? {
        switch self {
        case .latchIncident: .incident
        case .saveOwedSlots: .owedSlots
        case .saveTimeBound: .timeBound
        case .eraseDraft: .draft
        case .keepCall(let call): .call(call.id)
        case .markReceipted, .eraseBody, .closeClock, .commitDummy: nil
        }
    }
}
