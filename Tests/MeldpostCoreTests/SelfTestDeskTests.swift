import Testing

@testable import MeldpostCore

/// The desk in a self-test: its keys, its hook and its voice, and the worker who comes meanwhile.
@Suite struct SelfTestDeskTests {
    private static func order(_ parts: SelfTestPart...) -> Stimulus {
        .selfTestWanted(SelfTestOrder(parts: Set(parts), isAttended: true))
    }

    private func bench() -> StationBench {
        var bench = DeskBench().station
        bench.pass(to: .seconds(10))
        bench.clear()
        return bench
    }

    @Test func `P8 keys of the desk that are asked for reach no sign-in and no record`() {
        var bench = bench()
        bench.tell(Self.order(.deskKeys), at: .seconds(11))
        var time = Duration.seconds(11)
        for key in SelfTestCheck.keyOrder {
            #expect(bench.machine.selfTest.check == .deskKey(key))
            time += .seconds(1)
            bench.tell(.deskKeyPressed(key), at: time)
            #expect(!bench.machine.isDeskInUse)
        }
        #expect(bench.effects.selfTestEnds == [.done])
        #expect(!bench.effects.contains { if case .sayAtDesk = $0 { true } else { false } })
        #expect(bench.requests.map(\.content.kind) == [.service])
    }

    /// A worker who signs in while keys are asked for shows which key was asked for, where that came,
    /// and no other digit of a PIN: the first other key ends the self-test.
    @Test func `P8 which key of the desk came is not told, only whether it was the right one`() {
        var news: Set<[Effect]> = []
        var states: Set<SelfTest> = []
        for key in Key.allCases where key != .one {
            var bench = bench()
            bench.tell(Self.order(.deskKeys), at: .seconds(11))
            bench.clear()
            bench.tell(.deskKeyPressed(key), at: .seconds(12))
            news.insert(bench.effects)
            states.insert(bench.machine.selfTest)
        }
        #expect(news.count == 1 && states.count == 1)
        #expect(news.first?.selfTestEnds == [.desk])
        let finding = SelfTestFinding.deskKey(.one, isRight: false)
        #expect(finding.verdict == .failed)
        #expect(finding.words == "expected 1, and another key came.")
        #expect(SelfTestFinding.deskKey(.one, isRight: true).verdict == .passed)
    }

    @Test func `somebody who lifts the handset of the desk while its keys are asked for is served`()
    {
        var bench = bench()
        bench.tell(Self.order(.deskKeys), at: .seconds(11))
        let effects = bench.tell(.deskHandsetMoved(isLifted: true), at: .seconds(12))
        #expect(effects.selfTestEnds == [.desk])
        #expect(effects.contains { if case .sayAtDesk = $0 { true } else { false } })
    }

    @Test func `a key while the handset of the desk is asked for is a worker's, and counts`() {
        for isUp in [false, true] {
            var bench = bench()
            bench.tell(Self.order(.deskHandset), at: .seconds(11))
            if isUp { bench.tell(.deskHandsetMoved(isLifted: true), at: .seconds(12)) }
            #expect(!bench.machine.isDeskInUse)
            let effects = bench.tell(.deskKeyPressed(.one), at: .seconds(13))
            #expect(effects.selfTestEnds == [.desk])
            #expect(bench.machine.isDeskInUse)
        }
    }

    @Test func `the handset of the desk is lifted and hung up, and nobody is greeted`() {
        var bench = bench()
        bench.tell(Self.order(.deskHandset), at: .seconds(11))
        bench.tell(.deskHandsetMoved(isLifted: true), at: .seconds(12))
        bench.tell(.deskHandsetMoved(isLifted: false), at: .seconds(13))
        #expect(bench.effects.contains(.tellTechnician(.found(.seen(.deskHandsetDown)))))
        #expect(bench.effects.selfTestEnds == [.done])
        #expect(!bench.effects.contains { if case .sayAtDesk = $0 { true } else { false } })
    }

    @Test func `hanging up is not asked for at a desk where lifting was not seen`() {
        var bench = bench()
        bench.tell(Self.order(.deskHandset), at: .seconds(11))
        bench.pass(to: .seconds(21))
        #expect(
            bench.effects.contains(.tellTechnician(.found(.notSeenBefore(.deskHandsetDown))))
        )
        #expect(bench.effects.selfTestEnds == [.done])
    }

    @Test
    func `the tone and the first words of the desk are heard there, and its card is looked at`() {
        var bench = bench()
        bench.tell(.conditionChanged(.deskVoiceUnavailable, isRaised: true), at: .seconds(11))
        bench.tell(Self.order(.deskVoice), at: .seconds(12))
        let failed = bench.effects.contains {
            if case .tellTechnician(.found(let finding)) = $0 {
                finding.check == .deskSound && finding.verdict == .failed
            } else {
                false
            }
        }
        #expect(failed)
        #expect(bench.effects.contains(.soundDeskKeyTone))
        #expect(!bench.effects.contains(.soundKeyTone))
        bench.clear()
        let effects = bench.tell(.selfTestAnswered(.yes), at: .seconds(13))
        let said = effects.compactMap { effect -> [Phrase]? in
            if case .sayAtDesk(let utterance) = effect { utterance.phrases } else { nil }
        }
        #expect(said == [[.prompt(WorkerPrompt.ready.id)]])
        #expect(bench.tell(.selfTestAnswered(.no), at: .seconds(14)).contains(.hushDesk))
    }

    @Test func `what is no key at the desk sounds there and nowhere else`() {
        var bench = bench()
        let effects = bench.tell(.deskKeyRefused, at: .seconds(11))
        #expect(effects.contains(.soundDeskErrorTone))
        #expect(!effects.contains(.soundErrorTone))
        #expect(!bench.machine.isDeskInUse)
    }
}
