import Foundation
import ProgramKit
import Testing

/// The program itself: what it refuses, in which words and with which code.
@Suite(.serialized, .timeLimit(.minutes(1))) struct CourierProgramTests {
    private let base = TemporaryFolder()
    private var folder: String { base.path }
    private let bench = CentreBench()

    init() throws {
        let client = bench.stations.issue(name: "station", use: .client)
        write("ca.pem", bench.authority.pem)
        write("courier-certificate", client.chainPEM)
        write("courier-key", client.keyPEM)
        write("courier.toml", configuration().utf8)
    }

    private func configuration(_ changes: [String: String] = [:]) -> String {
        let keys = [
            "host": "\"127.0.0.1\"", "port": "9", "name": "\"canary.example\"",
            "ca": "\"\(folder)/ca.pem\"",
        ]
        .merging(changes) { $1 }
        return "[centre]\n" + keys.map { "\($0) = \($1)\n" }.joined()
            + "[sockets]\ncourier = \"\(folder)/none.sock\"\n"
    }

    private func write(_ name: String, _ bytes: some Sequence<UInt8>, mode: mode_t = 0o600) {
        let path = "\(folder)/\(name)"
        precondition(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
        chmod(path, mode)
    }

    private func run(_ arguments: [String]? = nil) throws -> StartedProgram {
        try StartedProgram(
            "meldpost-courier",
            arguments ?? ["--config", "\(folder)/courier.toml", "--credentials", folder]
        )
    }

    private func expect(
        _ code: Int32,
        _ words: String,
        _ arguments: [String]? = nil,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let run = try run(arguments)
        #expect(run.end() == code, "\(run.text)", sourceLocation: location)
        #expect(
            run.text == "<3>meldpost-courier: \(words)\n".replacing("@", with: folder),
            sourceLocation: location
        )
        #expect(!run.text.contains("canary"), sourceLocation: location)
    }

    /// It does not wait for a station or a network to be ready: a first try may be a call for help.
    @Test func `systemd hears that it is ready and goes round, and nothing while it hangs`() throws
    {
        let listener = try NoticeListener()
        let run = try StartedProgram(
            "meldpost-courier",
            ["--config", "\(folder)/courier.toml", "--credentials", folder],
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

    /// Broken once: a check that ended at the first error.
    @Test func `--check names each error with its key and rule, and starts nothing`() throws {
        func check(_ arguments: [String] = []) throws -> (code: Int32, output: String) {
            let run = try run(["--check", "--config", "\(folder)/courier.toml"] + arguments)
            return (run.end(), run.output.replacing(folder, with: "@"))
        }
        #expect(try check() == (0, "@/courier.toml: no error was found\n"))
        #expect(try check(["--credentials", folder]).code == 0)
        write("courier-key", "canary".utf8)
        #expect(try check().code == 0)
        let key = try check(["--credentials", folder])
        #expect(key == (78, "@/courier-key: must hold PEM blocks that can be read\n"))
        write("ca.pem", "canary".utf8)
        write("courier.toml", configuration(["port": "0", "host": "\"canary canary\""]).utf8)
        let wrong = try check()
        #expect(wrong.code == 78)
        #expect(
            wrong.output.split(separator: "\n") == [
                "@/courier.toml: centre.host must be a host name or an address",
                "@/courier.toml: centre.port must be from 1 to 65535",
                "@/courier.toml: centre.ca must hold PEM blocks that can be read",
            ]
        )
    }

    @Test func `files that are missing, open to others or wrong end it with codes of sysexits`()
        throws
    {
        try expect(66, "@/none.toml: does not exist", ["--config", "\(folder)/none.toml"])
        #expect(try run(["--nonsense"]).end() == 64)
        try expect(
            78,
            "CREDENTIALS_DIRECTORY: is not set, and there is no --credentials",
            ["--config", "\(folder)/courier.toml"]
        )
        write("courier.toml", "[centre]\nhost = canary\n".utf8)
        let broken = try run()
        #expect(broken.end() == 78 && broken.text.contains("is not TOML at line 2, column"))
        #expect(!broken.text.contains("canary"))

        for (changes, words) in [
            (["prot": "\"canary\""], "centre.prot is not a key of this file"),
            (["host": "\"canary value\""], "centre.host must be a host name or an address"),
            (["port": "\"canary\""], "centre.port must be a whole number"),
            (["name": "\"canary_\""], "centre.name must be a host name"),
            (["ca": "\"canary\""], "centre.ca must be a path that begins with /"),
        ] {
            write("courier.toml", configuration(changes).utf8)
            try expect(78, "@/courier.toml: \(words)")
        }
        write("courier.toml", configuration(["ca": "\"/canary\""]).utf8)
        try expect(66, "@/courier.toml: centre.ca does not exist")
        write("courier.toml", configuration().utf8)

        chmod("\(folder)/courier-key", 0o640)
        try expect(
            77,
            "@/courier-key: must be readable by its owner only (mode 0400 or 0600)"
        )
        write("courier-key", bench.stations.issue(use: .client).keyPEM)
        try expect(78, "@/courier-key: must be the key of courier-certificate")
        write("courier-certificate", "canary".utf8)
        try expect(78, "@/courier-certificate: must hold PEM blocks that can be read")
        unlink("\(folder)/courier-certificate")
        try expect(66, "@/courier-certificate: does not exist")
    }

    @Test func `without a station it stays up and says so once, and SIGTERM ends it with 0`() throws
    {
        let run = try run()
        #expect(run.wait(for: "the station does not answer, continuing"))
        run.process.terminate()
        #expect(run.end() == 0)
        #expect(run.text.components(separatedBy: "does not answer").count == 2)
        #expect(!run.text.contains("canary") && !run.text.contains(folder))
    }
}
