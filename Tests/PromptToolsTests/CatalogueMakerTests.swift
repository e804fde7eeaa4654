import Foundation
import MeldpostCore
import ProgramKit
import Testing

@testable import PromptTools
@testable import SpokenPrompts

/// The catalogue on disk, made by a program that stands in for espeak-ng, and by espeak-ng itself.
@Suite(.serialized) struct CatalogueMakerTests {
    final class Folder {
        private let base = TemporaryFolder()
        var path: String { base.path }

        func write(_ name: String, _ bytes: [UInt8], mode: Int = 0o644) throws {
            let url = URL(filePath: "\(path)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: url)
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: url.path
            )
        }

        /// A program that writes `samples` whatever it is given.
        func program(_ samples: [Int16], code: Int = 0) throws -> SpeechProgram {
            try write("sound.wav", WaveFile.bytes(of: samples))
            let script = "#!/bin/sh\ncat >/dev/null\ncat '\(path)/sound.wav'\nexit \(code)\n"
            try write("speak", Array(script.utf8), mode: 0o755)
            return SpeechProgram(program: "\(path)/speak")
        }

        func names(_ language: String) -> Set<String> {
            let names = try? FileManager.default.contentsOfDirectory(
                atPath: "\(path)/voice/\(language)"
            )
            return Set(names ?? [])
        }
    }

    static let beep: [Int16] = (0..<8_000).map { $0 / 30 % 2 == 0 ? 5_000 : -5_000 }

    private func set(welcome: String = "Welkom.") throws -> ClosedSet {
        try ClosedSet(
            Questionnaire(
                version: "1",
                textVersion: "1",
                languages: [.init(language: .dutch, approved: true)],
                prompts: [PromptID(rawValue: "welcome"): [.dutch: welcome]]
            )
        )
    }

    @Test func `a catalogue is made whole, and made again it stays as it is`() throws {
        let folder = Folder()
        let wanted = try set()
        let maker = CatalogueMaker(
            output: folder.path + "/voice",
            recorded: nil,
            program: try folder.program(Self.beep)
        )
        let first = try maker.make(.dutch, of: wanted)
        #expect(first.renderedCount == wanted.clips[.dutch]?.count)
        #expect(!first.isApproved)
        let state = Catalogue(folder: folder.path + "/voice", for: wanted).state
        #expect(state == .init(isMissing: false, missingCount: 0, outdatedCount: 0))
        let again = try maker.make(.dutch, of: wanted)
        #expect(again.keptCount == first.renderedCount && again.renderedCount == 0)
    }

    @Test func `a text that changed is made again, and the old file goes`() throws {
        let folder = Folder()
        let output = folder.path + "/voice"
        let maker = CatalogueMaker(
            output: output,
            recorded: nil,
            program: try folder.program(Self.beep)
        )
        _ = try maker.make(.dutch, of: try set())
        let newer = try set(welcome: "Welkom bij de balie.")
        #expect(Catalogue(folder: output, for: newer).state.outdatedCount == 1)
        let longer = CatalogueMaker(
            output: output,
            recorded: nil,
            program: try folder.program(Self.beep + Self.beep)
        )
        let outcome = try longer.make(.dutch, of: newer)
        #expect(outcome.renderedCount == 1)
        #expect(Catalogue(folder: output, for: newer).state.outdatedCount == 0)
        #expect(folder.names("nl").filter { $0.hasPrefix("prompt.welcome-") }.count == 1)
    }

    @Test func `whatever fails leaves the catalogue before it whole`() throws {
        // As the program does: a speech program may end before it has read.
        signal(SIGPIPE, SIG_IGN)
        let folder = Folder()
        let output = folder.path + "/voice"
        let wanted = try set()
        _ = try CatalogueMaker(
            output: output,
            recorded: nil,
            program: try folder.program(Self.beep)
        ).make(.dutch, of: wanted)
        let before = folder.names("nl")
        let long = [Int16](repeating: 5_000, count: SoundFormat.longestFrames + 1)
        let programs = [
            try folder.program(long), try Folder().program([], code: 0),
            SpeechProgram(program: "/nowhere/espeak-ng"), SpeechProgram(program: "/bin/false"),
        ]
        for program in programs {
            let maker = CatalogueMaker(output: output, recorded: nil, program: program)
            #expect(throws: PromptFault.self) {
                try maker.make(.dutch, of: try set(welcome: "Een andere tekst."))
            }
            #expect(folder.names("nl").isSuperset(of: before))
            let state = Catalogue(folder: output, for: wanted).state
            #expect(state == .init(isMissing: false, missingCount: 0, outdatedCount: 0))
        }
    }

    @Test func `a recording goes before a rendered sound, and one that does not fit is refused`()
        throws
    {
        let folder = Folder()
        let wanted = try set()
        let maker = CatalogueMaker(
            output: folder.path + "/voice",
            recorded: folder.path + "/recorded",
            program: try folder.program(Self.beep)
        )
        try folder.write("recorded/nl/prompt.welcome.wav", WaveFile.bytes(of: Self.beep))
        let outcome = try maker.make(.dutch, of: wanted)
        #expect(outcome.recordedCount == 1)
        var stereo = WaveFile.bytes(of: Self.beep)
        stereo[22] = 2
        try folder.write("recorded/nl/prompt.welcome.wav", stereo)
        #expect(throws: PromptFault.recorded("nl:prompt.welcome", .notMono)) {
            try maker.make(.dutch, of: wanted)
        }
    }

    @Test(.enabled(if: try Need.program("espeak-ng").isMet))
    func `espeak-ng has a voice for each language, and its clips are equally loud`() throws {
        let texts: [(Language, String)] = [
            (.papiamentu, "Bon dia. Primi un."), (.dutch, "Goedendag. Druk op één."),
            (.english, "Good day. Press one."), (.spanish, "Buenos días. Pulse uno."),
        ]
        for (language, text) in texts {
            let samples = try SpeechProgram().samples(of: text, in: language, named: "test")
            let seconds = Double(samples.count) / Double(SoundFormat.rate)
            #expect((0.8...4).contains(seconds), "\(language) takes \(seconds) s")
            let level = Loudness.level(of: samples)
            #expect((1_500...3_600).contains(level), "\(language) has the level \(level)")
            #expect(samples.prefix(Loudness.margin / 2).allSatisfy { abs(Int($0)) < 2_000 })
        }
    }
}
