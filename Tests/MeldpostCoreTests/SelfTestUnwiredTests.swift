import Testing

@testable import MeldpostCore

/// A box on whose panel something is not wired.
@Suite struct SelfTestUnwiredTests {
    private static func absent(_ news: [SelfTestNews]) -> [SelfTestCheck] {
        news.compactMap {
            if case .found(let finding) = $0, finding.verdict == .absent {
                finding.check
            } else {
                nil
            }
        }
    }

    @Test func `a box with one telephone line can pass, and says what is not wired`() {
        let unwired: [SelfTestCheck] = [.ring(.second), .receiver(.second)]
        var run = SelfTestRun(
            SelfTestOrder(parts: [.lines], isAttended: true),
            context: SelfTestContext(unwired: Set(unwired))
        )
        run.tell(.ringSeen(.first))
        run.tell(.receiverSeen(.first))
        #expect(Self.absent(run.news) == unwired)
        #expect(run.news.last == .ended(.done, SelfTestCounts(passed: 3)))
    }

    @Test func `nothing of a panel that is not wired is touched, asked for or failed`() {
        let parts: Set<SelfTestPart> = [.keys, .handset, .lamps, .buzzer, .relay, .lines]
        let unwired = SelfTestOrder(parts: parts, isAttended: true).checks
        for isAttended in [true, false] {
            let run = SelfTestRun(
                SelfTestOrder(parts: parts, isAttended: isAttended, movesRelay: true),
                context: SelfTestContext(
                    conditions: [.chipMissing: .seconds(1)],
                    unwired: Set(unwired)
                )
            )
            #expect(Self.absent(run.news) == unwired)
            #expect(run.news.last == .ended(.done, SelfTestCounts()))
            #expect(run.lit.isEmpty && !run.isRelayClosed)
        }
    }

    @Test func `one lamp that is not wired leaves the others to be asked for`() {
        var run = SelfTestRun(
            SelfTestOrder(parts: [.lamps], isAttended: true),
            context: SelfTestContext(unwired: [.lamp(.desk)])
        )
        for _ in 0..<3 { run.tell(.answered(.yes)) }
        #expect(Self.absent(run.news) == [.lamp(.desk)])
        #expect(run.news.last == .ended(.done, SelfTestCounts(passed: 3)))
    }

    @Test func `the station hands on what its configuration says`() {
        var bench = StationBench.running(unwired: [.buzzer])
        bench.clear()
        bench.tell(
            .selfTestWanted(SelfTestOrder(parts: [.buzzer], isAttended: true)),
            at: .seconds(11)
        )
        #expect(bench.effects.contains(.tellTechnician(.ended(.done, SelfTestCounts()))))
    }
}
