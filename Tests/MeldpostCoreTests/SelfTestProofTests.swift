import Testing

@testable import MeldpostCore

/// What a self-test needs before it moves the relay, and before it believes the button.
@Suite struct SelfTestProofTests {
    private static func order(_ parts: SelfTestPart...) -> Stimulus {
        .selfTestWanted(SelfTestOrder(parts: Set(parts), isAttended: true, movesRelay: true))
    }

    /// Broken once: the relay moved, and the record was dropped or lost.
    @Test func `the relay of a test does not move where its record cannot be stored`() {
        func relayMoves(_ prepare: (inout StationBench) -> Void) -> Bool {
            var bench = StationBench.atRest()
            prepare(&bench)
            bench.tell(Self.order(.relay), at: .seconds(11))
            if let request = bench.requests.last {
                bench.tell(.storeFailed(ticket: request.ticket, .diskFull), at: .seconds(12))
            }
            bench.pass(to: .seconds(25))
            #expect(bench.effects.selfTestEnds == [.done])
            // Nothing is stored later of a relay that did not move.
            bench.pass(to: .seconds(7_300))
            let actions = bench.requests.compactMap { request -> Code? in
                if case .service(let content) = request.content { content.action } else { nil }
            }
            #expect(actions.filter { $0.rawValue == "relay-tested" }.count <= 1)
            return bench.effects.contains(.setRelay(isClosed: true))
        }
        #expect(!relayMoves { _ in })
        #expect(!relayMoves { $0.tell(.journalFailed(.diskFull), at: .milliseconds(10_500)) })
        #expect(!relayMoves { $0.tell(.recipientsInstalled([]), at: .milliseconds(10_500)) })
        #expect(
            !relayMoves { bench in
                let content = ServiceContent(action: Code(rawValue: "x"), number: 1)
                bench.machine.logRecords = (0..<64).map { _ in
                    StationMachine.LogRecord(.service(content), at: .start + .seconds(9_999))
                }
            }
        )
    }

    /// Broken once: a press of the worker's test, made while the lamps were looked at, passed the
    /// button.
    @Test func `a test press before the button is asked for does not pass it`() {
        var bench = StationBench.atRest()
        bench.tell(.panicTestTurned(isOn: true), at: .milliseconds(10_500))
        bench.tell(Self.order(.buzzer, .panic), at: .seconds(11))
        bench.tell(.panicContactsRead(.pressed), at: .seconds(12))
        bench.pass(to: .milliseconds(12_100))
        bench.tell(.panicContactsRead(.released), at: .milliseconds(12_400))
        #expect(bench.machine.panic.current?.isTest == true)
        bench.tell(.selfTestAnswered(.yes), at: .seconds(14))
        #expect(bench.machine.selfTest.check == .panicPress)
        bench.pass(to: .seconds(15))
        #expect(bench.machine.selfTest.check == .panicPress)
        bench.tell(.panicContactsRead(.pressed), at: .seconds(16))
        bench.pass(to: .milliseconds(16_100))
        #expect(bench.effects.selfTestEnds == [.done])
    }
}
