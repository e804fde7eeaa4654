import CSQLite
import ControlProtocol
import Foundation
import JournalStore
import LocalSockets
import MeldpostCore
import ProgramKit
import RecordFormat
import StrictConfiguration
import Testing

@testable import StationAssembly

/// The program itself: what it refuses, in which words and with which code, and that what it
/// refuses is untouched.
@Suite(.serialized, .timeLimit(.minutes(2))) struct StationProgramTests {
    private let files: StationFiles

    init() throws {
        files = try StationFiles()
    }

    /// Runs to the end, and checks code and words; no value of the file may stand in the words.
    ///
    /// Broken once: with the path of the state directory in the words of its refusal, as it was
    /// before, the values are found.
    private func expect(
        _ code: Int32,
        _ words: String,
        of run: StartedProgram,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(run.end() == code, "\(run.text)", sourceLocation: location)
        #expect(
            run.text == "<3>meldpostd: \(words)\n".replacing("@", with: files.folder),
            sourceLocation: location
        )
        for value in files.tables.values.flatMap(\.values) where value.count > 4 {
            let bare = value.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            #expect(!run.text.contains(bare), "\(bare)", sourceLocation: location)
        }
    }

    private func expect(
        _ code: Int32,
        _ words: String,
        location: SourceLocation = #_sourceLocation
    ) throws {
        expect(code, "@/station.toml: \(words)", of: try files.run(), location: location)
        // Nobody is left behind who would be in the way of the next start.
        #expect(files.bytes("courier.sock") == nil, sourceLocation: location)
    }

    private func status() throws -> StatusReport? {
        let connection = try LocalConnection.connect(path: files.path("control.sock"))
        try connection.send(try StatusRequest(.status).encoded())
        return try connection.receive(limit: .seconds(10)).map(StatusReport.init(decoding:))
    }

    /// Waits until the status fits, at most ten seconds.
    private func waitForStatus(_ isFitting: (StatusReport) -> Bool) -> StatusReport? {
        for _ in 0..<200 {
            if let report = try? status(), isFitting(report) { return report }
            usleep(50_000)
        }
        return nil
    }

    /// Whether the station runs, and ends with 0 when it is told to.
    private func expectItRuns(_ run: StartedProgram) {
        #expect(run.wait(for: "ready"), "\(run.text)")
        run.process.terminate()
        #expect(run.end() == 0)
    }

    // MARK: The file

    @Test func `what is written right runs, and SIGTERM ends it with 0`() throws {
        let run = try files.run()
        expectItRuns(run)
        #expect(!run.text.contains("<redacted>"))
        #expect(FileManager.default.fileExists(atPath: files.path("state/journal.sqlite")))
    }

    @Test func `a configuration file that is missing, is no file or no TOML is named`() throws {
        let missing = try StartedProgram("meldpostd", ["--config", files.path("none.toml")])
        expect(66, "@/none.toml: does not exist", of: missing)
        let folder = try StartedProgram("meldpostd", ["--config", files.folder])
        expect(66, "@: must be a regular file", of: folder)
        files.write("broken.toml", "[station]\nid = canary1\n".utf8)
        let broken = try StartedProgram("meldpostd", ["--config", files.path("broken.toml")])
        #expect(broken.end() == 78)
        #expect(broken.text.contains("broken.toml: is not TOML at line 2, column"))
        #expect(!broken.text.contains("canary1"))
        #expect(try StartedProgram("meldpostd", ["--nonsense"]).end() == 64)
    }

    /// A key, what stands there, and the words.
    static let wrongKeys: [(key: String, value: String?, code: Int32, words: String)] = [
        ("station.idd", #""canary-value""#, 78, "station.idd is not a key of this file"),
        ("station.id", nil, 78, "station.id is required"),
        ("station.id", #""canary-value""#, 78, "station.id must be 32 hexadecimal digits"),
        (
            "station.id", "\"\(String(repeating: "0", count: 32))\"", 78,
            "station.id must be 32 hexadecimal digits"
        ),
        (
            "station.island", #""canary-value""#, 78,
            "station.island must be one of: bonaire, saba, sint-eustatius"
        ),
        (
            "station.reserve_bytes", "131071", 78,
            "station.reserve_bytes must be from 131072 to 1073741824"
        ),
        ("station.reserve_bytes", #""131072""#, 78, "station.reserve_bytes must be a whole number"),
        (
            "station.state_directory", #""canary/value""#, 78,
            "station.state_directory must be a path that begins with /"
        ),
        ("panel.kind", #""canary-value""#, 78, "panel.kind must be one of: terminal, serial, gpio"),
        (
            "pace.slot_milliseconds", "199", 78,
            "pace.slot_milliseconds must be from 200 to 20000"
        ),
        ("trust.root_key", nil, 78, "trust.root_key is required"),
        ("trust.root_key", #""Y2FuYXJ5""#, 78, "trust.root_key must be base64 of 32 bytes"),
        (
            // The neutral point, for which anybody can sign.
            "trust.root_key", "\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"", 78,
            "trust.root_key must be an Ed25519 public key"
        ),
        ("trust.key_list", nil, 78, "trust.key_list is required"),
        (
            "trust.key_list", #""canary-value""#, 78,
            "trust.key_list must be a path that begins with /"
        ),
        (
            "questionnaire.file", #""canary/value""#, 78,
            "questionnaire.file must be a path that begins with /"
        ),
        (
            "questionnaire.approvals", #""canary/value""#, 78,
            "questionnaire.approvals must be a path that begins with /"
        ),
        (
            "desk.language", #""canary-value""#, 78,
            "desk.language must be one of: pap, nl, en, es"
        ),
        ("voice.devise", #""canary-value""#, 78, "voice.devise is not a key of this file"),
        (
            "voice.catalogue", #""canary/value""#, 78,
            "voice.catalogue must be a path that begins with /"
        ),
        ("voice.catalogue", "7", 78, "voice.catalogue must be text in quotation marks"),
        ("voice.device", #""""#, 78, "voice.device must have from 1 to 128 characters"),
        (
            "voice.device", "\"\(String(repeating: "c", count: 129))\"", 78,
            "voice.device must have from 1 to 128 characters"
        ),
        ("voice.volume_percent", "29", 78, "voice.volume_percent must be from 30 to 100"),
        ("voice.volume_percent", "101", 78, "voice.volume_percent must be from 30 to 100"),
        ("voice.volume_percent", #""80""#, 78, "voice.volume_percent must be a whole number"),
        (
            "sockets.courier_user", #""canary-value""#, 78,
            "sockets.courier_user must name a user of this system"
        ),
        (
            "sockets.control_group", #""canary-value""#, 78,
            "sockets.control_group must name a group of this system"
        ),
    ]

    @Test(arguments: wrongKeys.indices)
    func `a key that is wrong is named with its rule, and never its value`(place: Int) throws {
        let wrong = Self.wrongKeys[place]
        files.set(wrong.key, wrong.value)
        try expect(wrong.code, wrong.words)
    }

    // MARK: Keys

    /// Runs with a file of keys that is refused: it is named with its rule and never its value, panic acts,
    /// and the station ends in order.
    ///
    /// - Returns: the status.
    private func panicActs(
        beside condition: Condition,
        _ words: String,
        inSafeMode: Bool = false,
        location: SourceLocation = #_sourceLocation
    ) throws -> StatusReport {
        let run = try files.run(isSafeModeWanted: inSafeMode, output: .socket)
        let report = waitForStatus { $0.conditions.contains { $0.code == condition.rawValue } }
        let all = words.replacing("@", with: files.folder)
        let line = "<4>meldpostd: \(all)\n"
        #expect(run.text.contains(line), "\(run.text)", sourceLocation: location)
        #expect(!run.text.contains("canary"), "\(run.text)", sourceLocation: location)
        run.type("P")
        #expect(run.waitForOutput("relay closed"), "\(run.output)", sourceLocation: location)
        let last = waitForStatus { $0.panic == .latched && $0.journal != .opening }
        run.process.terminate()
        #expect(run.end() == 0, sourceLocation: location)
        let raised = try #require(report, sourceLocation: location).conditions.first {
            $0.code == condition.rawValue
        }
        #expect(raised?.words == "\(condition.words) \(all)", sourceLocation: location)
        return try #require(last, sourceLocation: location)
    }

    /// Broken once: with an end of 78, as it was, and panic with it.
    @Test func `P6 a key list that cannot be used is named, and panic works without it`() throws {
        let signed = "@/station.toml: trust.key_list must name a key list signed by trust.root_key"
        let missing = Condition.recipientsMissing.rawValue
        files.write("keylist", try Centre().signedKeyList())
        let other = try panicActs(beside: .keyListRefused, signed)
        #expect(other.keyListNumber == nil)
        #expect(other.conditions.map(\.code).contains(missing))
        files.write("keylist", try files.centre.signedKeyList().dropLast())
        _ = try panicActs(beside: .keyListRefused, signed)
        files.write("keylist", "canary-value".utf8)
        _ = try panicActs(beside: .keyListRefused, signed)
        files.write("keylist", try files.keyListOfNoKeys())
        _ = try panicActs(
            beside: .keyListRefused,
            "@/station.toml: trust.key_list must name a key list whose keys can all be used"
        )
        // Once there was a good one, the journal keeps it.
        files.write("keylist", try files.centre.signedKeyList())
        expectItRuns(try files.run())
        unlink(files.path("keylist"))
        let kept = try panicActs(
            beside: .keyListRefused,
            "@/station.toml: trust.key_list does not exist"
        )
        #expect(kept.keyListNumber != nil)
        #expect(!kept.conditions.map(\.code).contains(missing))
    }

    /// Broken once: with an end of 66, 77 or 78, as it was, and panic with it; with a journal that is
    /// opened all the same, whose entries no key would have signed that the centre knows.
    @Test func `P6 a key of the station that cannot be used is named, and panic works without it`()
        throws
    {
        expectItRuns(try files.run())
        let journal = try #require(files.bytes("state/journal.sqlite"))
        let good = try #require(files.bytes("station-key"))
        func expect(_ words: String) throws {
            let report = try panicActs(beside: .stationKeyRefused, "@/station-key: \(words)")
            #expect(report.journal == .failed)
            #expect(!report.keys.map(\.role).contains(.station))
            #expect(files.bytes("state/journal.sqlite") == journal)
        }
        for mode in [0o640, 0o604, 0o660] as [mode_t] {
            chmod(files.path("station-key"), mode)
            try expect("must be readable by its owner only (mode 0400 or 0600)")
        }
        files.write("station-key", "canary-value".utf8)
        try expect("must be base64 of 32 bytes")
        // As the unit passes it where the file is missing, or cannot be decrypted.
        files.write("station-key", "none".utf8)
        try expect(ConfigurationRule.mustBeGiven.words)
        files.write("station-key", [])
        try expect("must not be empty")
        unlink(files.path("station-key"))
        try expect("does not exist")
        files.write("first-supervisor", "none".utf8)
        let safe = try panicActs(
            beside: .stationKeyRefused,
            "@/station-key: does not exist",
            inSafeMode: true
        )
        #expect(safe.conditions.map(\.code).contains(Condition.stationSafeMode.rawValue))
        // With the key it is as it was.
        files.write("station-key", good)
        let run = try files.run()
        #expect(waitForStatus { $0.journal == .open } != nil)
        #expect(try status()?.conditions.map(\.code).contains("keys.station-refused") == false)
        expectItRuns(run)
    }

    @Test func `credentials are those of the command line, else those of systemd`() throws {
        files.writeConfiguration()
        let nowhere = try StartedProgram("meldpostd", ["--config", files.path("station.toml")])
        self.expect(
            78,
            "CREDENTIALS_DIRECTORY: is not set, and there is no --credentials",
            of: nowhere
        )
        // As systemd hands it over: in the environment.
        let given = try StartedProgram(
            "meldpostd",
            ["--config", files.path("station.toml")],
            environment: ["CREDENTIALS_DIRECTORY": files.folder],
            output: .nowhere
        )
        expectItRuns(given)
    }

    /// A command that was refused leaves an empty file, and the button must work all the same.
    ///
    /// Broken once: with an end of 78, as it was, and panic with it.
    @Test(arguments: ["", "nobody", "open"])
    func `P6 a first supervisor that is refused is named, and the station starts`(
        text: String
    )
        throws
    {
        files.write("first-supervisor", text.utf8, mode: text == "open" ? 0o644 : 0o600)
        let run = try files.run()
        #expect(run.wait(for: "ready"), "\(run.text)")
        let rule = [
            "": "must not be empty", "nobody": "must be base64 of \(SupervisorCredential.length)",
        ]
        let words = "<4>meldpostd: \(files.path("first-supervisor")): \(rule[text] ?? "")"
        #expect(run.text.contains(words), "\(run.text)")
        let connection = try LocalConnection.connect(path: files.path("control.sock"))
        try connection.send(try StatusRequest(.status).encoded())
        let packet = try #require(try connection.receive(limit: .seconds(10)))
        let raised = try StatusReport(decoding: packet).conditions.map(\.code)
        #expect(raised.contains("accounts.credential-refused"))
        run.process.terminate()
        #expect(run.end() == 0)
    }

    @Test func `the word none is no first supervisor`() throws {
        files.write("first-supervisor", "none".utf8)
        let run = try files.run()
        expectItRuns(run)
        #expect(!run.text.contains("first-supervisor"))
    }

    // MARK: Sockets

    /// Broken once: where the station ends for it, as it did, there is no panic either.
    @Test(arguments: ["courier", "control"])
    func `F63 a socket that cannot be made at the start is made later, and the station runs`(
        name: String
    ) throws {
        files.set("sockets.\(name)", files.quoted(files.path("later/s")))
        let run = try files.run()
        #expect(run.wait(for: "ready"), "\(run.text)")
        let words = "sockets.\(name) must lie in a folder that exists, trying again"
        #expect(run.text.contains(words))
        mkdir(files.path("later"), 0o700)
        var connection: LocalConnection?
        for _ in 0..<100 where connection == nil {
            usleep(50_000)
            connection = try? LocalConnection.connect(path: files.path("later/s"))
        }
        #expect(connection != nil)
        connection?.close()
        expectItRuns(run)
        #expect(!FileManager.default.fileExists(atPath: files.path("later/s")))
        // Told to stop while it still tries.
        rmdir(files.path("later"))
        expectItRuns(try files.run())
    }

    @Test(arguments: ["courier", "control"])
    func `a socket that is in use, in place of a file or too long is named`(name: String) throws {
        let key = "sockets.\(name)"
        let place = files.path("\(name)-2.sock")
        files.set(key, files.quoted(place))
        do {
            let other = try LocalListener(path: place, mode: 0o600, backlog: 1)
            try expect(69, "\(key) is in use by another process")
            other.close()
        }
        files.write("\(name)-2.sock", "canary".utf8)
        try expect(73, "\(key) must not name a file that is not a socket")
        #expect(files.bytes("\(name)-2.sock") == Data("canary".utf8))
        files.set(key, files.quoted("/" + String(repeating: "a", count: 107)))
        try expect(78, "\(key) must have from 1 to 107 characters")
        let spare = 107 - files.folder.utf8.count - 1
        files.set(key, files.quoted(files.path(String(repeating: "a", count: spare))))
        expectItRuns(try files.run())
    }

    @Test func `two sockets of one path are refused`() throws {
        files.set("sockets.control", files.quoted(files.path("courier.sock")))
        try expect(78, "sockets.control must be a socket of its own")
    }

    // MARK: The state directory

    private static let directory = "station.state_directory"

    @Test func `a state directory that is a file, or cannot be made, is refused`() throws {
        let words = "\(Self.directory) must be a directory that this user can write"
        files.write("state", "canary".utf8)
        try expect(73, words)
        #expect(files.bytes("state") == Data("canary".utf8))
        unlink(files.path("state"))
        symlink(files.path("nowhere"), files.path("state"))
        try expect(73, words)
        files.set(Self.directory, files.quoted(files.path("none/state")))
        try expect(73, words)
    }

    /// Broken once: without the comparison of the mode in `checkStateDirectory` the daemon stays up;
    /// where others may write, its journal never opens.
    @Test(arguments: [0o775, 0o750, 0o701, 0o777] as [mode_t])
    func `a state directory that others may enter is refused`(mode: mode_t) throws {
        mkdir(files.path("state"), 0o700)
        chmod(files.path("state"), mode)
        try expect(
            77,
            "\(Self.directory) must belong to the user of the station and be open to nobody else "
                + "(mode 0700)"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.path("state")).isEmpty)
    }

    @Test(.enabled(if: try Need.root.isMet))
    func `a state directory of another user, or read-only, is refused`() throws {
        mkdir(files.path("state"), 0o700)
        chown(files.path("state"), 65_534, 65_534)
        try expect(
            77,
            "\(Self.directory) must belong to the user of the station and be open to nobody else "
                + "(mode 0700)"
        )
        // Its own user, who may not write: root may everything, so it is nobody who runs.
        chmod(files.path("state"), 0o500)
        files.writeConfiguration()
        let program = files.path("meldpostd")
        try FileManager.default.copyItem(
            atPath: StartedProgram.path(of: "meldpostd"),
            toPath: program
        )
        for name in try FileManager.default.subpathsOfDirectory(atPath: files.folder) {
            chown(files.path(name), 65_534, 65_534)
        }
        chown(files.folder, 65_534, 65_534)
        let run = try asNobody(program)
        expect(
            73,
            "@/station.toml: \(Self.directory) must be a directory that this user can write",
            of: run
        )
        // The same where a socket is to be made.
        chmod(files.path("state"), 0o700)
        chmod(files.folder, 0o500)
        let shut = try asNobody(program)
        expectItRuns(shut)
        #expect(shut.text.contains("sockets.courier must lie in a folder that this user can write"))
    }

    @Test(.enabled(if: try Need.root.isMet))
    func `F39 a disk that is full at the start: it stays up and says so, and panic acts`()
        throws
    {
        let disk = files.path("disk")
        mkdir(disk, 0o700)
        let size = "size=64k,mode=0700"
        #expect(Command.run("mount", ["-t", "tmpfs", "-o", size, "tmpfs", disk]).status == 0)
        defer { _ = Command.run("umount", ["-l", disk]) }
        files.write("disk/filler", [UInt8](repeating: 1, count: 64 << 10))
        files.set(Self.directory, files.quoted("\(disk)/state"))
        let run = try files.run(output: .socket)
        let report = waitForStatus { report in
            report.conditions.contains { $0.code == Condition.diskFull.rawValue }
        }
        let words = report?.conditions.map(\.words) ?? []
        #expect(words.contains(Condition.diskFull.words))
        #expect(words.contains(Condition.journalUnavailable.words))
        #expect(run.process.isRunning)
        run.type("P")
        #expect(run.waitForOutput("relay closed"), "\(run.output)")
        // Room again: the journal opens by itself.
        unlink("\(disk)/filler")
        #expect(Command.run("mount", ["-o", "remount,size=16m", disk]).status == 0)
        #expect(waitForStatus { $0.journal == .open } != nil)
        #expect(try status()?.conditions.contains { $0.code == "disk.full" } == false)
        run.process.terminate()
        #expect(run.end() == 0)
    }

    /// Starts a copy of the program as a user who is not root.
    private func asNobody(_ program: String) throws -> StartedProgram {
        try StartedProgram(
            program,
            ["--config", files.path("station.toml"), "--credentials", files.folder],
            prefix: [
                "/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
            ],
            output: .nowhere
        )
    }

    // MARK: The journal

    @Test func `F43 a journal from the future ends it with 65, and not a byte is changed`() throws {
        do {
            var store = try JournalStore(
                directory: files.path("state"),
                station: files.centre.stationID
            )
            try store.saveOwedSlots(7)
        }
        let journal = files.path("state/journal.sqlite")
        var handle: OpaquePointer?
        #expect(sqlite3_open(journal, &handle) == SQLITE_OK)
        #expect(sqlite3_exec(handle, "PRAGMA user_version=99", nil, nil, nil) == SQLITE_OK)
        sqlite3_close(handle)
        let before = files.bytes("state/journal.sqlite")
        let log = files.bytes("state/journal.sqlite-wal")
        let names = try FileManager.default.contentsOfDirectory(atPath: files.path("state"))
        try expect(
            65,
            "\(Self.directory) holds a journal of a newer version; install that version again"
        )
        #expect(files.bytes("state/journal.sqlite") == before)
        #expect(files.bytes("state/journal.sqlite-wal") ?? Data() == log ?? Data())
        let left = try FileManager.default.contentsOfDirectory(atPath: files.path("state"))
        #expect(left.allSatisfy { !$0.contains("aside") } && Set(left).isSuperset(of: names))
    }
}
