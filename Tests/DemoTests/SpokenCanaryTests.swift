import Foundation
import MeldpostCore
import ProgramKit
import Testing

@testable import DemoAssembly

/// The whole of Meldpost with a voice: no answer is left in sounds, temporary files or logs.
@Suite(.serialized, .enabled(if: try BuiltPrograms.areThere.isMet), .timeLimit(.minutes(3)))
struct SpokenCanaryTests {
    private let programs: BuiltPrograms

    init() throws {
        programs = try BuiltPrograms()
    }

    /// Every file below the programs' folder but the programs, with its bytes.
    private func files() throws -> [(name: String, bytes: Data)] {
        try DemoTests.files(below: programs.folder.path).compactMap { name in
            let path = "\(programs.folder.path)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                !BuiltPrograms.names.contains(name)
            else { return nil }
            return (name, try Data(contentsOf: URL(filePath: path)))
        }
    }

    @Test func `P2 a visit that is spoken leaves no answer in sounds, other files or logs`() throws
    {
        let folder = programs.folder.path
        let questions = try programs.run(["\(folder)/meldpostd", "questionnaire"])
        let questionnaire = try JSONDecoder().decode(
            Questionnaire.self,
            from: Data(questions.output.utf8)
        )
        let catalogue = try ToneCatalogue(folder: "\(folder)/voice", of: questionnaire)
        let sounds = try files().filter { $0.name.hasPrefix("voice/") }
        #expect(sounds.count == 8)
        let said = "\(programs.temporary)/said"
        let terminal = try PseudoTerminal(
            programs.asUser(
                ["\(folder)/meldpost", "demo", "--keep-folder", "--voice", catalogue.folder]
                    + ["--device", "null", "--wav", said]
            ),
            environment: programs.environment()
        )
        try #require(terminal.waitForScreen("Everything runs.", .seconds(30)))
        terminal.type(" ")
        try EndToEndTests.key(EndToEndTests.visit, on: terminal)
        terminal.type(" ")
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)

        let canaries = EndToEndTests.canaries
        let left = try files()
        let found = left.filter { file in
            canaries.contains { file.bytes.range(of: Data($0)) != nil }
        }
        #expect(found.map(\.name) == [])

        // The station writes nothing beside its sounds, and changes none of them.
        let after = left.filter { $0.name.hasPrefix("voice/") }
        #expect(Set(after.map(\.name)) == Set(sounds.map(\.name)))
        #expect(Set(after.map(\.bytes)) == Set(sounds.map(\.bytes)))

        // The demo's own list holds the words of what was answered, so the search can find them; no
        // log, setting or temporary file does.
        let words = Data("former partner".utf8)
        let list = try #require(left.first { $0.name.hasSuffix(SpokenWaves.listName) })
        #expect(list.bytes.range(of: words) != nil)
        for file in left where file.name != list.name && file.bytes.count < 1 << 16 {
            #expect(file.bytes.range(of: words) == nil, "\(file.name)")
        }
        let waves = left.filter { $0.name.hasSuffix(".wav") && $0.name.contains("/said/") }
        #expect(waves.count > 20)
        for wave in waves {
            // A header and samples: no text has room in it.
            #expect(wave.bytes.starts(with: Data("RIFF".utf8)))
            #expect(wave.bytes[36..<40] == Data("data".utf8))
        }
    }
}
