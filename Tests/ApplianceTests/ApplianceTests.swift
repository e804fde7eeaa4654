import Foundation
import ProgramKit
import Testing

@testable import DemoAssembly

/// The whole appliance under a real kernel: simulated lines, a real inbox outside, power that goes.
@Suite(.serialized, .enabled(if: try ApplianceParts.canRun), .timeLimit(.minutes(30)))
struct ApplianceTests {
    let bench: ApplianceBench
    let appliance: Appliance

    init() throws {
        bench = try ApplianceBench.shared()
        appliance = try bench.ready()
    }

    private func key(_ keys: String) throws {
        for key in keys {
            guard let (row, column) = VisitKeys.place(of: key) else {
                // Until then a `#` would only confirm the digit before it.
                usleep(2_500_000)
                continue
            }
            try appliance.order("key \(row) \(column) 150")
            usleep(150_000)
        }
    }

    @Test func `a report keyed on the lines is opened at the desk (P1, P2)`() throws {
        try appliance.order("pull 16 0")
        usleep(500_000)
        try key(VisitKeys.report)
        var report: String?
        let hasCome = appliance.wait(seconds: 60) {
            report = DeskListing.recordToOpen(
                in: (try? bench.centre.list(" report ")) ?? []
            )
            return report != nil
        }
        try appliance.order("pull 16 1")
        #expect(hasCome)
        let shown = try bench.centre.desk(["show", try #require(report)])
        for words in ["physical", "former partner", "weekly", "12"] {
            #expect(shown.contains(words), "\(words)")
        }
    }

    @Test func `a panic closes the relay, lights the lamp and is an alarm at the centre (P6)`()
        throws
    {
        #expect(!bench.isRelayClosed)
        try appliance.order("press 60")
        #expect(appliance.wait(seconds: 1) { bench.isRelayClosed })
        var alarm: String?
        let hasCome = appliance.wait(seconds: 20) {
            let lines = (try? bench.centre.desk(["list"]))?.split(separator: "\n") ?? []
            alarm = DeskListing.panicToAccept(in: lines.map(String.init))
            return alarm != nil
        }
        #expect(hasCome)
        _ = try bench.centre.desk(["accept", try #require(alarm)])
        // Steady light: a person has it.
        let isSteady = appliance.wait(seconds: 20) {
            (0..<12).allSatisfy { _ in
                usleep(50_000)
                return (try? appliance.measure("value 11")) == 1
            }
        }
        #expect(isSteady)
        try bench.resetPanic()
        #expect(appliance.wait(seconds: 2) { !bench.isRelayClosed })
    }
}
