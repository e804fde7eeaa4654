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

    private func start(watchdogMilliseconds: Int? = 600) throws -> StartedProgram {
        files.writeConfiguration()
        var environment = [
            "NOTIFY_SOCKET": listener.path, "RUNTIME_DIRECTORY": files.path("run"),
        ]
        environment["WATCHDOG_USEC"] = watchdogMilliseconds.map { String($0 * 1_000) }
        return try StartedProgram(
            "meldpostd",
            ["--config", files.path("station.toml"), "--credentials", files.folder],
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
}
