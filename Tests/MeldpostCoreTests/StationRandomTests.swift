import Testing

@testable import MeldpostCore

@Suite struct StationRandomTests {
    @Test func `equal seeds and streams give equal numbers, and others differ`() {
        var first = StationRandom(seed: 1, stream: 1)
        var same = StationRandom(seed: 1, stream: 1)
        var stream = StationRandom(seed: 1, stream: 2)
        var seed = StationRandom(seed: 2, stream: 1)
        let numbers = (0..<100).map { _ in first.next() }
        #expect(numbers == (0..<100).map { _ in same.next() })
        #expect(Set(numbers).isDisjoint(with: (0..<100).map { _ in stream.next() }))
        #expect(Set(numbers).isDisjoint(with: (0..<100).map { _ in seed.next() }))
    }

    @Test func `a duration lies below its limit`() {
        var random = StationRandom(seed: 1, stream: 1)
        let durations = (0..<1_000).map { _ in random.duration(below: .seconds(15)) }
        #expect(durations.allSatisfy { $0 >= .zero && $0 < .seconds(15) })
        #expect(durations.contains { $0 < .milliseconds(200) })
        #expect(durations.contains { $0 > .milliseconds(14_800) })
        let result1 = random.duration(below: .zero)
        #expect(result1 == .zero)
    }

    @Test func `exponential numbers have mean one and variance one`() {
        var random = StationRandom(seed: 1, stream: 1)
        let numbers = (0..<20_000).map { _ in random.exponential() }
        let mean = numbers.reduce(0, +) / 20_000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        #expect(abs(mean - 1) < 0.03)
        #expect(abs(variance - 1) < 0.08)
        // e to the minus 1 and to the minus 3.
        #expect(abs(Double(numbers.count { $0 > 1 }) / 20_000 - 0.368) < 0.02)
        #expect(abs(Double(numbers.count { $0 > 3 }) / 20_000 - 0.0498) < 0.01)
    }
}
