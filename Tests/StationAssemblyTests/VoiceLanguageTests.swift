import Foundation
import MeldpostCore
import ProgramKit
import SpokenPrompts
import StrictConfiguration
import Testing

@testable import StationAssembly

/// Which languages are offered, by the manifests of the catalogue; and the manifests that are kept.
@Suite struct VoiceLanguageTests {
    private let base = TemporaryFolder()
    private var folder: String { base.path }
    private let questionnaire = StationSettings.builtIn()

    init() throws {
        for name in ["state", "voice/nl", "voice/en"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)",
                withIntermediateDirectories: true
            )
        }
    }

    /// A manifest of everything that is said, made from other texts where `change` says so.
    private func write(_ language: Language, without stale: ClipKey? = nil) throws {
        let set = try ClosedSet(questionnaire)
        let clips = (set.clips[language] ?? []).map { clip in
            let text = clip.name.key == stale ? "older" : clip.text
            let entry = Manifest.Clip(
                file: "one.wav",
                text: TextHash.sha256(text),
                sound: "",
                source: .rendered,
                frames: 10
            )
            return (clip.name.key.name, entry)
        }
        let manifest = Manifest(
            language: language,
            textVersion: "1",
            approved: false,
            clips: Dictionary(uniqueKeysWithValues: clips)
        )
        let path = "\(folder)/voice/\(language.rawValue)/manifest.json"
        try JSONEncoder().encode(manifest).write(to: URL(filePath: path))
    }

    /// Takes the manifests as a station does at its start.
    private func take() throws -> (languages: [Language], voice: VoiceSetting?, files: TextFiles) {
        let text = "[voice]\ncatalogue = \"\(folder)/voice\"\n"
        let file = try ConfigurationFile(path: "station.toml", bytes: Array(text.utf8))
        let content = try file.decode(StationFile.self)
        var files = TextFiles(content, file, kept: folder + "/state")
        var voice = try StationSettings.voice(content, questionnaire, file)
        let languages = files.takeManifests(for: &voice, questionnaire)
        #expect(files.keep(in: folder + "/state"))
        return (languages, voice, files)
    }

    /// What the package renders at the box is this set, in all languages: a worker needs nothing more.
    @Test func `the sounds of a box hold every word that is said at the desk, in its language`()
        throws
    {
        let set = try ClosedSet(questionnaire)
        let wanted = questionnaire.prompts.keys.filter { $0.rawValue.hasPrefix("worker.") }
        #expect(wanted.count > 50)
        for island in Island.allCases {
            let file = try ConfigurationFile(path: "station.toml", bytes: [])
            let content = try file.decode(StationFile.self)
            let language = try StationSettings.deskLanguage(content, island, file)
            let names = Set((set.clips[language] ?? []).map(\.name.key))
            #expect(wanted.allSatisfy { names.contains(.prompt($0)) }, "\(island)")
        }
    }

    @Test func `a language with one clip of an older text is not offered`() throws {
        try write(.dutch)
        try write(.english)
        #expect(try take().languages == [.dutch, .english])
        try write(.dutch, without: .prompt(PromptID(rawValue: "answer.yes")))
        #expect(try take().languages == [.english])
        try write(.english, without: .number(7))
        // None can be said whole: all are offered, and the voice says that it is silent.
        let (languages, voice, _) = try take()
        #expect(languages == Language.allCases)
        let catalogue = Catalogue(
            folder: folder + "/voice",
            for: try ClosedSet(questionnaire),
            manifests: voice?.manifests
        )
        #expect(catalogue.state.isMissing)
    }

    @Test func `a manifest that breaks is refused, and the last good one is in use`() throws {
        try write(.dutch)
        try write(.english)
        let good = try take().voice?.manifests
        for broken in ["", "{", "[]"] {
            try Data(broken.utf8).write(to: URL(filePath: "\(folder)/voice/nl/manifest.json"))
            let (languages, voice, files) = try take()
            #expect(languages == [.dutch, .english])
            #expect(voice?.manifests == good)
            let refusal = try #require(files.inUse.refusals[.voiceCatalogueRefused])
            #expect(refusal.key == "voice.catalogue")
            #expect(refusal.rule.words.hasPrefix("nl/manifest.json must be a manifest"))
        }
        try write(.dutch)
        #expect(try take().files.inUse.refusals.isEmpty)
    }
}
