internal import MeldpostCore

/// The changes that the journal could not make yet.
///
/// Of the panic button, the owed slots and the lower bound only the newest value counts; what concerns an
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
        if let value = change.value { changes.removeAll { $0.value == value } }
        guard change.value != nil || changes.count < Self.limit else {
            hasDropped = true
            return
        }
        changes.append(change)
    }

    /// Forgets that the draft at `place` was to be erased: another took its place.
    mutating func forgetDraft(at place: DraftPlace) {
        changes.removeAll { $0.value == .draft(place) }
    }

    /// Forgets what was to be remembered of the panic button: a record took newer of it with it.
    mutating func forgetPanic() {
        changes.removeAll { $0.value == .panic }
    }

    /// Forgets that a key list was to be kept: a newer one is.
    mutating func forgetKeyList() {
        changes.removeAll { $0.value == .keyList }
    }

    /// Forgets how a call was to be remembered: a record said it later.
    mutating func forget(_ call: CallID) {
        changes.removeAll { $0.value == .call(call) }
    }

    /// Takes all changes, in order.
    mutating func takeAll() -> [JournalChange] {
        defer { changes = [] }
        return changes
    }
}

extension JournalChange {
    /// What a change can set.
    enum Value: Hashable {
        case panic
        case owedSlots
        case timeBound
        case draft(DraftPlace)
        case keyList
        case call(CallID)
    }

    /// The value that the change sets, if it is of that kind: only the newest of it counts.
    var value: Value? {
        switch self {
        case .latchPanic: .panic
        case .saveOwedSlots: .owedSlots
        case .saveTimeBound: .timeBound
        case .eraseDraft(let place): .draft(place)
        case .keepCall(let call): .call(call.id)
        case .keepKeyList: .keyList
        case .markReceipted, .eraseBody, .closeClock, .commitDummy: nil
        }
    }
}
