import Foundation
import InboxKit
import MeldpostCore
import ProgramKit
import RecordFormat
import SQLiteStore
import Testing

@testable import InboxServer

/// The program itself: what it says and how it ends.
@Suite(.serialized) struct InboxProgramTests {
    private func run(_ files: InboxFiles, arguments: [String]? = nil) throws -> StartedProgram {
        try StartedProgram(
            "meldpost-inbox",
            arguments ?? ["--config", files.configuration, "--credentials", files.folder.path]
        )
    }

    @Test func `it says ready once, holds its ports and its database, and SIGTERM ends it with 0`()
        throws
    {
        let files = InboxFiles([VirtualBox()])
        let (station, desk) = (Int.random(in: 20_000..<30_000), Int.random(in: 30_000..<32_000))
        files.write(stationPort: station, deskPort: desk)
        let first = try run(files)
        #expect(first.wait(for: "ready"))
        // A second one on the same database, then one with a database of its own on the same port.
        let same = try run(files)
        #expect(same.end() == 69)
        #expect(same.text.contains("store.directory is in use by another inbox"))
        let text = files.text(stationPort: station, deskPort: desk + 1)
        files.folder.write(
            text.replacingOccurrences(of: "/store\"", with: "/store-2\""),
            to: "inbox.toml"
        )
        let other = try run(files)
        #expect(other.end() == 69)
        #expect(other.text.contains("listen.station_port cannot be listened on"))
        first.process.terminate()
        #expect(first.end() == 0)
        #expect(first.text.components(separatedBy: "ready").count == 2)
        #expect(first.text.components(separatedBy: "stopped").count == 2)
        #expect(!first.text.contains("<redacted>"))
    }

    @Test func `systemd hears that it is ready and goes round, and nothing while it hangs`() throws
    {
        let files = InboxFiles([VirtualBox()])
        files.write(
            stationPort: Int.random(in: 20_000..<30_000),
            deskPort: Int.random(in: 30_000..<32_000)
        )
        let listener = try NoticeListener()
        let run = try StartedProgram(
            "meldpost-inbox",
            ["--config", files.configuration, "--credentials", files.folder.path],
            environment: ["NOTIFY_SOCKET": listener.path, "WATCHDOG_USEC": "600000"]
        )
        #expect(listener.wait(for: "READY=1"))
        for _ in 0..<3 { #expect(listener.waitForNext("WATCHDOG=1", atMost: 5)) }
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

    @Test func `a database of a newer version and a directory that cannot be made are refused`()
        throws
    {
        let files = InboxFiles([VirtualBox()])
        try files.withLedger { _ in }
        do {
            let connection = try SQLiteConnection(
                DatabaseDescription(
                    path: files.folder.path + "/store/inbox.sqlite",
                    applicationID: InboxSchema.applicationID,
                    migrations: InboxSchema.migrations
                        + [
                            Migration(
                                "2030-01 from the future",
                                sql: "CREATE TABLE f (a INT) STRICT"
                            )
                        ]
                )
            )
            #expect(connection.opening.migrationsApplied == 1)
        }
        let future = try run(files)
        #expect(future.end() == 65)
        #expect(future.text.contains("store.directory holds a database of a newer version"))
        let text = files.text().replacingOccurrences(
            of: files.folder.path + "/store",
            with: "/proc/nobody/store"
        )
        files.folder.write(text.utf8, to: "inbox.toml")
        let unmade = try run(files)
        #expect(unmade.end() == 73)
        #expect(unmade.text.contains("store.directory cannot be made"))
    }

    @Test func `without a file, or with an unknown argument, it ends with the codes of sysexits`()
        throws
    {
        let files = InboxFiles([VirtualBox()])
        let missing = try run(files, arguments: ["--config", files.folder.path + "/none.toml"])
        #expect(missing.end() == 66)
        #expect(missing.text.contains("none.toml: does not exist"))
        #expect(try run(files, arguments: ["--nonsense"]).end() == 64)
    }
}
