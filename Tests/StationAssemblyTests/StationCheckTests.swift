import Foundation
import ProgramKit
import StrictConfiguration
import Testing

@testable import StationAssembly

/// `meldpostd --check`: all that is wrong, and nothing is started.
@Suite(.serialized) struct StationCheckTests {
    private let files: StationFiles

    init() throws {
        files = try StationFiles()
    }

    private func words(credentials: Bool = true) -> [String] {
        files.writeConfiguration()
        let list = StationCheck.check(
            configuration: files.path("station.toml"),
            credentials: credentials ? files.folder : nil
        )
        return list.refusals.map { $0.words.replacing(files.folder, with: "@") }
    }

    @Test func `a file without an error has none`() {
        #expect(words().isEmpty)
    }

    /// Broken once: a check that stopped at the first error.
    @Test func `each error is named with its key and rule, and no value`() {
        files.set("station.id", #""canary""#)
        files.set("station.island", #""canary""#)
        files.set("pace.slot_milliseconds", "1")
        files.set("panel.kind", #""canary""#)
        files.set("sockets.control_group", #""canary-group""#)
        files.set("trust.key_list", #""/canary/list""#)
        files.set("voice.volume_percent", "1")
        files.set("voice.catalogue", #""canary""#)
        files.set("desk.opening", #"["canary"]"#)
        let found = words()
        let keys = found.map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
        #expect(
            keys == [
                "station.id", "station.island", "panel.kind", "sockets.control_group",
                "pace.slot_milliseconds", "desk.opening", "voice.catalogue",
                "voice.volume_percent", "trust.key_list",
            ]
        )
        #expect(found.allSatisfy { !$0.contains("canary") })
    }

    @Test func `a credential is checked where its folder is named`() {
        files.write("station-key", "canary".utf8)
        #expect(words(credentials: false).isEmpty)
        #expect(words() == ["@/station-key: must be base64 of 32 bytes"])
    }

    /// Broken once: without the check of the list, which ends no start any more.
    @Test func `a key list and a key without which the station starts are found all the same`()
        throws
    {
        files.write("station-key", "none".utf8)
        unlink(files.path("keylist"))
        let words = words()
        #expect(words.count == 2)
        #expect(words.first == "@/station.toml: trust.key_list does not exist")
        #expect(words.last?.hasPrefix("@/station-key: was not given") == true)
        let check = try StartedProgram(
            "meldpostd",
            ["--check", "--config", files.path("station.toml")]
        )
        #expect(check.end() == 66)
    }

    /// Every key that the station reads is checked: whatever ends the station is found before.
    @Test func `what the station refuses to start with is found`() throws {
        for wrong in StationProgramTests.wrongKeys {
            let files = try StationFiles()
            files.set(wrong.key, wrong.value)
            files.writeConfiguration()
            let list = StationCheck.check(
                configuration: files.path("station.toml"),
                credentials: files.folder
            )
            #expect(list.exitCode == wrong.code, "\(wrong.key)")
            let found = list.refusals.contains { $0.words.hasSuffix(wrong.words) }
            #expect(found, "\(wrong.key): \(list.refusals.map(\.words))")
        }
    }

    @Test func `the technician's program hands the answer of the station's on`() throws {
        files.set("station.island", #""canary""#)
        files.writeConfiguration()
        let file = files.path("station.toml")
        let run = try StartedProgram("meldpostctl", ["config", "check", file])
        #expect(run.end() == 78)
        #expect(
            run.output
                == "\(file): station.island must be one of: bonaire, saba, sint-eustatius\n"
        )
        files.set("station.island", #""saba""#)
        files.writeConfiguration()
        let well = try StartedProgram("meldpostctl", ["config", "check", file])
        #expect(well.end() == 0)
        #expect(well.output == "\(file): no error was found\n")
        #expect(!FileManager.default.fileExists(atPath: files.path("state")))
        let unknown = try StartedProgram("meldpostctl", ["config", "check", files.path("x.toml")])
        #expect(unknown.end() == 64)
    }
}
