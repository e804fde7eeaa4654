import Foundation
import MeldpostCore
import ProgramKit

@testable import SpokenPrompts

/// A catalogue in a temporary folder, each clip a tone of its own length.
final class CatalogueFolder {
    private let base = TemporaryFolder()
    var path: String { base.path }
    let questionnaire: Questionnaire
    let wanted: ClosedSet

    init(_ questionnaire: Questionnaire = SmallQuestionnaire.make()) throws {
        self.questionnaire = questionnaire
        wanted = try ClosedSet(questionnaire)
        for language in wanted.languages { try write(language) }
    }

    /// The samples of a clip: a square wave, so that every sample is loud.
    static func samples(of clip: ClosedSet.Clip) -> [Int16] {
        let count = 2_205 + clip.text.utf8.count * 441
        return (0..<count).map { $0 / 25 % 2 == 0 ? 6_000 : -6_000 }
    }

    func file(_ language: Language, _ key: ClipKey) -> String {
        "\(path)/\(language.rawValue)/\(key.name).wav"
    }

    func open() -> Catalogue {
        Catalogue(folder: path, for: wanted)
    }

    func change(_ language: Language, _ change: (inout Manifest) -> Void) throws {
        var manifest = try Catalogue.manifest(in: path, language)
        change(&manifest)
        try write(manifest)
    }

    private func write(_ manifest: Manifest) throws {
        let url = URL(filePath: "\(path)/\(manifest.language.rawValue)/\(Manifest.fileName)")
        try JSONEncoder().encode(manifest).write(to: url)
    }

    private func write(_ language: Language) throws {
        let folder = "\(path)/\(language.rawValue)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var clips: [String: Manifest.Clip] = [:]
        for clip in wanted.clips[language] ?? [] {
            let samples = Self.samples(of: clip)
            let bytes = WaveFile.bytes(of: samples)
            try Data(bytes).write(to: URL(filePath: file(language, clip.name.key)))
            clips[clip.name.key.name] = Manifest.Clip(
                file: clip.name.key.name + ".wav",
                text: TextHash.sha256(clip.text),
                sound: TextHash.sha256(bytes),
                source: .recorded,
                frames: samples.count
            )
        }
        try write(
            Manifest(language: language, textVersion: "1", approved: false, clips: clips)
        )
    }
}
