import Foundation
import MeldpostCore
import SpokenPrompts

/// A catalogue of sounds in a folder, each a tone of its length.
struct ToneCatalogue {
    let folder: String

    /// Makes the clips, by language and name, with their lengths in frames.
    init(folder: String, clips: [Language: [String: Int]]) throws {
        self.folder = folder
        for (language, lengths) in clips {
            try Self.write(
                language,
                in: folder,
                lengths.mapValues { ($0, TextHash.sha256("")) }
            )
        }
    }

    /// Makes a clip of a tenth of a second for everything that is said with `questionnaire`.
    init(folder: String, of questionnaire: Questionnaire) throws {
        self.folder = folder
        for (language, clips) in try ClosedSet(questionnaire).clips {
            let entries = clips.map { clip in
                (clip.name.key.name, (2_205, TextHash.sha256(clip.text)))
            }
            try Self.write(language, in: folder, Dictionary(uniqueKeysWithValues: entries))
        }
    }

    private static func write(
        _ language: Language,
        in folder: String,
        _ clips: [String: (frames: Int, text: String)]
    ) throws {
        let path = "\(folder)/\(language.rawValue)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var entries: [String: Manifest.Clip] = [:]
        for (name, clip) in clips {
            let samples = (0..<clip.frames).map { Int16($0 / 25 % 2 == 0 ? 6_000 : -6_000) }
            let bytes = WaveFile.bytes(of: samples)
            let file = "tone-\(clip.frames).wav"
            try Data(bytes).write(to: URL(filePath: "\(path)/\(file)"))
            entries[name] = Manifest.Clip(
                file: file,
                text: clip.text,
                sound: TextHash.sha256(bytes),
                source: .rendered,
                frames: clip.frames
            )
        }
        let manifest = Manifest(
            language: language,
            textVersion: "1",
            approved: false,
            clips: entries
        )
        try JSONEncoder().encode(manifest)
            .write(to: URL(filePath: "\(path)/\(Manifest.fileName)"))
    }
}
