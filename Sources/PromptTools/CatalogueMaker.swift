internal import Glibc
internal import MeldpostCore
internal import SpokenPrompts

/// Makes the catalogue of a language: recordings where there are some, rendered sounds for the rest.
///
/// New files are written beside the old ones, each under a name of its own; the manifest takes the
/// place of the old one when everything is on the disk, and only then what nobody names any more is
/// removed. So whatever fails leaves the catalogue as it was.
struct CatalogueMaker {
    /// The folder of the catalogue.
    let output: String
    /// The folder with the recordings, if there is one: `nl/number.21.wav`.
    let recorded: String?
    /// The synthesiser.
    var program = SpeechProgram()

    /// What was made for a language.
    struct Outcome: Hashable {
        var language: Language
        var recordedCount = 0
        var renderedCount = 0
        var keptCount = 0
        /// Recordings that say another text than the questionnaire's, and were not taken.
        var outdatedCount = 0
        var frames = 0
        var isApproved = false
    }

    /// Makes the catalogue of `language`.
    func make(_ language: Language, of wanted: ClosedSet) throws(PromptFault) -> Outcome {
        let folder = "\(output)/\(language.rawValue)"
        try FolderFile.makeFolder(output)
        try FolderFile.makeFolder(folder)
        let old = (try? Catalogue.manifest(in: output, language))?.clips ?? [:]
        var outcome = Outcome(language: language)
        var clips: [String: Manifest.Clip] = [:]
        for clip in wanted.clips[language] ?? [] {
            let name = clip.name.key.name
            let recording = try recording(of: clip)
            let outdated = recording.flatMap {
                outdatedRecording($0, of: clip, since: old[name])
            }
            var entry: Manifest.Clip
            if let recording, outdated == nil {
                entry = try write(recording, of: clip, .recorded, in: folder)
                outcome.recordedCount += 1
            } else if let kept = usable(old[name], of: clip, in: folder) {
                entry = kept
                outcome.keptCount += 1
            } else {
                let samples = try program.samples(
                    of: clip.text,
                    in: language,
                    named: clip.name.text
                )
                entry = try write(WaveFile.bytes(of: samples), of: clip, .rendered, in: folder)
                outcome.renderedCount += 1
            }
            entry.outdated = outdated
            if outdated != nil { outcome.outdatedCount += 1 }
            clips[name] = entry
            outcome.frames += entry.frames
        }
        outcome.isApproved =
            wanted.approvedLanguages.contains(language)
            && clips.values.allSatisfy { $0.source == .recorded }
        let manifest = Manifest(
            language: language,
            textVersion: wanted.textVersion,
            approved: outcome.isApproved,
            clips: clips
        )
        try FolderFile.flush(folder: folder)
        try FolderFile.replace(
            Manifest.fileName,
            in: folder,
            with: try ManifestText.bytes(of: manifest)
        )
        try FolderFile.flush(folder: folder)
        removeUnnamed(in: folder, keeping: Set(clips.values.map(\.file)))
        return outcome
    }

    /// The bytes of the recording of `clip`, checked, or nothing where there is none.
    private func recording(of clip: ClosedSet.Clip) throws(PromptFault) -> [UInt8]? {
        guard let recorded else { return nil }
        let path = "\(recorded)/\(clip.name.language.rawValue)/\(clip.name.key.name).wav"
        guard access(path, F_OK) == 0 else { return nil }
        guard let bytes = try? FolderFile.read(path, limit: SoundFormat.largestFile) else {
            throw .recorded(clip.name.text, .missing)
        }
        do {
            _ = try WaveFile.samples(of: bytes)
        } catch {
            throw .recorded(clip.name.text, error)
        }
        return bytes
    }

    /// The recording of `bytes` with its text, where the catalogue before this one took it for
    /// another text than the one of `clip`.
    private func outdatedRecording(
        _ bytes: [UInt8],
        of clip: ClosedSet.Clip,
        since entry: Manifest.Clip?
    ) -> Manifest.Recording? {
        guard let entry else { return nil }
        let (sound, text) = (TextHash.sha256(bytes), TextHash.sha256(clip.text))
        let taken =
            entry.source == .recorded
            ? Manifest.Recording(sound: entry.sound, text: entry.text) : nil
        return [taken, entry.outdated].compactMap(\.self)
            .first { $0.sound == sound && $0.text != text }
    }

    /// The rendered sound of an earlier time, where the text is the same and the file unharmed.
    private func usable(
        _ entry: Manifest.Clip?,
        of clip: ClosedSet.Clip,
        in folder: String
    ) -> Manifest.Clip? {
        guard let entry, entry.source == .rendered, entry.text == TextHash.sha256(clip.text),
            !entry.file.contains("/"),
            let bytes = try? FolderFile.read(
                "\(folder)/\(entry.file)",
                limit: SoundFormat.largestFile
            ),
            TextHash.sha256(bytes) == entry.sound
        else { return nil }
        return entry
    }

    private func write(
        _ bytes: [UInt8],
        of clip: ClosedSet.Clip,
        _ source: Manifest.Source,
        in folder: String
    ) throws(PromptFault) -> Manifest.Clip {
        let samples: [Int16]
        do {
            samples = try WaveFile.samples(of: bytes)
        } catch {
            throw .rendered(clip.name.text, error)
        }
        let hash = TextHash.sha256(bytes)
        let file = "\(clip.name.key.name)-\(hash.prefix(16)).wav"
        try FolderFile.replace(file, in: folder, with: bytes)
        return Manifest.Clip(
            file: file,
            text: TextHash.sha256(clip.text),
            sound: hash,
            source: source,
            frames: samples.count
        )
    }

    /// Removes the sounds that no manifest names, and what an interrupted run left.
    private func removeUnnamed(in folder: String, keeping named: Set<String>) {
        for name in FolderFile.names(in: folder)
        where (name.hasSuffix(".wav") && !named.contains(name)) || name.hasSuffix(".new") {
            unlink("\(folder)/\(name)")
        }
    }
}
