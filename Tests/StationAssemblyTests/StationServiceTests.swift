import ControlProtocol
import Foundation
import LocalSockets
import ProgramKit
import Testing

/// The daemon as systemd sees it: real processes and a real socket of notices.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StationServiceTests {
    private let files: StationFiles
    private let listener: NoticeListener

    init() throws {
        files = try StationFiles()
        listener = try NoticeListener()
        try FileManager.default.createDirectory(
            atPath: files.path("run"),
            withIntermediateDirectories: true
        )
    }

    private func start(
        watchdogMilliseconds: Int? = 600,
        prefix: [String] = []
    ) throws -> StartedProgram {
        files.writeConfiguration()
        var environment = [
            "NOTIFY_SOCKET": listener.path, "RUNTIME_DIRECTORY": files.path("run"),
        ]
        environment["WATCHDOG_USEC"] = watchdogMilliseconds.map { String($0 * 1_000) }
        return try StartedProgram(
            "meldpostd",
            ["--config", files.path("station.toml"), "--credentials", files.folder],
            prefix: prefix,
            environment: environment,
            output: .socket
        )
    }

    private func conditions() throws -> [String] {
        let connection = try LocalConnection.connect(path: files.path("control.sock"))
        try connection.send(try StatusRequest(.status).encoded())
        let packet = try #require(try connection.receive(limit: .seconds(10)))
        return try StatusReport(decoding: packet).conditions.map(\.code)
    }

    @Test func `F62 it is ready with its journal, feeds the watchdog, and does not while it hangs`()
        throws
    {
        let run = try start()
        #expect(listener.wait(for: "READY=1"))
        #expect(listener.all.contains("STATUS=Panic is armed. The journal is open."))
        #expect(FileManager.default.fileExists(atPath: files.path("state/journal.sqlite")))
        for _ in 0..<3 { #expect(listener.waitForNext("WATCHDOG=1", atMost: 2)) }
        kill(run.process.processIdentifier, SIGSTOP)
        usleep(100_000)
        listener.drain()
        #expect(!listener.waitForNext("WATCHDOG=1", atMost: 0.6))
        kill(run.process.processIdentifier, SIGCONT)
        #expect(listener.waitForNext("WATCHDOG=1", atMost: 5))
        run.process.terminate()
        #expect(run.end() == 0)
        #expect(listener.wait(for: "STOPPING=1"))
    }

    /// Each wait of the loop's thread is held up by seconds; every other thread goes on.
    ///
    /// Broken once: fed by a thread of its own, the watchdog heard nothing of the stuck loop.
    @Test(.enabled(if: try (Need.root + Need.program("strace")).isMet))
    func `F62 a stuck loop is not fed for by any other thread`() throws {
        let run = try start()
        #expect(listener.wait(for: "READY=1"))
        let delay = try StartedProgram(
            try #require(Command.path(of: "strace")),
            [
                "-q", "-o", "/dev/null", "-p", "\(run.process.processIdentifier)",
                "-e", "inject=futex:delay_enter=4000000",
            ]
        )
        // The wait that is under way ends first, with a last sign of life.
        usleep(800_000)
        listener.drain()
        #expect(!listener.waitForNext("WATCHDOG=1", atMost: 1.5))
        kill(delay.process.processIdentifier, SIGKILL)
        delay.process.waitUntilExit()
        #expect(listener.waitForNext("WATCHDOG=1", atMost: 10))
        run.process.terminate()
        #expect(run.end() == 0)
    }

    @Test func `F62 a system that does not watch is named`() throws {
        let run = try start(watchdogMilliseconds: nil)
        #expect(listener.wait(for: "READY=1"))
        #expect(try conditions().contains("station.unwatched"))
        run.process.terminate()
        #expect(run.end() == 0)
    }

    /// Broken once: an orderly end that did not forget the starts.
    @Test func `F62 after ten crashes in a row only panic works, and an orderly stop ends that`()
        throws
    {
        for _ in 0..<10 {
            let run = try start()
            #expect(listener.wait(for: "READY=1"))
            kill(run.process.processIdentifier, SIGKILL)
            run.process.waitUntilExit()
            listener.drain()
        }
        let safe = try start()
        #expect(listener.wait(for: "READY=1"))
        #expect(listener.all.contains("STATUS=Safe mode after ten crashes: panic only."))
        // The journal's thread says a moment later that it stays shut.
        var raised = try conditions()
        for _ in 0..<500 where !raised.contains("journal.unavailable") {
            usleep(10_000)
            raised = try conditions()
        }
        #expect(raised.contains("station.safe-mode"))
        #expect(raised.contains("journal.unavailable"))
        safe.type("P")
        #expect(safe.waitForOutput("relay closed"), "\(safe.output)")
        safe.process.terminate()
        #expect(safe.end() == 0)
        listener.drain()
        let next = try start()
        #expect(listener.wait(for: "READY=1"))
        #expect(try !conditions().contains("station.safe-mode"))
        next.process.terminate()
        #expect(next.end() == 0)
    }

    /// A start that is killed as soon as it opens its file of questions, and one in safe mode, which
    /// would name the broken files if it read them.
    ///
    /// Broken once: with the files read in safe mode too, it names them.
    @Test(.enabled(if: try (Need.root + Need.program("strace")).isMet))
    func `F62 a crash while texts are read is counted, and safe mode reads none`() throws {
        let questions = files.path("questions.json")
        let rota = files.path("rota.toml")
        for path in [questions, rota] {
            files.write(String(path.dropFirst(files.folder.count + 1)), "broken".utf8)
        }
        files.set("questionnaire.file", files.quoted(questions))
        files.set("desk.rota", files.quoted(rota))
        files.set("voice.catalogue", files.quoted(files.path("voice")))
        mkdir(files.path("state"), 0o700)
        files.write("state/texts.questionnaire", "kept".utf8)
        let prefix = [
            try #require(Command.path(of: "strace")), "-f", "-qq", "-o", "/dev/null",
            "-P", questions, "-e", "inject=open,openat:signal=KILL",
        ]
        let killed = try start(prefix: prefix)
        #expect(killed.process.waitUntilExit(atMost: .seconds(30)))
        #expect(files.bytes("run/starts") == Data("1\n".utf8))

        files.write("run/starts", "10\n".utf8)
        let safe = try start()
        #expect(listener.wait(for: "READY=1"), "\(safe.text)")
        let raised = try conditions()
        #expect(raised.contains("station.safe-mode"))
        for code in ["texts.refused", "rota.refused", "texts.not-approved"] {
            #expect(!raised.contains(code))
        }
        safe.type("P")
        #expect(safe.waitForOutput("relay closed"), "\(safe.output)")
        #expect(files.bytes("state/texts.questionnaire") == Data("kept".utf8))
        safe.process.terminate()
        #expect(safe.end() == 0)
    }

    private func useMissingBoard() {
        files.set("panel.kind", files.quoted("gpio"))
        files.set("gpio.chip", files.quoted("no-such-chip"))
        files.set("gpio.panic_closed", files.quoted("8"))
        files.set("gpio.panic_open", files.quoted("9"))
    }

    /// Broken once: "Panic is armed." whatever the panel was.
    @Test func `F7 systemd is told that panic is not armed where the chip is not there`() throws {
        useMissingBoard()
        let run = try start()
        #expect(listener.wait(for: "READY=1"))
        let panic = "Panic is NOT armed: the GPIO chip of the button is missing."
        #expect(
            listener.all.contains("STATUS=\(panic) The journal is open."),
            "\(listener.all)"
        )
        #expect(!listener.all.contains { $0.hasPrefix("STATUS=Panic is armed") })
        run.process.terminate()
        #expect(run.end() == 0)
    }

    private func number(ofThread name: String, in process: Int32) -> Int32? {
        let folder = "/proc/\(process)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return threads.first { thread in
            (try? String(contentsOfFile: "\(folder)/\(thread)/comm", encoding: .utf8))
                == name + "\n"
        }.flatMap { Int32($0) }
    }

    /// Each wait of the thread of the button is held up by seconds; every other thread goes on.
    ///
    /// Broken once: fed by the loop alone, the watchdog heard nothing of the hung thread.
    @Test(.enabled(if: try (Need.root + Need.program("strace")).isMet))
    func `P6 a station whose panic thread hangs is not fed for, and says so`() throws {
        useMissingBoard()
        let run = try start()
        #expect(listener.wait(for: "READY=1"))
        let process = run.process.processIdentifier
        let thread = try #require(number(ofThread: "panic", in: process))
        let delay = try StartedProgram(
            try #require(Command.path(of: "strace")),
            ["-q", "-o", "/dev/null", "-p", "\(thread)", "-e", "inject=poll:delay_enter=20000000"]
        )
        let words =
            "STATUS=Panic is NOT armed: the thread of the button hangs. The journal is open."
        #expect(listener.wait(for: words))
        listener.drain()
        #expect(!listener.waitForNext("WATCHDOG=1", atMost: 1.5))
        kill(delay.process.processIdentifier, SIGKILL)
        delay.process.waitUntilExit()
        #expect(listener.waitForNext("WATCHDOG=1", atMost: 10))
        #expect(run.text.contains("the thread of the panic button hangs"))
        run.process.terminate()
        #expect(run.end() == 0)
    }

    /// The first thing that the station does on a disk is held up by seconds.
    ///
    /// Broken once: with the state directory looked at first, the button was not watched meanwhile.
    @Test(.enabled(if: try (Need.root + Need.program("strace")).isMet))
    func `P6 the button is watched before anything is written to a disk`() throws {
        useMissingBoard()
        let strace = try #require(Command.path(of: "strace"))
        let inject = "inject=mkdir:delay_enter=3000000"
        let run = try files.run(prefix: [strace, "-f", "-q", "-o", "/dev/null", "-e", inject])
        // strace is the parent of the station, and ends with it.
        let parent = run.process.processIdentifier
        var station: Int32?
        var isWatched = false
        for _ in 0..<100 where !isWatched {
            usleep(20_000)
            let children = try? String(
                contentsOfFile: "/proc/\(parent)/task/\(parent)/children",
                encoding: .utf8
            )
            station = children?.split(separator: " ").first.flatMap { Int32($0) }
            isWatched = station.flatMap { number(ofThread: "panic", in: $0) } != nil
        }
        #expect(isWatched)
        #expect(!FileManager.default.fileExists(atPath: files.path("state")))
        kill(try #require(station), SIGTERM)
        #expect(run.end() == 0)
    }

    /// The goal is 60 a minute for the box; the courier needs its own.
    ///
    /// Broken once: with a timer of four seconds in the journal's thread. Without it box and courier
    /// were measured at 53 a minute.
    @Test func `a station that nobody is at wakes the box rarely, with its watchdog and its disk`()
        throws
    {
        let run = try start(watchdogMilliseconds: 10_000)
        #expect(listener.wait(for: "READY=1"))
        let process = run.process.processIdentifier
        func wakeups() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
                .reduce(0) { sum, thread in
                    let path = "/proc/\(process)/task/\(thread)/status"
                    let line = try String(contentsOfFile: path, encoding: .utf8)
                        .split(separator: "\n")
                        .first { $0.hasPrefix("voluntary_ctxt_switches:") }
                    return sum + (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
                }
        }
        // Its start is over when half a second passes without any.
        var last: Int?
        let isAtRest = Deadline(in: .seconds(15)).wait {
            usleep(500_000)
            // A thread that ends meanwhile cannot be read.
            let now = try? wakeups()
            defer { last = now }
            return now != nil && now == last
        }
        #expect(isAtRest)
        // How often in a time is the subject, so time must pass: four turns of the watchdog. What a start
        // leaves may fall into the first stretch, and a commit that hides visits into any, hardly ever
        // into three (P9): so there are three more. A timer would be in all of them.
        var counts: [Int] = []
        for _ in 0..<4 where counts.allSatisfy({ $0 > 6 }) {
            let before = try wakeups()
            usleep(12_000_000)
            counts.append(try wakeups() - before)
        }
        #expect(try #require(counts.min()) <= 6, "\(counts) in 12 s each")
        run.process.terminate()
        #expect(run.end() == 0)
    }
}
