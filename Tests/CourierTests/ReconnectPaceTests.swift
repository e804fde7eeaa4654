import MeldpostCore
import Testing

@testable import CourierAssembly

/// A generator with a seed.
///
/// Source: SplitMix64 (Steele, Lea and Flood, 2014).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

@Suite struct ReconnectPaceTests {
    private func instant(_ seconds: Double) -> Instant {
        Instant(sinceStart: .seconds(seconds))
    }

    @Test func `the first connection does not wait`() {
        #expect(ReconnectPace().wait(at: .start) == .zero)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `F55 waits grow to fifteen seconds and never leave their span`(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        var pace = ReconnectPace()
        let spans: [Double] = [1, 2, 4, 8, 15, 15, 15, 15]
        var now = Instant.start
        for span in spans {
            now = now + pace.wait(at: now)
            pace.began(at: now, using: &random)
            let wait = pace.wait(at: now)
            #expect(wait >= .seconds(1) && wait <= .seconds(span))
            pace.failed()
        }
    }

    @Test func `the whole span is used`() {
        var random = SeededGenerator(state: 7)
        var waits: [Duration] = []
        for _ in 0..<500 {
            var pace = ReconnectPace()
            for _ in 0..<5 { pace.failed() }
            pace.began(at: .start, using: &random)
            waits.append(pace.wait(at: .start))
        }
        #expect(waits.min()! < .seconds(2))
        #expect(waits.max()! > .seconds(14))
    }

    @Test func `an order that comes later does not wait`() {
        var random = SeededGenerator(state: 1)
        var pace = ReconnectPace()
        for _ in 0..<9 { pace.failed() }
        pace.began(at: .start, using: &random)
        #expect(pace.wait(at: instant(15)) == .zero)
    }

    @Test func `F55 a network that comes and goes makes no storm`() {
        // One day: a connection is made as soon as it may, succeeds, and is cut again at once.
        var random = SeededGenerator(state: 3)
        var pace = ReconnectPace()
        var now = Instant.start
        var connections = 0
        while now < instant(86_400) {
            now = now + pace.wait(at: now)
            pace.began(at: now, using: &random)
            connections += 1
            if connections.isMultiple(of: 3) { pace.failed() } else { pace.succeeded() }
        }
        #expect(connections <= 86_401)
        #expect(connections > 20_000)
    }
}
