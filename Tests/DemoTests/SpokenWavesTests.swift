import Foundation
import MeldpostCore
import ProgramKit
import SpokenPrompts
import TerminalPanel
import Testing

@testable import DemoAssembly

/// What a demo writes down of what is said.
@Suite struct SpokenWavesTests {
    private let base: TemporaryFolder
    private let catalogue: ToneCatalogue

    init() throws {
        base = TemporaryFolder()
        catalogue = try ToneCatalogue(
            folder: base.path + "/voice",
            clips: [.dutch: ["number.1": 22_050, "number.2": 11_025]]
        )
    }

    private var folder: String { base.path + "/said" }

    private func list() throws -> [String] {
        try String(contentsOfFile: "\(folder)/\(SpokenWaves.listName)", encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    private func frames(_ name: String) throws -> Int {
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        return try WaveFile.samples(of: bytes).count
    }

    private func at(_ milliseconds: Int) -> Instant {
        Instant(sinceStart: .milliseconds(milliseconds))
    }

    @Test func `each text is a file, cut off where a key cut it off, and a line with its time`()
        throws
    {
        var waves = try SpokenWaves(folder: folder, catalogue: catalogue.folder)
        try waves.take(.sound(["nl:number.1", "500", "nl:number.2"]), at: at(0))
        try waves.take(.say("One, two.", number: 1), at: at(0))
        try waves.take(.sound(["nl:number.1"]), at: at(3_000))
        try waves.take(.say("One.", number: 2), at: at(3_000))
        try waves.take(.keyTone, at: at(3_400))
        try waves.take(.errorTone, at: at(3_500))
        try waves.finish(at: at(4_000))
        #expect(try frames("0001.wav") == 22_050 + 11_025 + 11_025)
        #expect(try frames("0002.wav") == 22_050 * 4 / 10)
        #expect(
            try list() == [
                "0.00 0001.wav 2.00 s: One, two.", "3.00 0002.wav 0.40 s (cut off): One.",
                "3.40 (key tone)", "3.50 (low tone)",
            ]
        )
    }

    @Test func `nobody else can read the folder or a file in it`() throws {
        var waves = try SpokenWaves(folder: folder, catalogue: catalogue.folder)
        try waves.take(.sound(["nl:number.1"]), at: at(0))
        try waves.take(.say("One.", number: 1), at: at(0))
        try waves.finish(at: at(100))
        for (name, mode) in [("", 0o700), ("0001.wav", 0o600), (SpokenWaves.listName, 0o600)] {
            var status = stat()
            #expect(stat("\(folder)/\(name)", &status) == 0)
            #expect(Int(status.st_mode & 0o777) == mode, "\(name)")
        }
    }

    @Test func `a folder with something in it is left alone, and so is a missing catalogue`() throws
    {
        mkdir(folder, 0o700)
        try Data("mine".utf8).write(to: URL(filePath: folder + "/file"))
        #expect(throws: DemoFault.waveFolder) {
            _ = try SpokenWaves(folder: folder, catalogue: catalogue.folder)
        }
        #expect(FileManager.default.contents(atPath: folder + "/file") == Data("mine".utf8))
        #expect(throws: DemoFault.catalogueMissing) {
            _ = try SpokenWaves(folder: base.path + "/new", catalogue: "/nowhere")
        }
        #expect(access(base.path + "/new", F_OK) != 0)
    }
}
