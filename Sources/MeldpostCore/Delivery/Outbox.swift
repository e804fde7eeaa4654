/// The entries whose bodies are still in the journal, in the order in which they are sent.
///
/// | an entry that | rests for |
/// | --- | --- |
/// | is complete at the inbox and waits for its receipt | 30 answered exchanges, then it is sent anew |
/// | was refused, or lost three times on the way | 30 answered exchanges, then it is sent anew |
///
/// The rest doubles each time, up to 1,920 exchanges, so that an entry which the inbox never takes
/// does not hold up the others (F62). No entry is ever given up (P5).
struct Outbox: Hashable, Sendable {
    /// How many answered exchanges a receipt may take.
    static let rest: UInt64 = 30
    /// How often the rest doubles.
    static let doublings = 6
    /// How often an entry may be lost on its way before it rests.
    static let losses = 3

    private struct Item: Hashable, Sendable {
        var length: UInt32
        var urgency: Urgency
        var isReceipted: Bool
        var offset: UInt32 = 0
        var rests = 0
        var losses = 0
    }

    private struct Resting: Hashable, Sendable {
        var reference: EntryReference
        var until: UInt64
    }

    /// The entries of one urgency that can be sent; those before `head` have been.
    private struct Line: Hashable, Sendable {
        var references: [EntryReference] = []
        var head = 0

        mutating func removeFirst() {
            head += 1
            if head > 64, head * 2 > references.count {
                references.removeFirst(head)
                head = 0
            }
        }

        mutating func putFirst(_ reference: EntryReference) {
            if head > 0 {
                head -= 1
                references[head] = reference
            } else {
                references.insert(reference, at: 0)
            }
        }
    }

    private var items: [EntryReference: Item] = [:]
    private var lines = [Line](repeating: Line(), count: Urgency.allCases.count)
    private var resting: [Resting] = []
    /// How many exchanges were answered.
    private var answered: UInt64 = 0

    /// How many entries have no receipt yet.
    private(set) var unreceiptedCount = 0
    /// The urgent entries that have a body here: nobody has opened them yet.
    private(set) var urgent: Set<EntryReference> = []
    /// How many entries have a body here.
    var count: Int { items.count }

    /// Whether the body of an entry is here.
    func contains(_ reference: EntryReference) -> Bool {
        items[reference] != nil
    }

    /// Puts in an entry that is on disk.
    mutating func add(_ entry: WaitingEntry) {
        guard items[entry.reference] == nil else { return }
        items[entry.reference] = Item(
            length: entry.length,
            urgency: entry.urgency,
            isReceipted: entry.isReceipted
        )
        if entry.urgency == .urgent {
            urgent.insert(entry.reference)
        }
        if !entry.isReceipted {
            unreceiptedCount += 1
            lines[Int(entry.urgency.rawValue)].references.append(entry.reference)
        }
    }

    /// The piece to be sent next, if there is one; with `leavingAtOnce` only of entries that leave
    /// without waiting for a slot.
    mutating func next(leavingAtOnce: Bool) -> (EntryReference, offset: UInt32)? {
        for urgency in Urgency.allCases where !leavingAtOnce || urgency.leavesAtOnce {
            let line = Int(urgency.rawValue)
            while lines[line].head < lines[line].references.count {
                let reference = lines[line].references[lines[line].head]
                if let item = items[reference], !item.isReceipted {
                    return (reference, item.offset)
                }
                lines[line].removeFirst()
            }
        }
        return nil
    }

    /// An exchange was answered; it carried `piece` or nothing.
    mutating func noteAnswer(to piece: EntryReference?, progress: Progress) {
        answered += 1
        if !resting.isEmpty {
            wake()
        }
        guard let piece, var item = items[piece], !item.isReceipted else { return }
        if progress.entry == piece {
            let isLost = progress.offset <= item.offset
            item.offset = progress.offset
            item.losses += isLost ? 1 : 0
            items[piece] = item
            if progress.offset >= item.length || item.losses >= Self.losses {
                putToRest(piece)
            }
        } else {
            // The inbox took nothing of it.
            putToRest(piece)
        }
    }

    /// The inbox signed for an entry; whether that is news.
    mutating func receipt(_ reference: EntryReference) -> Bool {
        guard let item = items[reference], !item.isReceipted else { return false }
        items[reference]?.isReceipted = true
        unreceiptedCount -= 1
        resting.removeAll { $0.reference == reference }
        return true
    }

    /// The body of an entry is gone; whether that is news.
    mutating func remove(_ reference: EntryReference) -> Bool {
        guard let item = items.removeValue(forKey: reference) else { return false }
        urgent.remove(reference)
        if !item.isReceipted {
            unreceiptedCount -= 1
            resting.removeAll { $0.reference == reference }
        }
        return true
    }

    /// Takes an entry out of its line for a while; it is sent from its first piece after that.
    private mutating func putToRest(_ reference: EntryReference) {
        guard var item = items[reference] else { return }
        let length = Self.rest << UInt64(min(item.rests, Self.doublings))
        item.rests += 1
        item.losses = 0
        item.offset = 0
        items[reference] = item
        let line = Int(item.urgency.rawValue)
        if let place = lines[line].references[lines[line].head...].firstIndex(of: reference) {
            lines[line].references.remove(at: place)
        }
        resting.append(Resting(reference: reference, until: answered + length))
    }

    private mutating func wake() {
        for item in resting where item.until <= answered {
            guard let urgency = items[item.reference]?.urgency else { continue }
            lines[Int(urgency.rawValue)].putFirst(item.reference)
        }
        resting.removeAll { $0.until <= answered }
    }
}
