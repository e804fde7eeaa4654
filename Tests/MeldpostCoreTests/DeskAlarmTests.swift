import Testing

@testable import MeldpostCore

/// The alarm at the desk: accepted with number and PIN, told in five facts, and tried every week.
@Suite struct DeskAlarmTests {
    private func pressed(isSilent: Bool, isTest: Bool = false) -> DeskBench {
        var bench = DeskBench(isSilent: isSilent)
        if isTest { bench.tell(.panicTestTurned(isOn: true)) }
        bench.tell(.panicContactsRead(.pressed))
        bench.pass(.seconds(1))
        bench.tell(.panicContactsRead(.released))
        bench.pass(.seconds(1))
        return bench
    }

    private func marks(_ bench: DeskBench) -> [(PanicState, Int?, Urgency)] {
        bench.station.requests.compactMap { request in
            guard case .panic(let panic) = request.content, !panic.state.isSignalled else {
                return nil
            }
            return (panic.state, request.trace.worker, request.urgency)
        }
    }

    /// Whoever threatens a worker may make the worker sign in, and hears what is said then.
    ///
    /// Broken once: with the alarm before the menu in silent mode too, as it was.
    @Test(arguments: [true, false])
    func
        `a worker accepts an alarm with number and PIN, and hears of it unasked only where that is on`(
            isSilent: Bool
        )
    {
        var bench = pressed(isSilent: isSilent)
        bench.signIn()
        #expect(bench.said.contains("worker.accept") == !isSilent)
        #expect(bench.said.contains { $0.hasPrefix("worker.alarm") } == !isSilent)
        bench.key(isSilent ? "431" : "1")
        #expect(bench.utterances.contains { $0.first == "worker.alarm-accepted" })
        #expect(bench.station.machine.panic.current?.facts.isAccepted == true)
        #expect(bench.station.effects.lastRhythm(of: .panic) == .on)
        #expect(marks(bench).map(\.0) == [.accepted])
        #expect(marks(bench).map(\.1) == [100])
        #expect(marks(bench).map(\.2) == [.panic])
    }

    @Test func `an alarm is marked as false or true, also when it is over`() {
        var bench = pressed(isSilent: true)
        bench.signIn()
        bench.key("431")
        bench.tell(.resetRequested)
        bench.key("432")
        #expect(bench.said.first == "worker.marked")
        bench.key("433")
        #expect(marks(bench).map(\.0) == [.accepted, .falseAlarm, .verified])
    }

    @Test func `a silent alarm is not spoken of, and every fact of another one is`() {
        #expect(pressed(isSilent: true).utterances.isEmpty)
        let spoken = pressed(isSilent: false).utterances
        #expect(spoken.first?.prefix(2) == ["worker.alarm", "worker.alarm-pressed"])
        #expect(spoken.last?.contains("worker.alarm-stored") == true)
    }

    @Test(arguments: [true, false])
    func `a test of the button says so at both ends of every sentence`(isSilent: Bool) {
        var bench = pressed(isSilent: isSilent, isTest: true)
        #expect(bench.utterances.first == ["worker.test-on"])
        let about = bench.utterances.dropFirst()
        #expect(!about.isEmpty)
        for sentence in about {
            #expect(sentence.first == "worker.this-is-a-test")
            #expect(sentence.last == "worker.this-is-a-test")
            #expect(!sentence.contains("worker.alarm"))
        }
        bench.signIn()
        bench.key("43")
        #expect(bench.said.contains("worker.this-is-a-test"))
        bench.key("1")
        #expect(marks(bench).isEmpty, "a test is no alarm and cannot be accepted")
        #expect(!bench.station.effects.contains(.setRelay(isClosed: true)))
        bench.tell(.panicTestTurned(isOn: false))
        #expect(bench.utterances.joined().contains("worker.test-off"))
    }

    /// Row F5 with the worker at the desk: the alarm is one, and is accepted once.
    @Test func `F5 a hundred presses in ten seconds are accepted once`() {
        var bench = DeskBench()
        for _ in 0..<100 {
            bench.tell(.panicContactsRead(.pressed))
            bench.pass(.milliseconds(55))
            bench.tell(.panicContactsRead(.released))
            bench.pass(.milliseconds(45))
        }
        bench.signIn()
        bench.key("431")
        bench.key("431")
        #expect(bench.said.contains("help.refused-key"))
        #expect(marks(bench).count == 1)
    }
}
