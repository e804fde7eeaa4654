import Testing

@testable import MeldpostCore

/// The short block of the kindcheck in an intake at the desk, as at the kiosk.
@Suite struct WorkerKindcheckTests {
    /// Broken once: with the care asked after the children, who were asked about for minors alone, as it
    /// was.
    @Test(arguments: ["2", "3"])
    func
        `R12 who is responsible for a minor is asked how many, how old and whether safe at the desk too`(
            minors: String
        )
    {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("14" + "2")
        for _ in 0..<100 where !bench.said.contains("minors.question") { bench.key("#") }
        bench.key(minors)
        #expect(bench.said.contains("care.question"))
        for answer in ["2", "3", "#"] {
            var none = bench
            none.key(answer)
            #expect(none.said.contains("existing-help.question"), "\(answer)")
        }
        bench.key("1")
        #expect(bench.said.contains("children-count.question"))
        bench.key("2")
        #expect(bench.said.contains("children-ages.question"))
        bench.key("2#")
        #expect(bench.said.contains("children-safe.question"))
        bench.key("2")
        #expect(bench.said.contains("existing-help.question"))
        IntakeTests.finish(&bench)
        let report = IntakeTests.report(bench)
        #expect(report?.childrenCount == 2 && report?.answers.code(.careForMinor) == .yes)
        #expect(report?.answers.code(.childrenSafe)?.rawValue == "no")
        #expect(report?.personsConcerned.map(\.role) == [.minor, .minor])
        #expect(IntakeTests.reports(bench).last?.terms == [.decideOnSteps, .tellPersonConcerned])
    }

    @Test func `R12 where minors are involved the care is not asked for, and they are`() {
        var bench = IntakeTests.bench()
        bench.signIn()
        bench.key("14" + "2")
        for _ in 0..<100 where !bench.said.contains("minors.question") { bench.key("#") }
        bench.key("1")
        #expect(bench.said.contains("children-count.question"))
    }
}
