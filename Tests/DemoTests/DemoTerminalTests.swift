import Foundation
import ProgramKit
import Testing

@testable import DemoAssembly

@Suite(.serialized, .enabled(if: try StandIns.canRun.isMet), .timeLimit(.minutes(2)))
struct DemoTerminalTests {
    private let programs: StandIns

    init() throws {
        programs = try StandIns()
    }

    private func running(_ arguments: [String] = []) throws -> PseudoTerminal {
        let terminal = try programs.demo(arguments)
        #expect(terminal.waitForScreen("Everything runs."))
        #expect(!terminal.isAsFound)
        return terminal
    }

    /// Waits until no process and no folder of the demo is left.
    private func expectNothingLeft(_ terminal: PseudoTerminal) {
        #expect(terminal.wait { _ in programs.processes.isEmpty && programs.leftovers.isEmpty })
        #expect(terminal.wait { $0.isAsFound && $0.isScreenLeft })
    }

    @Test func `with q everything is removed and the terminal is as it was`() throws {
        let terminal = try running()
        #expect(programs.leftovers == ["meldpost-demo-\(terminal.program)"])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        expectNothingLeft(terminal)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `a signal ends the demo as q does`(signal: Int32) throws {
        let terminal = try running()
        terminal.signal(signal)
        #expect(terminal.waitForEnd() == 0)
        expectNothingLeft(terminal)
    }

    @Test func `Ctrl-C ends the demo as q does, also while it starts`() throws {
        let terminal = try programs.demo()
        #expect(terminal.wait { $0.written.contains("1049h") })
        terminal.type("\u{3}")
        #expect(terminal.waitForEnd() == 0, "\(terminal.written.suffix(400))")
        expectNothingLeft(terminal)
    }

    @Test(arguments: [SIGKILL, SIGSEGV, SIGILL])
    func `F62 after a crash nothing is left either, and the terminal is as it was`(
        signal: Int32
    ) throws {
        let terminal = try running()
        terminal.signal(signal)
        #expect(terminal.waitForEnd().map { $0 & 0x7f } == signal)
        expectNothingLeft(terminal)
    }

    @Test func `a program that crashes is shown and started again`() throws {
        let terminal = try running()
        terminal.type(" 7")
        #expect(terminal.waitForScreen("meldpostd ended with exit code 70: told to fail"))
        #expect(terminal.waitForScreen("meldpostd runs."))
        #expect(terminal.waitForScreen("The handset is lifted."))
        let inbox = try #require(programs.process("meldpost-inbox"))
        kill(inbox, SIGKILL)
        #expect(terminal.waitForScreen("meldpost-inbox was ended by signal 9"))
        #expect(terminal.wait { _ in programs.process("meldpost-inbox") != nil })
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        expectNothingLeft(terminal)
    }

    @Test func `the keys do what the screen says`() throws {
        let terminal = try running()
        terminal.type(" ")
        #expect(terminal.waitForScreen("The handset is lifted."))
        terminal.type("3")
        #expect(terminal.waitForScreen("You pressed a key."))
        terminal.type("p")
        #expect(terminal.waitForScreen("Relay CLOSED"))
        #expect(terminal.waitForScreen("a accept, x reset panic"))
        terminal.type("n")
        #expect(terminal.waitForScreen("PULLED"))
        terminal.type("n")
        #expect(terminal.waitForScreen("plugged in"))
        let station = try #require(programs.process("meldpostd"))
        terminal.type("k")
        #expect(terminal.waitForScreen("meldpostd was killed"))
        #expect(terminal.waitForScreen("meldpostd runs."))
        #expect(programs.process("meldpostd") != station)
        terminal.type("d")
        #expect(terminal.wait { $0.screen.contains("desk list") })
        terminal.type("s")
        #expect(terminal.waitForScreen("status of status --socket"))
        terminal.type("b")
        #expect(terminal.waitForScreen("The voice says"))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        expectNothingLeft(terminal)
    }

    @Test func `a program that does not start ends the demo with clear words and an exit code`()
        throws
    {
        try programs.write("meldpost-inbox", "print STDERR \"<3>no: listen.port\\n\"; exit 78;")
        let terminal = try programs.demo()
        #expect(terminal.waitForEnd() == 69 << 8)
        #expect(
            terminal.written.contains(
                "meldpost-inbox ended with exit code 78 before it was ready. "
                    + "Its last words: no: listen.port"
            )
        )
        expectNothingLeft(terminal)
    }

    @Test func `a program that is not there ends the demo with clear words`() throws {
        try FileManager.default.removeItem(atPath: "\(programs.folder.path)/meldpostd")
        let terminal = try programs.demo()
        #expect(terminal.waitForEnd() == 69 << 8)
        #expect(terminal.written.contains("meldpostd ended with exit code 127"))
        expectNothingLeft(terminal)
    }

    @Test func `Ctrl-Z gives the terminal back, and going on takes it again`() throws {
        // The shell is there to have somebody who can let the demo go on.
        let terminal = try PseudoTerminal(
            ["/bin/sh", "-c", "'\(programs.program)' demo; exit $?"],
            environment: programs.environment()
        )
        #expect(terminal.waitForScreen("Everything runs."))
        let demo = try #require(programs.process("meldpost demo"))
        kill(demo, SIGTSTP)
        #expect(terminal.wait { $0.isAsFound && $0.isScreenLeft })
        #expect(terminal.wait { _ in programs.state(of: demo) == "T" })
        kill(demo, SIGCONT)
        #expect(terminal.wait { !$0.isAsFound && !$0.isScreenLeft })
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        expectNothingLeft(terminal)
    }

    @Test(arguments: [["TERM": "dumb"], ["TERM": ""]])
    func `a dumb terminal gets lines, takes keys with ENTER, and is left alone`(
        environment: [String: String]
    ) throws {
        let terminal = try programs.demo(environment: environment)
        #expect(terminal.wait { $0.written.contains("Everything runs.") })
        #expect(terminal.isAsFound)
        terminal.type(" \n")
        #expect(terminal.wait { $0.written.contains("Voice: The handset is lifted.") })
        terminal.type("d\n")
        #expect(terminal.wait { $0.written.contains("  desk list") })
        terminal.type("q\n")
        #expect(terminal.waitForEnd() == 0)
        #expect(!terminal.written.contains("\u{1b}"))
        expectNothingLeft(terminal)
    }

    @Test func `a small terminal gets lines too`() throws {
        let terminal = try programs.demo(rows: 23)
        #expect(terminal.wait { $0.written.contains("Everything runs.") })
        #expect(!terminal.written.contains("\u{1b}"))
        terminal.type("q\n")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test func `the end of the input ends a demo without a terminal`() throws {
        let process = Process()
        process.executableURL = URL(filePath: programs.program)
        process.arguments = ["demo"]
        process.environment = programs.environment()
        let input = Pipe()
        let folder = TemporaryFolder()
        process.standardInput = input
        process.standardOutput = FileHandle(forWritingAtPath: folder.write("", to: "output"))
        try process.run()
        try input.fileHandleForWriting.close()
        #expect(process.waitUntilExit(atMost: .seconds(60)))
        #expect(process.terminationStatus == 0)
        let words = String(decoding: folder.bytes("output") ?? [], as: UTF8.self)
        #expect(words.contains("SPACE lifts the handset"))
        #expect(programs.leftovers == [])
    }

    @Test func `a kept folder stays, its path is told, and the next demo leaves it alone`() throws {
        let terminal = try running(["--keep-folder", "--slot-milliseconds", "500"])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        let kept = "meldpost-demo-\(terminal.program)"
        #expect(programs.leftovers == [kept])
        #expect(terminal.written.contains("stay in \(programs.folder.path)/\(kept)"))
        let next = try running()
        next.type("q")
        #expect(next.waitForEnd() == 0)
        #expect(programs.leftovers == [kept])
    }

    @Test(arguments: ["199", "20001", "x", "-1"])
    func `a slot that makes no sense is refused before anything is made`(slot: String) throws {
        let terminal = try programs.demo(["--slot-milliseconds", slot])
        #expect(terminal.waitForEnd() == 64 << 8)
        #expect(terminal.written.contains("slot-milliseconds"))
        #expect(programs.leftovers == [])
    }
}

extension StandIns {
    /// The state of a process as one letter.
    ///
    /// Source: proc(5), `/proc/PID/stat`.
    func state(of process: pid_t) -> String? {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") else {
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: ")").last?.split(separator: " ").first.map(String.init)
    }
}
