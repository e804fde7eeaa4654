import Testing

@testable import MeldpostCore

/// What an open lid does to a visit.
@Suite struct OpenHousingTests {
    @Test func `F73 an open lid ends the visit as hanging up does`() {
        var bench = StationBench.running()
        bench.tell(.handsetMoved(isLifted: true), at: .seconds(10))
        bench.tell(.keyPressed(.three), at: .seconds(11))
        let before = bench.effects.count
        bench.tell(.conditionChanged(.housingOpen, isRaised: true), at: .seconds(12))
        #expect(bench.effects.dropFirst(before).contains(.hush))
        let after = bench.effects.count
        bench.tell(.keyPressed(.two), at: .seconds(13))
        let said = bench.effects.dropFirst(after).contains { effect in
            if case .say = effect { true } else { false }
        }
        #expect(!said)
    }
}
