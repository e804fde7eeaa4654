import Foundation
import MeldpostCore
import Testing

@testable import SpokenPrompts

@Suite struct CatalogueTests {
    static let welcome = ClipKey.prompt(PromptID(rawValue: "welcome"))

    @Test func `a whole catalogue is whole, and gives what it holds`() throws {
        let folder = try CatalogueFolder()
        let catalogue = folder.open()
        #expect(
            catalogue.state == CatalogueState(isMissing: false, missingCount: 0, outdatedCount: 0)
        )
        let clip = try #require(folder.wanted.clips[.spanish]?.first)
        let sound = catalogue.sound(of: clip.name.key.name, in: clip.name.language)
        #expect(sound.isAsked)
        #expect(sound.samples == CatalogueFolder.samples(of: clip))
    }

    @Test func `F24 a folder that is not there is a missing catalogue`() throws {
        let wanted = try ClosedSet(SmallQuestionnaire.make())
        let catalogue = Catalogue(folder: "/nowhere/voice", for: wanted)
        #expect(catalogue.state.isMissing)
        #expect(catalogue.sound(of: Self.welcome.name, in: .dutch).samples.isEmpty)
    }

    /// Broken once: without the comparison of the hash, the clip of the wrong text was played.
    @Test func `F24 every kind of damaged file falls back to the other language`() throws {
        let folder = try CatalogueFolder()
        let whole = try Data(contentsOf: URL(filePath: folder.file(.dutch, Self.welcome)))
        let other = try Data(contentsOf: URL(filePath: folder.file(.dutch, .number(99))))
        var huge = whole
        huge.replaceSubrange(40..<44, with: [0xFF, 0xFF, 0xFF, 0x7F])
        var rate = whole
        rate.replaceSubrange(24..<28, with: [0x40, 0x1F, 0, 0])
        var flipped = whole
        flipped[2_000] ^= 1
        let damages: [Data?] = [
            nil, Data(), whole.prefix(100), huge, rate, flipped, other,
            Data(count: SoundFormat.largestFile + 1),
        ]
        let spanish = try #require(
            folder.wanted.clips[.spanish]?.first { $0.name.key == Self.welcome }
        )
        for damage in damages {
            let url = URL(filePath: folder.file(.dutch, Self.welcome))
            if let damage {
                try damage.write(to: url)
            } else {
                try FileManager.default.removeItem(at: url)
            }
            let sound = folder.open().sound(of: Self.welcome.name, in: .dutch)
            #expect(!sound.isAsked)
            #expect(sound.samples == CatalogueFolder.samples(of: spanish))
        }
    }

    @Test func `F24 a pipe or a folder in place of a file holds nobody up`() throws {
        let folder = try CatalogueFolder()
        let path = folder.file(.dutch, Self.welcome)
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(folder.open().state.missingCount == 1)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(!folder.open().sound(of: Self.welcome.name, in: .dutch).isAsked)
    }

    @Test func `F24 a manifest that is broken is a language without clips`() throws {
        let folder = try CatalogueFolder()
        let path = "\(folder.path)/nl/\(Manifest.fileName)"
        let count = try #require(folder.wanted.clips[.dutch]).count
        for bytes in [Data(), Data("{".utf8), Data("[1]".utf8), Data(count: 5_000_000)] {
            try bytes.write(to: URL(filePath: path))
            #expect(folder.open().state.missingCount == count)
        }
    }

    @Test func `a manifest cannot name a file outside its folder`() throws {
        let folder = try CatalogueFolder()
        for name in ["../es/prompt.welcome.wav", "/etc/passwd", ".wav", "a\0.wav"] {
            try folder.change(.dutch) { $0.clips["prompt.welcome"]?.file = name }
            #expect(!folder.open().sound(of: Self.welcome.name, in: .dutch).isAsked)
        }
    }

    @Test func `a clip of another text is not said in place of the new one`() throws {
        let folder = try CatalogueFolder()
        let newer = try ClosedSet(SmallQuestionnaire.make(welcome: "Welkom bij ons."))
        let catalogue = Catalogue(folder: folder.path, for: newer)
        #expect(catalogue.state.outdatedCount == 1 && !catalogue.state.isMissing)
        let spanish = try #require(
            folder.wanted.clips[.spanish]?.first { $0.name.key == Self.welcome }
        )
        let sound = catalogue.sound(of: Self.welcome.name, in: .dutch)
        #expect(!sound.isAsked && sound.samples == CatalogueFolder.samples(of: spanish))
        let manifests = try [Language.dutch, .spanish].map {
            ($0, try Catalogue.manifest(in: folder.path, $0))
        }
        let said = newer.languagesSaid(with: Dictionary(uniqueKeysWithValues: manifests))
        #expect(said == [.spanish])
    }

    @Test func `where every language says an older text the voice is silent, and says so`() throws {
        let folder = try CatalogueFolder()
        try folder.change(.spanish) { $0.clips["number.7"]?.text = TextHash.sha256("otro") }
        let newer = try ClosedSet(SmallQuestionnaire.make(welcome: "Welkom bij ons."))
        let state = Catalogue(folder: folder.path, for: newer).state
        #expect(state.isMissing && state.outdatedCount == 2)
    }

    @Test func `F26 a text that a language lacks is said in another one`() throws {
        let folder = try CatalogueFolder(SmallQuestionnaire.make(missing: .dutch))
        let spanish = try #require(
            folder.wanted.clips[.spanish]?.first { $0.name.key == Self.welcome }
        )
        let sound = folder.open().sound(of: Self.welcome.name, in: .dutch)
        #expect(!sound.isAsked)
        #expect(sound.samples == CatalogueFolder.samples(of: spanish))
    }

    @Test func `F24 what no language has is heard as a tone, not as silence`() throws {
        let folder = try CatalogueFolder()
        let assembler = UtteranceAssembler(folder.open())
        let nothing = ClipName(.dutch, .prompt(PromptID(rawValue: "unknown")))
        let sound = assembler.sound(of: [.clip(nothing)])
        #expect(sound.damagedCount == 1)
        #expect(sound.samples == Tone.missing.samples)
    }
}
