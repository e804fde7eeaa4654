/// Panic records that are not on disk yet: each is tried for ever.
struct PanicRecordShelf: Hashable, Sendable {
    /// How long after a failure a record is tried again.
    static let retryTime: Duration = .seconds(5)
    /// How long a record may wait before that counts as a fault.
    static let patience: Duration = .seconds(5)
    /// How many records wait.
    ///
    /// Beyond it the oldest gives way: only a disk that has been broken for dozens of incidents gets
    /// there, and each of them was signalled.
    static let limit = 64

    private enum State: Hashable, Sendable {
        case waiting(until: Instant)
        case asked
    }

    private struct Item: Hashable, Sendable {
        var record: PanicRecord
        var state: State
        var hasFailed = false
    }

    private var items: [Item] = []
    private var lastNumber: UInt64 = 0

    var isEmpty: Bool { items.isEmpty }

    /// Puts down what is to be stored.
    mutating func add(_ content: PanicContent, at now: Instant) {
        lastNumber += 1
        if items.count == Self.limit {
            items.removeFirst()
        }
        let record = PanicRecord(number: lastNumber, content: content, happenedAt: now)
        items.append(Item(record: record, state: .waiting(until: now)))
    }

    /// The records to be stored now; they count as asked for.
    mutating func due(at now: Instant) -> [PanicRecord] {
        guard !items.isEmpty else { return [] }
        var records: [PanicRecord] = []
        for index in items.indices {
            if case .waiting(let until) = items[index].state, !(now < until) {
                items[index].state = .asked
                records.append(items[index].record)
            }
        }
        return records
    }

    /// What the records say that the journal was asked to store and has not answered for.
    var asked: [PanicContent] {
        items.isEmpty
            ? [] : items.compactMap { $0.state == .asked ? $0.record.content : nil }
    }

    /// A record is on disk: what it said.
    mutating func stored(_ number: UInt64) -> PanicContent? {
        guard let index = items.firstIndex(where: { $0.record.number == number }) else {
            return nil
        }
        return items.remove(at: index).record.content
    }

    /// A record could not be stored.
    mutating func failed(_ number: UInt64, at now: Instant) {
        guard let index = items.firstIndex(where: { $0.record.number == number }) else { return }
        items[index].state = .waiting(until: now + Self.retryTime)
        items[index].hasFailed = true
    }

    /// The journal is open: everything is tried at once.
    ///
    /// So is what a journal that failed did not answer. A record that is there twice says the same twice.
    mutating func journalOpened(at now: Instant) {
        for index in items.indices {
            items[index].state = .waiting(until: now)
        }
    }

    /// Whether a record could not be stored, or waits for longer than it should.
    func isLate(at now: Instant) -> Bool {
        !items.isEmpty
            && items.contains { $0.hasFailed || !(now < $0.record.happenedAt + Self.patience) }
    }

    /// When a record is to be tried again, or begins to be late.
    func nextDeadline(isJournalOpen: Bool) -> Instant? {
        items.isEmpty
            ? nil
            : items.lazy.compactMap { item -> Instant? in
                if isJournalOpen, case .waiting(let until) = item.state { return until }
                return nil
            }.min()
    }

    /// When the next record begins to be late.
    func lateDeadline(after now: Instant) -> Instant? {
        items.isEmpty
            ? nil
            : items.lazy.map { $0.record.happenedAt + Self.patience }.filter { now < $0 }.min()
    }
}
