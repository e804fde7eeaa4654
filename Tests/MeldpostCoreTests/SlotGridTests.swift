import Testing

@testable import MeldpostCore

@Suite struct SlotGridTests {
    private let grid = SlotGrid(slot: .seconds(20), seed: 3)

    @Test func `a slot has sixteen ticks, in order, each in its own sixteenth`() {
        for tick: Int64 in 0..<2_000 {
            let begin = Instant(sinceStart: .milliseconds(tick * 1_250))
            let instant = grid.instant(of: tick)
            #expect(instant >= begin && instant < begin + .milliseconds(1_250))
        }
        #expect(SlotGrid.slot(of: -1) == -1)
        #expect(SlotGrid.slot(of: 15) == 0)
        #expect(SlotGrid.slot(of: 16) == 1)
        #expect(SlotGrid.firstTick(of: 3) == 48)
    }

    @Test func `the jitter is spread over all of a tick and differs by seed`() {
        let offsets = (0..<1_000 as Range<Int64>).map { tick in
            grid.instant(of: tick).sinceStart - .milliseconds(tick * 1_250)
        }
        #expect(offsets.contains { $0 < .milliseconds(50) })
        #expect(offsets.contains { $0 > .milliseconds(1_200) })
        let other = SlotGrid(slot: .seconds(20), seed: 4)
        #expect((0..<10).contains { other.instant(of: $0) != grid.instant(of: $0) })
    }

    @Test func `the last tick is the one that has begun`() {
        for tick: Int64 in 0..<500 {
            let instant = grid.instant(of: tick)
            #expect(grid.lastTick(at: instant) == tick)
            #expect(grid.lastTick(at: instant + .zero - .milliseconds(1)) == tick - 1)
        }
    }

    @Test func `a slot of a millisecond still is a grid`() {
        let tiny = SlotGrid(slot: .milliseconds(1), seed: 1)
        #expect(tiny.instant(of: 5) == Instant(sinceStart: .milliseconds(5)))
    }
}

extension Instant {
    fileprivate static func - (left: Instant, right: Duration) -> Instant {
        Instant(sinceStart: left.sinceStart - right)
    }
}
