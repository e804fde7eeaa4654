import Foundation
import MeldpostCore
import SimulationKit
import Testing

/// The whole station in seeded worlds: 30 virtual days of outages, lost and late answers, power cuts
/// at any moment, full and failing disks, wrong and jumping wall clocks, an inbox that forgets pieces
/// or refuses an entry, visits that break off, presses, resets and tests of the button.
///
/// The worlds watch P1, P5, P6 and P7 (`World+Stored`, `World+Panic`, `World+Terms`). A seed that
/// fails is printed; `MELDPOST_SIMULATION_SEEDS=1000` runs that many fresh seeds instead.
///
/// Each oracle was proved by breaking the code; of the seeds 2 to 101 this many failed:
///
/// | promise | what was broken | failed |
/// | --- | --- | --- |
/// | P1 | `submit` in `StationMachine+Visit` tells the visit `.recordStored` at once | 100 |
/// | P1 | `DeliveryQueue.openJournal` does not read `memory.waiting` | 89 |
/// | P1 | `Outbox.noteAnswer` never wakes what rests | 10 |
/// | P5 | `DeliveryQueue.receipt` gives `.eraseBody` | 100 |
/// | P6 | `pausingUntil = now + .seconds(1)` in `PanicMachine.open` | 67 |
/// | P6 | `underWay = nil` left out of `PanicMachine.open` | 5 |
/// | P6 | the relay closes only while the journal is open | 24 |
/// | P6 | `ContactReader.pressTime` is 60 ms | 69 |
/// | P6 | `PanicMachine.openJournal` adopts nothing | 53 |
/// | P6 | `PanicMachine.turnTest` turns the test on during an alarm too | 4 |
/// | P6 | the second press of an alarm is marked as a test in the signal | 42 |
/// | P6 | `PanicIncident.isRepeated` is false | 35 |
/// | P7 | `hour` of a request is that of the claim | 35 |
/// | P7 | terms are due by `earliest` instead of `latestKnown` | 70 |
/// | P7 | `StationMachine.openJournal` restores no clocks | 92 |
/// | P7 | the restored bound lies a minute late | 91 |
/// | P7 | a receipt closes a clock | 98 |
/// | P7 | no deadline for the next change of the clocks | 57 |
/// | P7 | `ClockBook.urgency` never says overdue | 91 |
/// | P7 | a clock ends an hour late | 77 |
@Suite struct StationSimulationTests {
    /// One world has the real slot of 20 s, one in 50 has 10 minutes, the others two hours.
    private static func settings(seed: UInt64) -> WorldSettings {
        switch seed {
        case 0: WorldSettings(slot: .seconds(20), visitLength: 17_000)
        case _ where seed % 50 == 1: WorldSettings(slot: .seconds(600), visitLength: 17_000)
        default: WorldSettings(slot: .seconds(7_200))
        }
    }

    /// The seeds, fifty together: each has a world of its own, so all cores take them at once.
    private static let blocks: [[UInt64]] = {
        let variable = ProcessInfo.processInfo.environment["MELDPOST_SIMULATION_SEEDS"]
        let seeds =
            variable.flatMap { UInt64($0) }.map { count in
                (0..<count).map { _ in UInt64.random(in: 2...(.max)) }
            } ?? Array(0..<500)
        return stride(from: 0, to: seeds.count, by: 50).map { Array(seeds[$0...].prefix(50)) }
    }()

    @Test(arguments: blocks)
    func `P1 P5 P6 P7 hold in thirty days of trouble`(seeds: [UInt64]) async {
        await withTaskGroup { group in
            for seed in seeds {
                group.addTask {
                    let world = World(seed: seed, settings: Self.settings(seed: seed))
                    var plan = WorldPlan(seed: seed)
                    plan.run(world)
                    #expect(world.violations.isEmpty, "seed \(seed): \(world.violations.prefix(3))")
                }
            }
        }
    }

    @Test func `the worlds are not empty`() {
        var counts = WorldCounts()
        for seed: UInt64 in 2..<12 {
            let world = World(seed: seed, settings: Self.settings(seed: seed))
            var plan = WorldPlan(seed: seed)
            plan.run(world)
            counts += world.counts
        }
        #expect(counts.powerCuts > 20)
        #expect(counts.heardStored > 20)
        #expect(counts.heardNotStored > 0)
        #expect(counts.erased > 50)
        #expect(counts.alarms > 10)
        #expect(counts.tests > 0)
        #expect(counts.checkedPresses > 10)
        #expect(counts.checkedAcceptances > 0)
        #expect(counts.termChecks > 50 && counts.callTerms > 5)
        #expect(counts.checkedDrafts > 5)
        #expect(counts.interrupted > 5)
        #expect(counts.checkedCalls > 50)
        #expect(counts.callRecords > 50)
        #expect(counts.heardLogged > 10)
        #expect(counts.checkedAnswers > 5)
    }
}
