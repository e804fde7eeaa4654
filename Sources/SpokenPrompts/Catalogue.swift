public import MeldpostCore

/// The clips on disk, as they were found when the catalogue was opened.
///
/// Opening looks at every file without reading the sounds; a sound is read when it is said, checked
/// against its hash, and not kept: two hours of speech do not belong in the memory of a small board.
public struct Catalogue: Sendable {
    private let folder: String
    /// The clips by language and name.
    private let clips: [Language: [String: Manifest.Clip]]
    private let fallbacks: [Language]

    /// What is wrong with the catalogue as a whole.
    public let state: CatalogueState

    /// Opens the catalogue in `folder`, a folder for each language, for everything in `wanted`.
    ///
    /// It never fails: what is not there is in ``state``. A clip that was made from another text is
    /// not there either: it would say what the questionnaire does not say.
    ///
    /// - Parameters:
    ///   - folder: the folder.
    ///   - wanted: everything that is said.
    ///   - manifests: the manifests, or nothing to read them from the folder.
    public init(
        folder: String,
        for wanted: ClosedSet,
        manifests: [Language: Manifest]? = nil
    ) {
        let manifests = manifests ?? Self.manifests(in: folder, wanted.languages)
        var clips: [Language: [String: Manifest.Clip]] = [:]
        var missing = 0
        var outdated = 0
        for language in wanted.languages {
            for clip in wanted.clips[language] ?? [] {
                guard let entry = manifests[language]?.clips[clip.name.key.name],
                    Self.isPlausible(entry, in: "\(folder)/\(language.rawValue)")
                else {
                    missing += 1
                    continue
                }
                guard entry.text == TextHash.sha256(clip.text) else {
                    outdated += 1
                    continue
                }
                clips[language, default: [:]][clip.name.key.name] = entry
            }
        }
        self.folder = folder
        self.clips = clips
        fallbacks = wanted.languages
        state = CatalogueState(
            isMissing: clips.isEmpty || wanted.languagesSaid(with: manifests).isEmpty,
            missingCount: missing,
            outdatedCount: outdated
        )
    }

    /// Opens whatever the catalogue in `folder` holds, with nothing to compare it with.
    public init(folder: String) {
        self.folder = folder
        fallbacks = Language.allCases
        clips = Dictionary(
            uniqueKeysWithValues: fallbacks.compactMap { language in
                (try? Self.manifest(in: folder, language)).map { manifest in
                    let path = "\(folder)/\(language.rawValue)"
                    return (
                        language, manifest.clips.filter { Self.isPlausible($0.value, in: path) }
                    )
                }
            }
        )
        state = CatalogueState(
            isMissing: clips.values.allSatisfy(\.isEmpty),
            missingCount: 0,
            outdatedCount: 0
        )
    }

    /// Reads the manifest of `language`, which is checked whole.
    ///
    /// - Throws: why it cannot be used.
    public static func manifest(
        in folder: String,
        _ language: Language
    ) throws(WaveRefusal) -> Manifest {
        try Manifest(decoding: manifestFile(in: folder, language), of: language)
    }

    /// The bytes of the manifest of `language`, unchecked.
    ///
    /// - Throws: why they cannot be read.
    public static func manifestFile(
        in folder: String,
        _ language: Language
    ) throws(WaveRefusal) -> [UInt8] {
        try SoundFile.read(
            "\(folder)/\(language.rawValue)/\(Manifest.fileName)",
            limit: Manifest.largestFile
        )
    }

    private static func manifests(
        in folder: String,
        _ languages: [Language]
    ) -> [Language: Manifest] {
        var manifests: [Language: Manifest] = [:]
        for language in languages { manifests[language] = try? manifest(in: folder, language) }
        return manifests
    }

    /// The clip `name` in `language`, or the same in the first other language that has it (F26).
    ///
    /// - Returns: its samples, and whether they are what was asked for; no samples where no language
    ///   has the clip.
    func sound(of name: String, in language: Language) -> (samples: [Int16], isAsked: Bool) {
        if let samples = try? samples(of: name, in: language) { return (samples, true) }
        for other in fallbacks where other != language {
            if let samples = try? samples(of: name, in: other) { return (samples, false) }
        }
        return ([], false)
    }

    /// The samples of exactly this clip.
    func samples(of name: String, in language: Language) throws(WaveRefusal) -> [Int16] {
        guard let clip = clips[language]?[name] else { throw .missing }
        let path = "\(folder)/\(language.rawValue)/\(clip.file)"
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
                _ = try samples(of: name.key.name, in: name.language)
                return false
            } catch {
                return error != .missing
            }
        }
    }
}
