/// The telephone lines: *ringing* and *off hook* of each become calls (DESIGN 9).
///
/// It is pure: signals and time come in, ``LineChange``s go out. Every ring is part of exactly one
/// call, and every call is told once when it begins and once when it is over.
public struct LineMonitor: Hashable, Sendable {
    private var watches: [LineWatch]
    private var raised: [TelephoneLine: Set<Condition>] = [:]

    /// Makes a monitor of lines on which nothing happens; equal seeds give equal names of calls.
    public init(seed: UInt64) {
        watches = TelephoneLine.allCases.map { LineWatch($0, seed: seed) }
    }

    /// The calls that are going on.
    public var calls: [LineCall] { watches.compactMap(\.call) }

    /// When time alone makes the next change.
    public var nextDeadline: Instant? {
        var next: Instant?
        for watch in watches {
            guard let deadline = watch.nextDeadline else { continue }
            next = next.map { min($0, deadline) } ?? deadline
        }
        return next
    }

    /// The input *ringing* of `line` was read.
    public mutating func readRing(
        _ line: TelephoneLine,
        _ isOn: Bool,
        at now: Instant
    ) -> [LineChange] {
        let changes = watches[place(of: line)].readRing(isOn, at: now)
        return merged(changes, of: line)
    }

    /// The input *off hook* of `line` was read.
    public mutating func readHook(
        _ line: TelephoneLine,
        _ isUp: Bool,
        at now: Instant
    ) -> [LineChange] {
        let changes = watches[place(of: line)].readHook(isUp, at: now)
        return merged(changes, of: line)
    }

    /// Time has passed.
    public mutating func advance(to now: Instant) -> [LineChange] {
        guard let deadline = nextDeadline, !(now < deadline) else { return [] }
        return TelephoneLine.allCases.flatMap { line in
            let changes = watches[place(of: line)].settle(to: now)
            return merged(changes, of: line)
        }
    }

    /// The call that goes on on `line` is the one of this name, which a power cut broke in two;
    /// whether one goes on.
    mutating func rename(_ line: TelephoneLine, to id: CallID) -> Bool {
        guard watches[place(of: line)].call != nil else { return false }
        watches[place(of: line)].rename(to: id)
        return true
    }

    private func place(of line: TelephoneLine) -> Int { Int(line.rawValue) - 1 }

    /// The changes, with a condition only where it comes up or goes away for all lines together.
    private mutating func merged(_ changes: [LineChange], of line: TelephoneLine) -> [LineChange] {
        changes.filter { change in
            guard case .conditionChanged(let condition, let isRaised) = change else { return true }
            let others = raised.contains { $0.key != line && $0.value.contains(condition) }
            if isRaised {
                raised[line, default: []].insert(condition)
            } else {
                raised[line]?.remove(condition)
            }
            return !others
        }
    }
}
