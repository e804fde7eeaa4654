internal import DeviceThreads

/// Orders for which the journal's mailbox had no room: they wait here, in order, and none is lost.
///
/// What asks and is answered is refused in the meantime, so nothing overtakes what waits: a record
/// hears that it is not stored, a statement of the centre is asked for again. So only the values of
/// which the newest counts, and the changes of what was in the journal's hands before, can wait: as
/// many as the mailbox has room for, and a few.
struct JournalBacklog {
    private var orders: [JournalOrder] = []

    /// Whether nothing waits.
    var isEmpty: Bool { orders.isEmpty }

    /// Puts an order behind the others, in place of an older value of the same thing.
    mutating func add(_ order: JournalOrder) {
        if let value = order.value { orders.removeAll { $0.value == value } }
        orders.append(order)
    }

    /// How soon to look again whether there is room: before `patience` is over, where something waits.
    func patience(until patience: Duration?) -> Duration? {
        guard !orders.isEmpty else { return patience }
        return min(patience ?? Self.pause, Self.pause)
    }

    /// How long to wait for room before it is tried again.
    private static let pause = Duration.milliseconds(50)

    /// How often it is tried at the end of the program: two seconds in all.
    private static let lastTries = 40

    /// Gives the journal all of it at the end of the program; what still comes in is not looked at.
    mutating func drain(to journal: any JournalDoor, waitingOn inputs: Mailbox<LoopInput>) {
        flush(to: journal)
        for _ in 0..<Self.lastTries where !isEmpty {
            _ = inputs.take(patience: Self.pause)
            flush(to: journal)
        }
    }

    /// Gives the journal what it has room for.
    mutating func flush(to journal: any JournalDoor) {
        guard !orders.isEmpty else { return }
        let given = orders.prefix { journal.post($0) }.count
        orders.removeFirst(given)
    }
}

extension JournalOrder {
    /// A thing of which only the newest order counts.
    fileprivate enum Value: Hashable {
        case change(JournalChange.Value)
        case delivery
    }

    fileprivate var value: Value? {
        switch self {
        case .change(let change): change.value.map(Value.change)
        case .saveDelivery: .delivery
        default: nil
        }
    }
}
