/// The calls that are not over, or that nobody logged yet, the oldest first.
public struct CallBook: Hashable, Sendable {
    /// How many are kept.
    ///
    /// A line that is disturbed for days must not fill the memory; beyond it the oldest is no longer
    /// offered. Its record is in the chain.
    static let limit = 512

    /// The calls, the oldest first.
    public private(set) var calls: [OpenCall] = []

    /// Makes an empty book.
    public init() {}

    /// The calls that a worker must still log, the oldest first.
    public var waiting: [OpenCall] { calls.filter(\.isWaiting) }

    /// Whether a call that is over waits to be logged: then the lamp at the desk is lit.
    public var hasUnlogged: Bool { calls.contains { $0.isWaiting && $0.isEnded } }

    /// The call of this name.
    public subscript(_ id: CallID) -> OpenCall? { calls.first { $0.id == id } }

    /// A call is as given now; one that is done with is forgotten.
    mutating func set(_ call: OpenCall) {
        let place = calls.firstIndex { $0.id == call.id }
        switch (place, call.isDone) {
        case (let place?, true): calls.remove(at: place)
        case (let place?, false): calls[place] = call
        case (nil, true): break
        case (nil, false):
            if calls.count == Self.limit { calls.removeFirst() }
            calls.append(call)
        }
    }

    /// A call is another one's, and no longer one of its own.
    mutating func forget(_ id: CallID) { calls.removeAll { $0.id == id } }

    /// Somebody answered a call.
    mutating func answer(_ id: CallID) {
        guard let place = calls.firstIndex(where: { $0.id == id }) else { return }
        calls[place].isAnswered = true
    }
}
