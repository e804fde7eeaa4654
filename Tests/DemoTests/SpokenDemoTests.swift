import Foundation
import MeldpostCore
import ProgramKit
import Testing

@testable import DemoAssembly

/// The options of `meldpost demo` that concern the voice, and a demo that speaks into files.
@Suite(.serialized, .enabled(if: try StandIns.canRun.isMet), .timeLimit(.minutes(2)))
struct SpokenDemoTests {
    private let programs: StandIns

    init() throws {
        programs = try StandIns()
    }

    /// Runs a demo that must end by itself, and gives its code and what it said.
    private func refused(_ arguments: [String]) throws -> (code: Int32, text: String) {
        let run = try StartedProgram(
            programs.program,
            ["demo"] + arguments,
            environment: programs.environment()
        )
        return (run.end(), run.text)
    }

    @Test(arguments: [["--wav", "new"], ["--device", "null"]])
    func `what needs a voice is refused without one`(arguments: [String]) throws {
        let run = try refused(arguments)
        #expect(run.code == 64)
        #expect(run.text.contains("--wav and --device need --voice"))
        #expect(programs.leftovers.isEmpty)
    }

    @Test func `a catalogue that is not there is named, and nothing is left behind`() throws {
        let new = programs.folder.path + "/new"
        let terminal = try programs.demo(["--voice", "/nowhere", "--wav", new])
        #expect(terminal.waitForEnd().map { $0 >> 8 } == DemoFault.catalogueMissing.exitCode)
        #expect(terminal.written.contains(DemoFault.catalogueMissing.words))
        #expect(access(new, F_OK) != 0)
        #expect(programs.leftovers.isEmpty)
    }

    @Test func `a folder with something in it is not written into`() throws {
        let catalogue = try ToneCatalogue(
            folder: programs.folder.path + "/voice",
            clips: [.dutch: ["number.1": 2_205]]
        )
        let full = programs.folder.path + "/full"
        mkdir(full, 0o700)
        try Data("mine".utf8).write(to: URL(filePath: full + "/file"))
        let terminal = try programs.demo(["--voice", catalogue.folder, "--wav", full])
        #expect(terminal.waitForEnd().map { $0 >> 8 } == DemoFault.waveFolder.exitCode)
        #expect(terminal.written.contains(DemoFault.waveFolder.words))
        #expect(try FileManager.default.contentsOfDirectory(atPath: full) == ["file"])
    }

    /// The stand-in of the station says two lines, with no sounds to them.
    @Test func `what the station says is in the list, with the tones`() throws {
        let catalogue = try ToneCatalogue(
            folder: programs.folder.path + "/voice",
            clips: [.dutch: ["number.1": 2_205]]
        )
        let new = programs.folder.path + "/new"
        let terminal = try programs.demo(
            ["--voice", catalogue.folder, "--device", "null", "--wav", new]
        )
        #expect(terminal.waitForScreen("Everything runs."))
        terminal.type(" ")
        #expect(terminal.waitForScreen("The handset is lifted."))
        terminal.type("4")
        #expect(terminal.waitForScreen("You pressed a key."))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        let list = try String(contentsOfFile: "\(new)/\(SpokenWaves.listName)", encoding: .utf8)
        #expect(list.contains("The handset is lifted."))
        #expect(list.contains("(key tone)"))
        #expect(list.contains("You pressed a key."))
    }

    @Test
    func `the station is given the table of the voice where there is a device, and only then`()
        throws
    {
        func station(_ voice: DemoVoice?) throws -> String {
            DemoConfiguration(
                folder: DemoFolder(path: "/tmp/demo"),
                keys: DemoKeys(),
                ports: .init(plug: 1, station: 2, desk: 3),
                slotMilliseconds: 250,
                voice: voice
            ).station
        }
        let heard = try station(DemoVoice(catalogue: "/a \"b\"", device: "plughw:1"))
        #expect(heard.contains("[voice]\ncatalogue = \"/a \\\"b\\\"\"\ndevice = \"plughw:1\"\n"))
        #expect(try !station(nil).contains("[voice]"))
        var silent = DemoVoice(catalogue: "/a")
        silent.device = nil
        #expect(try !station(silent).contains("[voice]"))
    }
}
