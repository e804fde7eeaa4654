import MeldpostCore
import SimulationKit
import Testing

/// P9: from outside, a busy day and an idle day look alike.
///
/// Proved by breaking the code: a slot without an entry that sends no filler, owed slots made up only
/// while something is queued, a tick that depends on the number of entries, and dummy commits that
/// draw at every stimulus each make the comparison fail.
@Suite struct PaceTests {
    /// Plays a day with `visits` ordinary visits.
    private func day(visits: Int, outages: Bool, lossPercent: UInt64) -> World {
        let world = World(
            seed: 77,
            settings: WorldSettings(
                slot: .seconds(20),
                dummyInterval: .seconds(300),
                visitLength: 17_000,
                isRegular: true
            )
        )
        world.keepsOrderLog = true
        world.schedule(.power(isOn: true), at: 0)
        world.schedule(
            .loss(requestPercent: lossPercent, answerPercent: lossPercent, latePercent: 0),
            at: 1
        )
        if outages {
            for outage: Int64 in 0..<4 {
                world.schedule(.link(isUp: false), at: outage * 18_000_000 + 3_000_000)
                world.schedule(.link(isUp: true), at: outage * 18_000_000 + 9_000_000)
            }
            world.schedule(.courier(isAttached: false), at: 40_000_000)
            world.schedule(.courier(isAttached: true), at: 44_000_000)
        }
        for visit in 0..<visits {
            var time = Int64(visit) * 1_234_567 + 600_000
            world.schedule(.handset(isLifted: true), at: time)
            let open = [Key](repeating: .square, count: 7)
            for key in [Key.one, .two, .square, .square, .square, .one] + open {
                time += 2_400
                world.schedule(.key(key), at: time)
            }
            world.schedule(.handset(isLifted: false), at: time + 2_000)
        }
        world.run(until: 86_400_000)
        return world
    }

    @Test(arguments: [(false, 0), (true, 0), (true, 30)] as [(Bool, UInt64)])
    func `P9 the cells of a busy day and of an idle day leave at the same times`(
        outages: Bool,
        lossPercent: UInt64
    ) {
        let idle = day(visits: 0, outages: outages, lossPercent: lossPercent)
        let busy = day(visits: 60, outages: outages, lossPercent: lossPercent)
        #expect(busy.storedCount == 60 && idle.storedCount == 0)
        #expect(busy.arrivedCount > 20)
        #expect(idle.orderLog.count > 4_000)
        #expect(idle.orderLog == busy.orderLog)
        #expect(idle.dummyLog == busy.dummyLog)
        #expect(idle.violations.isEmpty && busy.violations.isEmpty)
    }

    /// Broken once: without the share of visits no pause of seconds follows another.
    @Test func `the commits that store nothing come by chance, alone or as a visit makes them`() {
        let world = day(visits: 0, outages: false, lossPercent: 0)
        let all = zip(world.dummyLog.dropFirst(), world.dummyLog).map { $0 - $1 }
        // What looks like a visit: three commits and more, each within a minute of the one before.
        let runs = all.split { $0 >= 60_000 }.filter { $0.count >= 3 }
        #expect(runs.count > 8)
        #expect(runs.contains { $0.count > 15 })
        let pauses = all.filter { $0 >= 60_000 }
        let mean = pauses.reduce(0, +) / Int64(pauses.count) - 60_000
        // 288 on average; the standard deviation of their mean is 300 s ÷ √288, 18 s.
        #expect(mean > 246_000 && mean < 354_000)
        #expect(pauses.contains { $0 < 120_000 } && pauses.contains { $0 > 900_000 })
    }
}
