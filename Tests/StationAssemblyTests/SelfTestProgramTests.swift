import Foundation
import ProgramKit
import Testing

@testable import StationAssembly

/// The real `meldpostd` on a terminal and the real `meldpostctl` on another one.
@Suite(.serialized, .timeLimit(.minutes(4))) struct SelfTestProgramTests {
    private let files: StationFiles

    init() throws {
        files = try StationFiles()
        files.writeConfiguration()
    }

    /// The station, its panel a terminal, its log a file.
    private func station() throws -> PseudoTerminal {
        let command =
            "exec \(StartedProgram.path(of: "meldpostd")) --config \(files.path("station.toml"))"
            + " --credentials \(files.folder) 2>>\(files.path("log"))"
        let station = try PseudoTerminal(["/bin/sh", "-c", command], environment: [:], isRaw: true)
        let isReady = station.wait { _ in log.contains("ready") }
        #expect(isReady, "\(log)")
        // A key that comes before the panel is looked at would be lost.
        station.type("RWT")
        return station
    }

    private var log: String { files.bytes("log").map { String(decoding: $0, as: UTF8.self) } ?? "" }

    private func technician(_ words: String...) throws -> PseudoTerminal {
        try PseudoTerminal(
            [StartedProgram.path(of: "meldpostctl")] + words
                + ["--socket", files.path("control.sock")],
            environment: [:]
        )
    }

    private func expect(
        _ words: String,
        on terminal: PseudoTerminal,
        location: SourceLocation = #_sourceLocation
    ) {
        // A line may be broken within the words.
        let isThere = terminal.wait { terminal in
            terminal.written.contains(words)
                || terminal.written.replacing(/\s+/, with: " ").contains(words)
        }
        #expect(isThere, "\(words) is not in: \(terminal.written)", sourceLocation: location)
    }

    private func exitCode(_ terminal: PseudoTerminal) -> Int32? {
        terminal.waitForEnd().map { $0 & 0x7F == 0 ? $0 >> 8 : -1 }
    }

    /// Everything that the station has written to its disk and its log.
    private func kept() throws -> [String: Data] {
        let state = files.path("state")
        var kept = ["log": files.bytes("log") ?? Data()]
        for name in try FileManager.default.contentsOfDirectory(atPath: state) {
            kept[name] = FileManager.default.contents(atPath: "\(state)/\(name)")
        }
        return kept
    }

    private static let keys = Array("123456789*0#")

    /// Runs the part of the keys; of each key the one in `pressed` comes.
    private func test(_ pressed: [Character], of station: PseudoTerminal) throws -> String {
        let technician = try technician("selftest", "--only", "keys")
        for (asked, key) in zip(Self.keys, pressed) {
            expect("Press \(asked) on the kiosk.", on: technician)
            station.type(String(key))
            expect("Key \(asked): ", on: technician)
        }
        #expect(exitCode(technician) == (pressed == Self.keys ? 0 : 1))
        return technician.written
    }

    @Test func `P8 keys are compared, said and forgotten: which ones came is kept nowhere`() throws
    {
        let station = try station()
        let right = try test(Self.keys, of: station)
        #expect(right.contains("12 passed, 0 failed, 0 not done."))
        #expect(right.contains("Key 5: expected 5, got 5."))
        let first = try test(Array("739173917391"), of: station)
        let (before, shown) = (log, station.written)
        let second = try test(Array("848684868486"), of: station)
        #expect(first.contains("Key 1: expected 1, got 7."))
        #expect(second.contains("Key 1: expected 1, got 8."))
        // In nothing else do they differ.
        #expect(first.replacing(/got ./, with: "") == second.replacing(/got ./, with: ""))
        // Neither the log nor the panel says anything of them.
        #expect(log == before)
        #expect(station.written == shown)
        for (name, bytes) in try kept() {
            for canary in ["739173917391", "848684868486", "7391", "8486"] {
                #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(name)")
            }
            for canary in [[7, 3, 9, 1, 7, 3, 9, 1], [8, 4, 8, 6, 8, 4, 8, 6]] as [[UInt8]] {
                #expect(bytes.range(of: Data(canary)) == nil, "\(name)")
            }
        }
    }

    @Test func `a technician is guided through panel, lamps, relay and button`() throws {
        let station = try station()
        let words = ["handset", "lamps", "relay", "panic"].flatMap { ["--only", $0] }
        let technician = try PseudoTerminal(
            [StartedProgram.path(of: "meldpostctl"), "selftest"] + words
                + ["--socket", files.path("control.sock")],
            environment: [:]
        )
        expect("Lift the handset of the kiosk.", on: technician)
        station.type("u")
        expect("Hang the handset up.", on: technician)
        station.type("d")
        for lamp in ["panic", "desk", "ready", "fault"] {
            expect("Does the lamp \(lamp) flash fast?", on: technician)
            expect("lamp \(lamp) fast", on: station)
            technician.type(lamp == "desk" ? "n\n" : "y\n")
        }
        expect("May it close for a second?", on: technician)
        #expect(!station.written.contains("relay closed"))
        technician.type("y\n")
        expect("relay closed", on: station)
        expect("Did the relay close and open again?", on: technician)
        expect("relay open", on: station)
        technician.type("y\n")
        expect("this press is no alarm", on: technician)
        let closings = station.written.ranges(of: "relay closed").count
        station.type("P")
        expect("Panic press: seen.", on: technician)
        station.type("R")
        #expect(exitCode(technician) == 1)
        #expect(station.written.ranges(of: "relay closed").count == closings)
        #expect(technician.written.contains("Lamp desk: does not work, you said."))
        #expect(technician.written.contains("Do: Look at the lamp and its cable."))
        #expect(technician.written.contains("8 passed, 1 failed, 0 not done."))
        #expect(!station.written.contains("say "))
    }

    @Test func `P6 a press in a self-test is an alarm, acts, and is said to be one`() throws {
        let station = try station()
        let technician = try technician("selftest", "--only", "lamps")
        expect("Does the lamp panic flash fast?", on: technician)
        station.type("P")
        expect("relay closed", on: station)
        expect("THIS IS AN ALARM", on: technician)
        #expect(exitCode(technician) == 2)
        let again = try self.technician("selftest", "--only", "lamps")
        expect("An alarm is under way", on: again)
        #expect(exitCode(again) == 75)
        #expect(!station.written.contains("relay open"))
    }

    @Test func `a visitor who lifts the handset is served at once, and the technician sees no key`()
        throws
    {
        let station = try station()
        let technician = try technician("selftest", "--only", "lamps")
        expect("Does the lamp panic flash fast?", on: technician)
        station.type("u")
        expect("belongs to a visitor", on: technician)
        expect("say ", on: station)
        #expect(exitCode(technician) == 2)
        let refused = try self.technician("selftest", "--only", "keys")
        expect("The box is in use", on: refused)
        #expect(exitCode(refused) == 75)
    }

    @Test func `a technician who goes ends the self-test, and the next one can begin`() throws {
        let station = try station()
        for signal in [SIGINT, SIGKILL, SIGHUP] {
            let technician = try technician("selftest", "--only", "lamps")
            expect("Does the lamp panic flash fast?", on: technician)
            technician.signal(signal)
            _ = technician.waitForEnd()
            let isBack = station.wait { terminal in
                terminal.written.split(separator: "\n").last { $0.contains("lamp panic") }?
                    .contains("off") == true
            }
            #expect(isBack)
        }
        let last = try technician("selftest", "--only", "lamps")
        expect("Does the lamp panic flash fast?", on: last)
        last.type("q\n")
        expect("ended by you", on: last)
        #expect(exitCode(last) == 2)
    }

    @Test func `F68 a paste of a megabyte, control characters and a hang-up do no harm`() throws {
        let station = try station()
        let technician = try technician("selftest", "--only", "buzzer")
        expect("Did the panel give a tone?", on: technician)
        let junk = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 % 251) }
        // What would stop or end a program of a terminal is what the terminal makes of it.
        technician.paste(junk.filter { ![3, 4, 17, 19, 22, 23, 26, 28].contains($0) })
        technician.paste(Array("\n; $(reboot) `id` \u{1b}[2J\n".utf8))
        let help = "Type y (yes), n (no), r (repeat), s (skip) or q (quit)"
        #expect(technician.wait { $0.written.ranges(of: help).count > 1 })
        var code: Int32?
        for _ in 0..<20 where code == nil {
            technician.paste(Array("\ny\n".utf8))
            code = technician.waitForEnd(.seconds(1))
        }
        // The answer after all of it was the one that counted.
        #expect(code == 0)
        let next = try self.technician("selftest", "--only", "buzzer")
        expect("Did the panel give a tone?", on: next)
        #expect(station.wait { $0.written.ranges(of: "error-tone").count == 2 })
    }

    @Test func `without a terminal the parts that need nobody are done, the rest is listed`()
        throws
    {
        let station = try station()
        let run = try StartedProgram(
            "meldpostctl",
            ["selftest", "--socket", files.path("control.sock")]
        )
        // There is no courier here, so the way to the centre fails.
        #expect(run.end() == 1)
        #expect(run.output.contains("not done Key 5: needs somebody at the box."))
        #expect(run.output.contains("not done Relay: needs somebody at the box."))
        #expect(run.output.contains("FAILED   Centre: "))
        #expect(run.output.contains("passed   Journal: open, without damage"))
        #expect(run.output.contains("Disk writes: half of 100 within "))
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80) }
        let lamps = station.written.split(separator: "\n").filter { $0.contains("fast") }
        #expect(lamps.isEmpty)
        #expect(!station.written.contains("tone"))
        let journal = try StartedProgram(
            "meldpostctl",
            [
                "selftest", "--unattended", "--only", "panic", "--only", "panel", "--socket",
                files.path("control.sock"),
            ]
        )
        #expect(journal.end() == 2)
        let panel = try StartedProgram(
            "meldpostctl",
            ["selftest", "--only", "panel", "--socket", files.path("control.sock")]
        )
        #expect(panel.end() == 0)
        #expect(try StartedProgram("meldpostctl", ["selftest", "--only", "door"]).end() == 64)
        let names = try FileManager.default.contentsOfDirectory(atPath: files.path("state"))
        #expect(!names.contains("self-test"))
    }

    @Test func `P8 who watches sees kinds, no key, and none at all while somebody is served`()
        throws
    {
        let station = try station()
        func watch(_ keys: String) throws -> String {
            let watcher = try technician("panel", "watch")
            expect("No key is shown", on: watcher)
            for key in keys { station.type(String(key)) }
            expect("  key\r\n", on: watcher)
            station.type("aA")
            expect("line 1 rings", on: watcher)
            station.type("u")
            expect("handset lifted", on: watcher)
            expect("somebody is served", on: watcher)
            for key in keys.reversed() { station.type(String(key)) }
            station.type("d")
            expect("handset hung up", on: watcher)
            expect("nobody is served", on: watcher)
            watcher.signal(SIGINT)
            _ = watcher.waitForEnd()
            return watcher.written.replacing(/\ +[0-9]+\.[0-9] s/, with: "")
        }
        let (first, second) = (try watch("719"), try watch("804"))
        #expect(first == second)
        #expect(first.ranges(of: "  key\r\n").count == 3)
        let piped = try StartedProgram(
            "meldpostctl",
            ["panel", "watch", "--socket", files.path("control.sock")]
        )
        #expect(piped.end() == 64)
        #expect(piped.output.isEmpty)
    }

    @Test func `a status never waits for who watches or tests`() throws {
        let station = try station()
        let watcher = try technician("panel", "watch")
        expect("No key is shown", on: watcher)
        watcher.signal(SIGSTOP)
        let tester = try technician("selftest", "--only", "lamps")
        expect("Does the lamp panic flash fast?", on: tester)
        for _ in 0..<500 { station.type("aA") }
        let start = ContinuousClock.now
        let status = try StartedProgram(
            "meldpostctl",
            ["status", "--socket", files.path("control.sock")]
        )
        #expect(status.end() == 1)
        #expect(ContinuousClock.now - start < .seconds(5))
        station.type("P")
        expect("relay closed", on: station)
        station.type("u")
        expect("say ", on: station)
        watcher.signal(SIGCONT)
        // How much of it a watch holds hangs on how fast it came; what it does not hold is counted.
        let isSaid = watcher.wait { watcher in
            ["handset lifted", "events not shown"].contains(where: watcher.written.contains)
        }
        #expect(isSaid, "\(watcher.written)")
        station.type("R")
        expect("panic contacts: up", on: watcher)
    }
}
