import PanelKit
import PanelProtocol
import Testing

@testable import PanelCore

/// A press from the contact to the relay, whatever happens to station, line and controller (P6).
@Suite struct PanicTests {
    /// The figure of the fail-safe.
    @Test func `F9 a press that nobody hears closes the relay within 2.1 s of the contact`() {
        for wait in [0, 3_500] {
            let bench = PanelBench()
            bench.run(500)
            bench.station.isAlive = false
            bench.run(wait)
            bench.pushPanic()
            let time = bench.run { $0.world.isRelayClosed }
            #expect(time == 2_039)
            bench.releasePanic()
            bench.run(60_000)
            #expect(bench.world.isRelayClosed)
            #expect(bench.world.kicks == bench.now)
        }
    }

    @Test
    func `a press whose station runs is told within 50 ms of its debounce, and it takes over`() {
        let bench = PanelBench()
        bench.run(500)
        bench.pushPanic()
        let time = bench.run { $0.station.presses == 1 }
        // 40 ms of debounce, two of line.
        #expect(time.map { $0 <= 43 } == true, "\(time ?? 0) ms")
        #expect(bench.run { $0.world.isRelayClosed }.map { $0 <= 5 } == true)
        bench.releasePanic()
        bench.run(10_000)
        #expect(bench.station.presses == 1)
        #expect(bench.station.heartbeat?.isRelayHeld == false)
    }

    /// A press is told at the latest 50 ms after its debounce, though keys and heartbeats are due.
    @Test(arguments: 0..<40) func `keys in a queue do not hold up a press`(phase: Int) {
        let bench = PanelBench()
        bench.run(500 + phase)
        bench.world.keys = [3]
        bench.run(18)
        bench.pushPanic()
        let time = bench.run { $0.station.presses == 1 }
        #expect(time.map { $0 <= 50 } == true)
    }

    @Test func `the relay is held until a station says how it is to be`() {
        let bench = PanelBench()
        bench.station.isAlive = false
        bench.pushPanic()
        bench.run(3_000)
        bench.releasePanic()
        #expect(bench.world.isRelayClosed)
        // A station that says nothing of the relay has not taken over.
        bench.station.hears = false
        bench.station.isAlive = true
        bench.run(5_000)
        #expect(bench.world.isRelayClosed)
        #expect(bench.station.heartbeat?.isRelayHeld == true)
        bench.station.hears = true
        bench.station.restart()
        #expect(bench.run { $0.station.presses == 1 } != nil)
        var wasOpen = false
        _ = bench.run { bench in
            wasOpen = wasOpen || !bench.world.isRelayClosed
            return bench.station.heartbeat?.isRelayHeld == false
        }
        // It never opens in between.
        bench.run(1_000)
        #expect(!wasOpen && bench.world.isRelayClosed)
        #expect(bench.station.heartbeat?.isRelayHeld == false)
        bench.station.relay = .open
        bench.run(1_000)
        #expect(!bench.world.isRelayClosed)
    }

    /// Every millisecond of a reset in, before and after a press of 300 ms; and no false one.
    @Test func `F34 a press is never lost over a reset of the controller, and never doubled`() {
        for moment in 0..<700 {
            let bench = PanelBench()
            bench.run(200)
            let start = bench.now
            var isReset = false
            func pass(until end: Int) {
                while bench.now - start < end {
                    if !isReset, bench.now - start >= moment {
                        isReset = true
                        bench.reset()
                    } else {
                        bench.run(1)
                    }
                }
            }
            pass(until: 200)
            bench.pushPanic()
            pass(until: 500)
            bench.releasePanic()
            pass(until: 2_000)
            #expect(bench.station.presses == 1, "reset at \(moment) ms")
        }
    }

    @Test func `F34 a loss of power with the button down is one more alarm, not none`() {
        let bench = PanelBench()
        bench.run(500)
        bench.pushPanic()
        bench.run(200)
        #expect(bench.station.presses == 1)
        bench.reset(cause: .power)
        bench.run(500)
        #expect(bench.station.presses == 2)
        bench.run(60_000)
        #expect(bench.station.presses == 2)
    }

    /// The reset comes in the middle of remembering, at each write.
    ///
    /// Broken once: one bank only.
    @Test func `a reset in the middle of remembering loses no press that was told`() {
        for writes in 0..<12 {
            let bench = PanelBench()
            bench.run(500)
            bench.station.keeps = false
            bench.world.writesLeft = writes
            bench.pushPanic()
            _ = bench.run(until: { $0.world.isCut }, limit: 60)
            let told = bench.station.presses
            bench.reset()
            bench.run(1_000)
            // Told before, when the memory held all there was to write, or told after.
            #expect(bench.station.presses == 1, "after \(writes) writes, told \(told)")
            #expect(bench.station.hellos.last?.boots == 2)
        }
    }

    @Test func `a press that was heard and not kept is told again to the next daemon`() {
        let bench = PanelBench()
        bench.run(500)
        bench.station.keeps = false
        bench.pushPanic()
        bench.run(100)
        bench.releasePanic()
        #expect(bench.station.presses == 1)
        bench.run(200)
        bench.station.restart()
        bench.run(500)
        #expect(bench.station.presses == 2)
        bench.station.keeps = true
        bench.station.restart()
        bench.run(500)
        #expect(bench.station.presses == 3 && bench.station.hasStored)
        // It is kept now: nobody is told any more.
        bench.station.restart()
        bench.run(500)
        #expect(bench.station.presses == 3)
    }

    /// The daemon dies at each millisecond of a press and comes back after some time.
    @Test func `a daemon that is killed in mid-press has the alarm when it is back`() {
        for moment in 0..<150 {
            let bench = PanelBench()
            bench.run(500)
            bench.pushPanic()
            bench.run(moment)
            bench.station.isAlive = false
            bench.run(100)
            bench.releasePanic()
            bench.run(500)
            bench.station.isAlive = true
            bench.station.restart()
            bench.run(1_000)
            #expect(bench.station.hasStored, "killed after \(moment) ms")
            #expect(bench.world.isRelayClosed)
        }
    }

    @Test func `the relay stays closed over a reset of the controller`() {
        for isAlive in [true, false] {
            let bench = PanelBench()
            bench.run(500)
            bench.station.isAlive = isAlive
            bench.pushPanic()
            bench.run(3_000)
            bench.station.isAlive = false
            bench.reset()
            #expect(bench.world.isRelayClosed)
            bench.run(10_000)
            #expect(bench.world.isRelayClosed)
        }
    }

    /// A line that loses and turns over bytes, a daemon that dies, a controller that is reset: no press
    /// is lost, and without one there is none.
    @Test(arguments: 0..<150 as Range<UInt64>)
    func `whatever happens, presses come and nothing else does`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bench = PanelBench()
        var noise = SeededRandom(seed: seed &+ 1_000)
        let badness = [0, 40, 200].randomElement(using: &random) ?? 0
        bench.noise = { byte in
            badness > 0 && Int.random(in: 0..<2_000, using: &noise) < badness
                ? UInt8.random(in: .min ... .max, using: &noise) : byte
        }
        let isPressed = seed % 4 != 0
        let press = Int.random(in: 0..<40, using: &random)
        for step in 0..<80 {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: bench.reset(darkFor: Int.random(in: 1...60, using: &random))
            case 1: bench.isConnected.toggle()
            case 2:
                bench.station.isAlive.toggle()
                if bench.station.isAlive { bench.station.restart() }
            case 3: bench.world.keys = [Int.random(in: 0..<12, using: &random)]
            case 4: bench.world.keys = []
            default: break
            }
            if isPressed, step == press { bench.pushPanic() }
            bench.run(Int.random(in: 1...250, using: &random))
            if isPressed, step == press {
                bench.run(200)
                bench.releasePanic()
            }
        }
        bench.isConnected = true
        bench.noise = nil
        if !bench.station.isAlive {
            bench.station.isAlive = true
            bench.station.restart()
        }
        bench.run(5_000)
        #expect(bench.station.hasStored == isPressed)
        #expect(bench.world.isRelayClosed == isPressed)
        #expect(bench.station.presses <= (isPressed ? 20 : 0))
    }
}
