internal import FoundationEssentials
public import MeldpostCore

/// The clips on disk, as they were found when the catalogue was opened.
///
/// Opening looks at every file without reading the sounds; a sound is read when it is said, checked
/// against its hash, and not kept: two hours of speech do not belong in the memory of a small board.
public struct Catalogue: Sendable {
    private let folder: String
    private let clips: [ClipName: Manifest.Clip]
    private let fallbacks: [Language]

    /// What is wrong with the catalogue as a whole.
    public let state: CatalogueState

    /// Opens the catalogue in `folder`, a folder for each language, for everything in `wanted`.
    ///
    /// It never fails: what is not there is in ``state``.
    public init(folder: String, for wanted: ClosedSet) {
        var clips: [ClipName: Manifest.Clip] = [:]
        var missing = 0
        var outdated = 0
        for language in wanted.languages {
            let manifest = try? Self.manifest(in: folder, language)
            for clip in wanted.clips[language] ?? [] {
                guard let entry = manifest?.clips[clip.name.key.name],
                    Self.isPlausible(entry, in: "\(folder)/\(language.rawValue)")
                else {
                    missing += 1
                    continue
                }
                if entry.text != TextHash.sha256(clip.text) { outdated += 1 }
                clips[clip.name] = entry
            }
        }
        self.folder = folder
        self.clips = clips
        fallbacks = wanted.languages
        state = CatalogueState(
            isMissing: clips.isEmpty,
            missingCount: missing,
            outdatedCount: outdated
        )
    }

    /// Reads the manifest of `language`, which is checked whole.
    ///
    /// - Throws: why it cannot be used.
    public static func manifest(
        in folder: String,
        _ language: Language
    ) throws(WaveRefusal) -> Manifest {
        let path = "\(folder)/\(language.rawValue)/\(Manifest.fileName)"
        let bytes = try SoundFile.read(path, limit: Manifest.largestFile)
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)),
            manifest.format == Manifest.format, manifest.language == language
        else { throw .changed }
        return manifest
    }

    /// The clip that is said for `name`: itself, or the same in the first other language that has
    /// it (F26).
    ///
    /// - Returns: its samples, and whether they are what was asked for; no samples where no language
    ///   has the clip.
    func sound(of name: ClipName) -> (samples: [Int16], isAsked: Bool) {
        if let samples = try? samples(of: name) { return (samples, true) }
        for language in fallbacks where language != name.language {
            if let samples = try? samples(of: ClipName(language, name.key)) {
                return (samples, false)
            }
        }
        return ([], false)
    }

    /// The samples of exactly this clip.
    func samples(of name: ClipName) throws(WaveRefusal) -> [Int16] {
        guard let clip = clips[name] else { throw .missing }
        let path = "\(folder)/\(name.language.rawValue)/\(clip.file)"
        let bytes = try SoundFile.read(path, limit: SoundFormat.largestFile)
        let samples = try WaveFile.samples(of: bytes)
        guard TextHash.sha256(bytes) == clip.sound else { throw .changed }
        return samples
    }

    /// Whether the file of a clip is there with a size that fits, and its name is a name only.
    private static func isPlausible(_ clip: Manifest.Clip, in folder: String) -> Bool {
        guard clip.file.hasSuffix(".wav"), !clip.file.hasPrefix("."), !clip.file.contains("/"),
            (1...SoundFormat.longestFrames).contains(clip.frames),
            let size = SoundFile.size(of: "\(folder)/\(clip.file)")
        else { return false }
        return size >= 44 + 2 * clip.frames && size <= SoundFormat.largestFile
    }
}

extension Catalogue {
    /// The clips whose file is there and is not what the manifest says, each one read.
    public func damagedClips(of wanted: ClosedSet) -> [ClipName] {
        wanted.languages.flatMap { wanted.clips[$0] ?? [] }.map(\.name).filter { name in
            do throws(WaveRefusal) {
                _ = try samples(of: name)
                return false
            } catch {
                return error != .missing
            }
        }
    }
}
