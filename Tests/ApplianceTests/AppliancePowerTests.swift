import Foundation
import Testing

/// Power that goes at random instants, and starts that are measured.
extension ApplianceTests {
    /// Presses, cuts the power at a random instant, and looks what the next start knows.
    ///
    /// The cable is out, so that nothing leaves before the cut; at every fourth it is in, so that the
    /// cut falls into the delivery. An alarm whose lamp said *stored* must be there after the start:
    /// its relay closes by itself. At the end the centre must have two records, of the press and of
    /// the reset, for each incident that a start has shown.
    @Test func `F11 F60 power cuts at random instants lose nothing that was stored (P1)`() throws {
        let cuts = ApplianceParts.count("MELDPOST_APPLIANCE_POWER_CUTS", 1)
        let before = try bench.centre.panicRecords().count
        var kept = 0
        var acknowledged = 0
        for cut in 0..<cuts {
            let isCableIn = cut % 4 == 3
            bench.network.plug(isCableIn)
            // What was connected takes a signal even then, and the lamp says *left* and not *stored*.
            if !isCableIn { try appliance.shell("systemctl stop meldpost-courier") }
            try appliance.order("press 60")
            // Every third cut comes before anybody was told anything.
            var isStored = false
            if cut % 3 != 2, !isCableIn {
                isStored = try appliance.wait(seconds: 15) { try isLampDouble() }
                #expect(isStored, "cut \(cut)")
            }
            usleep(UInt32.random(in: 0..<300_000))
            appliance.cutPower()
            try appliance.start()
            // However long a busy host takes: what the journal knew is known once it is open.
            _ = appliance.wait(seconds: 40) {
                bench.isRelayClosed || appliance.statusNow.contains("Journal    open")
            }
            let isLatched = appliance.wait(seconds: 2) { bench.isRelayClosed }
            if isStored {
                acknowledged += 1
                #expect(isLatched, "cut \(cut): stored, and not there after the start")
            }
            if isLatched { kept += 1 }
            try bench.resetPanic()
            print("appliance: cut \(cut)\(isStored ? ", stored" : "")\(isLatched ? ", kept" : "")")
        }
        bench.network.plug(true)
        var records: [String] = []
        let hasAll = appliance.wait(seconds: 30 + Double(cuts) * 4) {
            records = (try? bench.centre.panicRecords()) ?? []
            return records.count >= before + 2 * kept
        }
        #expect(hasAll, "\(records.joined(separator: "\n"))\n\(appliance.statusNow)")
        print("appliance: \(cuts) power cuts, \(acknowledged) alarms acknowledged, \(kept) kept")
    }

    /// A report that was keyed to its end, and the power cut as soon as it was called stored.
    @Test(.enabled(if: ApplianceParts.isWhole))
    func `F11 a report that was called stored outlives a power cut (P1)`() throws {
        let before = try bench.centre.list(" report ")
        bench.network.plug(false)
        try Hearing.begin(appliance)
        try appliance.order("pull 16 0")
        usleep(500_000)
        try key(VisitKeys.report)
        usleep(4_000_000)
        #expect(try Hearing(appliance, bench.folder).has("prompt.store.stored", in: "en"))
        #expect(try bench.centre.list(" report ").count == before.count)
        appliance.cutPower()
        try appliance.start()
        bench.network.plug(true)
        var report: String?
        let hasCome = appliance.wait(seconds: 60) {
            report = try? bench.centre.reportToOpen(since: before)
            return report != nil
        }
        #expect(hasCome, "\(appliance.statusNow)")
        #expect(try bench.centre.desk(["show", try #require(report)]).contains("weekly"))
    }

    /// Whether the panic lamp says *stored*: two short flashes a second, and no other.
    private func isLampDouble() throws -> Bool {
        let levels = try appliance.order("lamp 11").output
        var flashes = 0
        for (before, after) in zip(levels, levels.dropFirst()) where (before, after) == ("0", "1") {
            flashes += 1
        }
        let lit = levels.count { $0 == "1" }
        return (1...3).contains(flashes) && (10...35).contains(lit * 100 / max(1, levels.count))
    }

    /// From the start of the kernel until a button that was down all the time has closed the relay.
    @Test(.enabled(if: ApplianceParts.isWhole))
    func `from the start of the machine to panic armed, and what took the time`() throws {
        appliance.cutPower()
        try appliance.start(isPressed: true)
        let armed = appliance.greeting
        // There is a chain when the start is over.
        let chain = try appliance.shell(
            "timeout 45 systemctl is-system-running --wait >/dev/null; "
                + "systemd-analyze critical-chain meldpostd.service --no-pager 2>&1 | tail -n +4"
        )
        // Right before it: what is started goes before the first process, which notes it later.
        let started = try appliance.shell(
            "systemctl show meldpostd -p ConditionTimestampMonotonic --value"
        )
        print("appliance: relay closed \(armed) ms after the start of the kernel")
        print("appliance: meldpostd began at \(started.trimmingCharacters(in: .newlines)) us")
        print(chain)
        #expect(armed > 0 && armed < 15_000)
        try appliance.order("pull 8 0")
        try appliance.order("pull 9 1")
        try bench.resetPanic()
    }
}
