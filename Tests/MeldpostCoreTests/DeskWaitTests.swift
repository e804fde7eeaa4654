import Testing

@testable import MeldpostCore

/// What is said while the journal takes its time, and where it took only a part: the truth, and no more.
@Suite struct DeskWaitTests {
    /// What waits in the journal can still land: then "it did not work" is untrue.
    ///
    /// Broken once: with the words of a failure after a minute, the account was there nevertheless.
    @Test
    func `P1 an account that is not answered for a minute is not known yet, and may still land`() {
        var bench = DeskBench()
        bench.signIn()
        bench.isAnswering = false
        bench.key("4412221#135792135792")
        bench.pass(.seconds(61))
        #expect(bench.said.first == "worker.not-known-yet")
        #expect(!bench.utterances.joined().contains("worker.failed"))
        bench.station.answerStored(bench.services[0].ticket, at: bench.time)
        bench.isAnswering = true
        bench.key("9")
        bench.signIn(222, [1, 3, 5, 7, 9, 2])
        #expect(bench.station.machine.desk.worker == 222)
    }

    @Test
    func `P1 a step that is not answered for a minute is not known yet, and still closes its term`()
    {
        let entry = EntryReference(journal: StationBench.journal, sequence: 1)
        let start = StationBench.noon.hour
        var bench = DeskBench(clocks: [
            LegalClock(entry: entry, term: .takeUpSerious, start: start)
        ])
        bench.signIn()
        bench.isAnswering = false
        bench.key("5111")
        bench.pass(.seconds(61))
        #expect(bench.said.first == "worker.not-known-yet")
        #expect(bench.station.machine.clocks.count == 1)
        let step = bench.station.requests.last { $0.content.kind == .step }
        bench.station.answerStored(step?.ticket ?? 0, at: bench.time)
        #expect(bench.station.machine.clocks.count == 0)
    }

    @Test
    func `P1 a log that is not answered for a minute is not certain, and the call stays open`() {
        var bench = DeskBench(island: .bonaire)
        bench.call()
        bench.signIn()
        bench.isAnswering = false
        bench.key("31")
        bench.pass(.seconds(61))
        #expect(bench.said.first == "worker.unknown-end")
        #expect(bench.station.machine.calls.waiting.count == 1)
    }

    /// Broken once: with "nothing was changed" said where one of three was not stored, two were.
    @Test func `P1 where one of several is not stored, that is said, and the rest stays open`() {
        var bench = DeskBench()
        for _ in 0..<3 { bench.call() }
        bench.signIn()
        bench.room = 2
        bench.key("444#")
        #expect(bench.said.first == "worker.some-not-stored")
        #expect(!bench.utterances.joined().contains("worker.not-stored"))
        #expect(bench.station.machine.calls.waiting.count == 1)
        bench.room = nil
        bench.key("444#")
        #expect(bench.said.first == "worker.logged")
        #expect(bench.station.machine.calls.waiting.isEmpty)
    }

    /// A log that the journal has not answered for a minute can still land, as can whatever follows it.
    ///
    /// Broken once: with every call closed that nobody had logged so far, there were two logs, and the
    /// report was not known.
    @Test func `closing all calls leaves the one whose log is still on its way`() {
        var bench = DeskBench(island: .bonaire)
        bench.call()
        bench.signIn()
        bench.isAnswering = false
        bench.key("1#")
        bench.pass(.seconds(61))
        #expect(bench.said.first == "worker.unknown-end")
        bench.key("444#")
        #expect(bench.said.first == "worker.unknown-end")
        bench.isAnswering = true
        bench.call()
        bench.key("444#")
        #expect(bench.said.first == "worker.logged")
        let logs = bench.calls.compactMap(\.content.classification)
        #expect(logs == [CallClass.report.code, CallClass.notKnown.code])
        #expect(Set(bench.calls.map(\.content.call)).count == 2)
    }

    @Test func `a verifier that never answers changes nothing, also where it answers late`() {
        var bench = DeskBench()
        bench.signIn()
        bench.key("4412221#13579213579")
        bench.station.tell(.deskKeyPressed(.two), at: bench.time)
        bench.time += .seconds(61)
        bench.station.pass(to: bench.time)
        #expect(bench.said.first == "worker.failed")
        let verifier = DeskBench.verifier(of: KeyedPIN([1, 3, 5, 7, 9, 2]))
        let order = bench.station.effects.compactMap { effect -> PINOrder? in
            if case .makeVerifier(let order) = effect { order } else { nil }
        }
        #expect(order.count == 1)
        bench.station.tell(
            .verifierMade(number: order.first?.number ?? 0, verifier),
            at: bench.time
        )
        #expect(bench.services.isEmpty)
    }
}
