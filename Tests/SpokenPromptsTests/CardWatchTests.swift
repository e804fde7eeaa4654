import MeldpostCore
import Testing

@testable import SpokenPrompts

@Suite struct CardWatchTests {
    private func run(
        _ watch: inout CardWatch,
        from start: Duration,
        until end: Duration
    ) -> [(at: Duration, action: CardWatch.Action)] {
        var found: [(at: Duration, action: CardWatch.Action)] = []
        var now = Instant(sinceStart: start)
        while let next = watch.nextDeadline, next <= Instant(sinceStart: end) {
            now = max(now, next)
            found += watch.advance(to: now).map { (now.sinceStart, $0) }
        }
        return found
    }

    @Test func `F22 a card that is missing is known at once and tried for ever`() {
        var watch = CardWatch(at: .start)
        var opens: [Int64] = []
        var now = Instant.start
        for _ in 0..<8 {
            #expect(watch.nextDeadline.map { $0 >= now } == true)
            now = watch.nextDeadline ?? now
            opens.append(now.sinceStart.components.seconds)
            let actions = watch.advance(to: now)
            guard case .open(let generation) = actions.first else {
                Issue.record("not opened")
                return
            }
            let ended = watch.ended(generation, at: now)
            #expect(ended == (opens.count == 1 ? [.changed(isHeard: false)] : []))
        }
        #expect(opens == [0, 1, 3, 7, 15, 30, 45, 60])
    }

    @Test func `F22 a card that goes while nothing is said is known within five seconds`() {
        var watch = CardWatch(at: .start)
        _ = watch.advance(to: .start)
        #expect(watch.answered(1, at: .start) == [.changed(isHeard: true)])
        let actions = run(&watch, from: .zero, until: .seconds(5))
        #expect(actions.contains { $0.action == .ask(generation: 1) && $0.at == .seconds(2) })
        #expect(actions.contains { $0.action == .changed(isHeard: false) && $0.at <= .seconds(5) })
    }

    /// Broken once: without the limit, the threads of a card that hangs in opening grew for ever.
    @Test func `F23 a card that hangs for ever is given up, and strands three threads at most`() {
        var watch = CardWatch(at: .start)
        let actions = run(&watch, from: .zero, until: .seconds(100_000))
        let abandoned = actions.filter { if case .abandon = $0.action { true } else { false } }
        #expect(abandoned.count == CardWatch.strandedLimit)
        #expect(actions.contains { $0.action == .changed(isHeard: false) && $0.at <= .seconds(5) })
        #expect(watch.nextDeadline == nil)
        // One comes back: the card is tried again.
        _ = watch.ended(1, at: Instant(sinceStart: .seconds(100_001)))
        #expect(watch.nextDeadline != nil)
    }

    @Test func `a card that comes back is heard again, and a late answer of an old one is not`() {
        var watch = CardWatch(at: .start)
        _ = watch.advance(to: .start)
        _ = watch.ended(1, at: .start)
        let later = Instant(sinceStart: .seconds(1))
        #expect(watch.advance(to: later) == [.open(generation: 2)])
        #expect(watch.answered(1, at: later).isEmpty)
        #expect(watch.answered(2, at: later) == [.changed(isHeard: true)])
        #expect(watch.openGeneration == 2)
    }
}
