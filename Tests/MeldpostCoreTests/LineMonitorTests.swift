import Testing

@testable import MeldpostCore

/// Signals of a line become calls: against a slow reference over random signals, and by hand.
@Suite struct LineMonitorTests {
    /// A line on a bench: times in milliseconds.
    struct Bench {
        var monitor = LineMonitor(seed: 1)
        private(set) var changes: [LineChange] = []

        mutating func ring(_ isOn: Bool, at time: Int64, on line: TelephoneLine = .first) {
            changes += monitor.readRing(line, isOn, at: instant(time))
        }

        mutating func hook(_ isUp: Bool, at time: Int64, on line: TelephoneLine = .first) {
            changes += monitor.readHook(line, isUp, at: instant(time))
        }

        /// Lets time pass, as a loop does: at each deadline.
        mutating func pass(to time: Int64) {
            while let next = monitor.nextDeadline, !(instant(time) < next) {
                changes += monitor.advance(to: next)
            }
        }

        /// A ring of a second, and the pause after it.
        mutating func cadence(_ count: Int, from start: Int64) {
            for number in 0..<Int64(count) {
                pass(to: start + number * 5_000)
                ring(true, at: start + number * 5_000)
                pass(to: start + number * 5_000 + 1_000)
                ring(false, at: start + number * 5_000 + 1_000)
            }
        }

        var ended: [LineCall] {
            changes.compactMap { if case .ended(let call) = $0 { call } else { nil } }
        }

        var began: Int {
            changes.count { if case .began = $0 { true } else { false } }
        }

        func raised(_ condition: Condition) -> [Bool] {
            changes.compactMap { change in
                if case .conditionChanged(condition, let isRaised) = change {
                    isRaised
                } else {
                    nil
                }
            }
        }

        private func instant(_ time: Int64) -> Instant {
            Instant(sinceStart: .milliseconds(time))
        }
    }

    /// Half an hour of random signals, and silence at the end: bursts, pauses, bounce, short and long
    /// lifts.
    private static func signal(_ random: inout StationRandom, count: Int) -> [Bool] {
        var samples: [Bool] = [false]
        var isOn = false
        let lengths = [
            1, 2, 5, 6, 7, 19, 20, 21, 60, 100, 119, 120, 121, 300, 400, 799, 800, 801, 2_000,
        ]
        while samples.count < count {
            let pick = lengths[Int(random.next() % UInt64(lengths.count))]
            let isRare = random.next() % 40 == 0
            let length = isRare ? pick * 40 : pick
            isOn.toggle()
            samples += [Bool](repeating: isOn, count: length)
        }
        return samples.prefix(count) + [Bool](repeating: false, count: 3_000)
    }

    /// An hour of random signals, in whose middle the receiver is up for more than four hours in every
    /// second seed, and the line rings for about twenty minutes, with pauses, in all of them.
    private static func longSignals(_ seed: UInt64) -> (ring: [Bool], hook: [Bool]) {
        var random = StationRandom(seed: seed, stream: 78)
        var ring = signal(&random, count: 180_000)
        var hook = signal(&random, count: 180_000)
        if seed % 2 == 0 {
            let length = 1_441_000 + Int(random.next() % 3_000)
            hook += [Bool](repeating: true, count: length)
            // Every second of them has a line on which nobody rings meanwhile.
            ring +=
                seed % 4 == 0
                ? [Bool](repeating: false, count: length) : signal(&random, count: length - 3_000)
        }
        // Nobody answers for more than ten minutes, and then somebody lifts now and then.
        hook += [Bool](repeating: false, count: 65_000)
        for _ in 0..<250 {
            ring += [Bool](repeating: true, count: 50 + Int(random.next() % 100))
            ring += [Bool](repeating: false, count: Int(random.next() % 700))
        }
        hook += signal(&random, count: ring.count - hook.count)
        ring += signal(&random, count: 180_000)
        hook += signal(&random, count: 180_000)
        let count = max(ring.count, hook.count)
        ring += [Bool](repeating: false, count: count - ring.count + 3_000)
        hook += [Bool](repeating: false, count: count - hook.count + 3_000)
        return (ring, hook)
    }

    private static func played(_ ring: [Bool], _ hook: [Bool]) -> Bench {
        var bench = Bench()
        for place in ring.indices.dropFirst() {
            let time = Int64(place) * LineReference.step
            guard ring[place] != ring[place - 1] || hook[place] != hook[place - 1] else { continue }
            bench.pass(to: time)
            if hook[place] != hook[place - 1] { bench.hook(hook[place], at: time) }
            if ring[place] != ring[place - 1] { bench.ring(ring[place], at: time) }
        }
        bench.pass(to: Int64(ring.count) * LineReference.step)
        return bench
    }

    /// Broken once: with a ring taken as soon as it counted, and a receiver that was put down 1.2 s
    /// later, a ring soon after hanging up belonged to no call, in most of the seeds.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `the calls are those of a slow and obvious reading, and every ring is in one`(
        seed: UInt64
    ) {
        var random = StationRandom(seed: seed, stream: 77)
        let ring = Self.signal(&random, count: 180_000)
        // Every third line has its receiver down all the time.
        let hook =
            seed % 3 == 0
            ? [Bool](repeating: false, count: ring.count) : Self.signal(&random, count: 180_000)
        Self.compare(ring, hook, seed: seed)
    }

    /// Broken once: with a lift after the tenth minute taken for a call from the desk, the calls were
    /// others.
    @Test(arguments: 60..<68 as Range<UInt64>)
    func `they are so where the receiver is up for hours and where it rings for ten minutes`(
        seed: UInt64
    ) {
        let (ring, hook) = Self.longSignals(seed)
        let bench = Self.compare(ring, hook, seed: seed)
        #expect(bench.raised(.lineRingsOn).contains(true))
        #expect(bench.raised(.lineOffHook).contains(true) == (seed % 2 == 0))
    }

    @discardableResult
    private static func compare(_ ring: [Bool], _ hook: [Bool], seed: UInt64) -> Bench {
        let bench = played(ring, hook)
        let found = bench.ended.map { call in
            LineReference.Call(
                began: call.began.sinceStart.wholeMilliseconds,
                answered: call.answered?.sinceStart.wholeMilliseconds,
                ended: call.ended?.sinceStart.wholeMilliseconds ?? -1,
                isOutgoing: call.isOutgoing,
                isBroken: call.isBroken
            )
        }
        let reference = LineReference(ring: ring, hook: hook)
        #expect(found == reference.calls, "seed \(seed)")
        #expect(Set(bench.ended.map(\.id)).count == bench.ended.count)
        #expect(bench.began == bench.ended.count && bench.monitor.calls.isEmpty)
        // A line that rings for longer than ten minutes is silent in the log until it is quiet.
        let stuck = found.filter { $0.answered == nil && $0.ended - $0.began == 600_000 }
            .map { $0.ended..<max($0.ended + 1, reference.quiet(after: $0.ended)) }
        for start in reference.rings where !stuck.contains(where: { $0.contains(start) }) {
            // One that begins as the receiver is put down is of the next call.
            let count = found.count {
                $0.began <= start && (start < $0.ended || start == $0.began)
            }
            #expect(count == 1, "seed \(seed): a ring at \(start) ms is in \(count) calls")
        }
        return bench
    }

    /// The caller lets it ring for longer than anybody waits, and somebody comes.
    ///
    /// Broken once: with the receiver taken for somebody who calls from the desk, nobody had to log it.
    @Test(arguments: [(2_000, true), (7_900, true), (8_100, false)] as [(Int64, Bool)])
    func `a caller who is answered after ten minutes of ringing is no call from the desk`(
        pause: Int64,
        isAnswered: Bool
    ) {
        var bench = Bench()
        bench.cadence(125, from: 0)
        // The last ring stops after 621 seconds.
        bench.pass(to: 621_000 + pause)
        bench.hook(true, at: 621_000 + pause)
        bench.pass(to: 700_000)
        bench.hook(false, at: 700_000)
        bench.pass(to: 720_000)
        #expect(bench.ended.map { $0.answered != nil } == [false, true])
        #expect(bench.ended.map(\.isOutgoing) == [false, !isAnswered])
        #expect(bench.ended.map(\.isBroken) == [true, isAnswered])
        #expect(bench.ended.last?.duration == .milliseconds(79_000 - pause))
        #expect(bench.began == 2)
    }

    @Test func `a missed call is one call, however often it rings`() {
        var bench = Bench()
        bench.cadence(7, from: 1_000)
        bench.pass(to: 60_000)
        #expect(bench.ended.count == 1)
        #expect(bench.ended.first?.answered == nil)
        // Six whole periods of 5 s and the last ring of 1 s.
        #expect(bench.ended.first?.ringTime == .seconds(31))
    }

    @Test func `an answered call has its ring time and its length, and a transfer does not end it`()
    {
        var bench = Bench()
        bench.cadence(2, from: 0)
        bench.pass(to: 7_000)
        bench.hook(true, at: 7_000)
        bench.pass(to: 60_000)
        bench.hook(false, at: 60_000)
        bench.pass(to: 60_700)
        bench.hook(true, at: 60_700)
        bench.pass(to: 127_000)
        bench.hook(false, at: 127_000)
        bench.pass(to: 140_000)
        #expect(bench.ended.map(\.ringTime) == [.seconds(7)])
        #expect(bench.ended.map(\.duration) == [.seconds(120)])
    }

    @Test func `F1 a thousand spikes are no call, and a short lift is none`() {
        var bench = Bench()
        for number in 0..<1_000 as Range<Int64> {
            bench.pass(to: number * 100)
            bench.ring(true, at: number * 100)
            bench.ring(false, at: number * 100 + 1)
        }
        bench.pass(to: 200_000)
        bench.hook(true, at: 200_000)
        bench.pass(to: 202_900)
        bench.hook(false, at: 202_900)
        bench.pass(to: 300_000)
        #expect(bench.changes.isEmpty)
    }

    @Test func `F2 a ring of 50 ms is none, and of 60 ms is one`() {
        for length in [50, 59, 60, 61] as [Int64] {
            var bench = Bench()
            bench.ring(true, at: 1_000)
            bench.pass(to: 1_000 + length)
            bench.ring(false, at: 1_000 + length)
            bench.pass(to: 20_000)
            #expect(bench.ended.count == (length < 60 ? 0 : 1), "\(length)")
        }
    }

    @Test func `F3 a line that rings for ever is one call and a condition, and is heard again`() {
        var bench = Bench()
        bench.cadence(200, from: 0)
        #expect(bench.ended.count == 1)
        #expect(bench.ended.first?.isBroken == true)
        #expect(bench.ended.first?.ringTime == .seconds(600))
        #expect(bench.raised(.lineRingsOn) == [true])
        bench.pass(to: 1_010_000)
        #expect(bench.raised(.lineRingsOn) == [true, false])
        bench.cadence(1, from: 1_020_000)
        bench.pass(to: 1_040_000)
        #expect(bench.ended.count == 2)
    }

    @Test func `F4 bounce at the beginning and end of a ring and of a lift makes no second call`() {
        var bench = Bench()
        for step in 0..<10 as Range<Int64> {
            bench.ring(step % 2 == 0, at: 1_000 + step * 5)
        }
        bench.ring(true, at: 1_050)
        bench.pass(to: 2_000)
        for step in 0..<9 as Range<Int64> {
            bench.hook(step % 2 == 0, at: 2_000 + step * 15)
            bench.ring(step % 2 != 0, at: 2_001 + step * 5)
        }
        bench.pass(to: 30_000)
        bench.hook(false, at: 30_000)
        bench.pass(to: 60_000)
        #expect(bench.ended.map(\.ringTime) == [.milliseconds(1_070)])
    }

    @Test func `a receiver that is never put down is one call and a condition`() {
        var bench = Bench()
        bench.cadence(1, from: 0)
        bench.hook(true, at: 1_500)
        bench.pass(to: 5 * 3_600_000)
        #expect(bench.ended.map(\.duration) == [.seconds(4 * 3_600)])
        #expect(bench.raised(.lineOffHook) == [true])
        bench.hook(false, at: 5 * 3_600_000)
        bench.pass(to: 6 * 3_600_000)
        #expect(bench.raised(.lineOffHook) == [true, false])
        #expect(bench.ended.count == 1)
    }

    @Test func `a ring while the receiver is up is a contradiction, and the call goes on`() {
        var bench = Bench()
        bench.cadence(1, from: 0)
        bench.hook(true, at: 1_100)
        bench.cadence(2, from: 10_000)
        #expect(bench.raised(.lineContradicting) == [true])
        bench.pass(to: 40_000)
        #expect(bench.raised(.lineContradicting) == [true, false])
        bench.hook(false, at: 50_000)
        bench.pass(to: 60_000)
        #expect(bench.ended.count == 1)
    }

    /// The second caller gives up after one ring, while it is not yet known that the receiver is down.
    ///
    /// Broken once: with a ring taken as soon as it counted, there was one call.
    @Test(arguments: [0, 10, 400, 1_000, 1_150] as [Int64])
    func `a single ring right after hanging up is a call of its own`(pause: Int64) {
        var bench = Bench()
        bench.cadence(1, from: 0)
        bench.hook(true, at: 1_500)
        bench.pass(to: 60_000)
        bench.hook(false, at: 60_000)
        bench.pass(to: 60_000 + pause)
        bench.ring(true, at: 60_000 + pause)
        bench.pass(to: 60_100 + pause)
        bench.ring(false, at: 60_100 + pause)
        bench.pass(to: 120_000)
        #expect(bench.ended.map { $0.answered != nil } == [true, false])
        #expect(bench.ended.map(\.duration) == [.milliseconds(58_500), nil])
        #expect(bench.ended.last?.began.sinceStart == .milliseconds(60_000 + pause))
        #expect(bench.ended.last?.ringTime == .milliseconds(100))
    }

    @Test func `a ring in the flash of a transfer belongs to the call that goes on`() {
        var bench = Bench()
        bench.hook(true, at: 0)
        bench.pass(to: 10_000)
        bench.hook(false, at: 10_000)
        bench.pass(to: 10_200)
        bench.ring(true, at: 10_200)
        bench.pass(to: 10_400)
        bench.ring(false, at: 10_400)
        bench.pass(to: 10_800)
        bench.hook(true, at: 10_800)
        bench.pass(to: 30_000)
        bench.hook(false, at: 30_000)
        bench.pass(to: 60_000)
        #expect(bench.ended.map(\.duration) == [.seconds(30)])
    }

    /// Broken once: with a ring left out while the receiver is up for less than three seconds, there was
    /// no call, or one from the desk.
    @Test(arguments: [1_000, 20_000] as [Int64])
    func `a call that comes as somebody lifts the receiver is answered by that`(length: Int64) {
        var bench = Bench()
        bench.hook(true, at: 0)
        bench.pass(to: 500)
        bench.ring(true, at: 500)
        bench.pass(to: 700)
        bench.ring(false, at: 700)
        bench.pass(to: length)
        bench.hook(false, at: length)
        bench.pass(to: 60_000)
        #expect(bench.ended.map(\.isOutgoing) == [false])
        #expect(bench.ended.map(\.duration) == [.milliseconds(length - 500)])
    }

    /// A sensor that stands at *up* for ever must not swallow every call after it.
    ///
    /// Broken once: with no call begun while the receiver is not believed, the second one was missing.
    @Test func `a line that is never on the hook still logs the calls that ring`() {
        var bench = Bench()
        bench.hook(true, at: 0)
        bench.pass(to: 5 * 3_600_000)
        bench.cadence(3, from: 5 * 3_600_000)
        bench.pass(to: 6 * 3_600_000)
        #expect(bench.ended.map(\.isOutgoing) == [true, false])
        #expect(bench.ended.map(\.isBroken) == [true, true])
        #expect(bench.ended.last?.ringTime == .seconds(11))
        #expect(bench.raised(.lineOffHook) == [true])
        #expect(bench.raised(.lineContradicting) == [true, false])
        bench.hook(false, at: 6 * 3_600_000)
        bench.pass(to: 7 * 3_600_000)
        #expect(bench.raised(.lineOffHook) == [true, false])
        #expect(bench.ended.count == 2)
    }

    @Test func `two lines have a condition together, once`() {
        var bench = Bench()
        for line in TelephoneLine.allCases { bench.hook(true, at: 0, on: line) }
        bench.pass(to: 5 * 3_600_000)
        #expect(bench.raised(.lineOffHook) == [true])
        bench.hook(false, at: 5 * 3_600_000, on: .first)
        bench.pass(to: 5 * 3_600_000 + 10_000)
        #expect(bench.raised(.lineOffHook) == [true])
        bench.hook(false, at: 5 * 3_600_000 + 20_000, on: .second)
        bench.pass(to: 6 * 3_600_000)
        #expect(bench.raised(.lineOffHook) == [true, false])
    }

    @Test func `F59 a pause of an hour changes no call`() {
        func calls(isPaused: Bool) -> [LineCall] {
            var bench = Bench()
            bench.cadence(3, from: 0)
            if isPaused {
                // Nothing is done for an hour, and then everything at once.
                bench.ring(false, at: 3_600_000)
            }
            bench.pass(to: 3_700_000)
            return bench.ended
        }
        #expect(calls(isPaused: true) == calls(isPaused: false))
        #expect(calls(isPaused: true).map(\.ringTime) == [.seconds(11)])
    }
}
