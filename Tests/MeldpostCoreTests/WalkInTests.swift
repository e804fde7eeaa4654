import Testing

@testable import MeldpostCore

/// Somebody stands at the desk while a call is open: their record is no record of the call.
@Suite struct WalkInTests {
    /// Broken once: with `5` refused, the only intake was that of the call.
    @Test(arguments: [Island.bonaire, .saba])
    func `a person at the desk is keyed with one key more while a call is open, and it stays open`(
        island: Island
    ) {
        var bench = IntakeTests.bench(island)
        bench.call()
        bench.signIn()
        bench.key("1")
        #expect(bench.said.contains("worker.walk-in"))
        bench.key("5")
        #expect(bench.said.first == "danger.question")
        // Every question is left open but the first.
        bench.key("2" + String(repeating: "#", count: 60))
        let report = IntakeTests.reports(bench).first
        #expect(report?.trace.worker == 100 && report?.trace.call == nil)
        #expect(IntakeTests.reports(bench).count == 1)
        #expect(bench.station.machine.calls.waiting.count == 1)
        #expect(bench.calls.map(\.content.classification) == [nil])
        bench.key("31")
        #expect(bench.said.first == "worker.logged")
        #expect(bench.station.machine.calls.waiting.isEmpty)
    }

    @Test func `with no call open there is nothing to choose, and the key is refused`() {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("1")
        #expect(!bench.said.contains("worker.walk-in"))
        bench.key("5")
        #expect(bench.said.first == "help.refused-key")
    }
}
