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

    /// Keys a visit on the lines.
    func key(_ keys: String) throws {
        for key in keys {
            if key == "." {
                // Until then a `#` would only confirm the digit before it.
                usleep(3_500_000)
            } else {
                try appliance.press(key)
            }
        }
    }

    @Test func `a report keyed on the lines is heard on the card and opened at the desk (P1, P2)`()
        throws
    {
        let before = try bench.centre.list(" report ")
        try appliance.shell("systemctl restart meldpostd")
        // Its sounds are taken before the journal is open, or a visitor would be refused.
        let isOpen = appliance.wait(seconds: 20) {
            appliance.statusNow.contains("Journal    open")
        }
        #expect(isOpen, "\(appliance.statusNow)")
        var report: String?
        var heard: Hearing?
        // Whoever was not understood hangs up and begins anew.
        for attempt in 1...3 where report == nil {
            let begun = appliance.turns.count
            try Hearing.begin(appliance)
            try appliance.order("pull 16 0")
            usleep(500_000)
            try key(VisitKeys.report)
            _ = appliance.wait(seconds: 30) {
                report = try? bench.centre.reportToOpen(since: before)
                return report != nil
            }
            // The last words are spoken to their end.
            usleep(6_000_000)
            try appliance.order("pull 16 1")
            heard = try Hearing(appliance, bench.folder)
            if report == nil {
                print("appliance: no report at attempt \(attempt); heard was")
                for language in ["pap", "en"] { print(try heard?.words(in: language) ?? "") }
                print("appliance: turns \(appliance.turns[begun...])\n\(appliance.statusNow)")
                print(try bench.centre.desk(["list", "--all"]))
            }
        }
        let shown = try bench.centre.desk(["show", try #require(report)])
        for words in ["physical", "former partner", "weekly", "12"] {
            #expect(shown.contains(words), "\(words)")
        }
        #expect(try heard?.has("prompt.store.stored", in: "en") == true)
        // Not every clip is found: this one belongs to another visit.
        #expect(try heard?.has("prompt.store.advice", in: "en") == false)
    }

    /// What the units forbid, from inside: as the user, in the sandbox and with the devices of the
    /// station.
    @Test func `P3 P4 the sandbox of the station has no microphone, no network and one chip`()
        throws
    {
        let said = try appliance.shell(
            "systemctl start appliance-probe; journalctl -b -o cat -u appliance-probe"
        ).split(separator: "\n").map(String.init)
        #expect(said.contains("done"), "\(said)")
        #expect(said.filter { $0.hasPrefix("NO ") } == [])
        #expect(said.count { $0.hasPrefix("ok P4 /dev/snd/pcm") } >= 2)
        let families = try appliance.shell(
            "systemctl show -p RestrictAddressFamilies --value meldpostd"
        )
        #expect(families.trimmingCharacters(in: .whitespacesAndNewlines) == "AF_UNIX")
    }

    /// P3: no port of ours is open in the box; what listens at all is seen.
    @Test func `F57 nothing in the box listens on a port`() throws {
        let listening = try appliance.shell("ss -Hlntup 2>&1")
        #expect(listening.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, "\(listening)")
        let other = try appliance.shell(
            "(timeout 2 bash -c 'exec 3<>/dev/udp/127.0.0.1/9; sleep 1' &); sleep 0.3; ss -Hnu"
        )
        #expect(other.contains("127.0.0.1"), "the look itself sees sockets")
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
    }
}
