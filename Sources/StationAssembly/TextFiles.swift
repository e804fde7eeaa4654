internal import MeldpostCore
internal import RecordFormat
internal import SpokenPrompts
internal import StrictConfiguration

/// The files of texts and sounds that a station takes at its start.
///
/// A file that is broken must not take the panic button from the desk, so it does not keep the
/// station from starting: the file that was last taken is used in its place, and the status names
/// the key and the rule. What is taken is kept in the state directory, beside the journal.
///
/// | file | where it is broken | where nothing was kept |
/// | --- | --- | --- |
/// | `questionnaire.file` | the last good one | the built-in one |
/// | `questionnaire.approvals` | the last good one | nothing is approved |
/// | a manifest in `voice.catalogue` | the last good one | the language is not offered |
///
/// A key that names no path is a mistake in `station.toml` itself, and is refused like any other.
struct TextFiles {
    /// What is spoken, and what was refused.
    private(set) var inUse = TextsInUse()
    /// The bytes to be kept under each name; none where the file is not used any more.
    private var changes: [String: [UInt8]?] = [:]
    private let content: StationFile
    private let file: ConfigurationFile
    private let directory: String

    private static let questionsName = "texts.questionnaire"
    private static let approvalsName = "texts.approvals"

    /// Takes files as `content` of `file` names them; what was kept lies in `directory`.
    init(_ content: StationFile, _ file: ConfigurationFile, kept directory: String) {
        self.content = content
        self.file = file
        self.directory = directory
    }

    /// Notes that another file was refused, for the status.
    mutating func refuse(_ condition: Condition, _ refusal: ConfigurationRefusal) {
        inUse.refusals[condition] = refusal
    }

    /// What `body` gives, or nothing where it is refused, which the status then says by `condition`.
    mutating func attempt<Value>(
        _ condition: Condition,
        _ body: () throws(ConfigurationRefusal) -> Value
    ) -> Value? {
        do throws(ConfigurationRefusal) {
            return try body()
        } catch {
            refuse(condition, error)
            return nil
        }
    }

    /// The questionnaire that is in use from now on, with its approvals.
    mutating func takeQuestionnaire() throws(ConfigurationRefusal) -> Questionnaire {
        let (taken, bytes) = try takeQuestions()
        inUse.version = taken.textVersion
        inUse.digest = .sha256(of: bytes)
        return StationSettings.approve(taken, in: try takeApprovals(of: taken))
    }

    private mutating func takeQuestions() throws(ConfigurationRefusal)
        -> (questionnaire: Questionnaire, bytes: [UInt8])
    {
        let isSpoken = content.voice != nil
        let name = Self.questionsName
        let builtIn = (StationSettings.builtIn(), PackageResources.questionnaire_json)
        guard let path = content.questionnaire?.file, !path.isEmpty else {
            changes.updateValue(nil, forKey: name)
            return builtIn
        }
        let key = StationSettings.questionnaireKey
        let limit = StationSettings.questionnaireLimit
        _ = try file.absolutePath(path, key)
        do throws(ConfigurationRefusal) {
            let bytes = try file.content(ofPath: path, key, limit: limit)
            let questionnaire = try StationSettings.read(bytes, file, isSpoken: isSpoken)
            changes.updateValue(bytes, forKey: name)
            return (questionnaire, bytes)
        } catch {
            inUse.refusals[.textsRefused] = error
            guard let bytes = KeptFile(directory, name).read(limit: limit),
                let kept = try? StationSettings.read(bytes, file, isSpoken: isSpoken)
            else { return builtIn }
            return (kept, bytes)
        }
    }

    private mutating func takeApprovals(
        of questionnaire: Questionnaire
    ) throws(ConfigurationRefusal) -> Set<Language> {
        let name = Self.approvalsName
        guard let path = content.questionnaire?.approvals, !path.isEmpty else {
            changes.updateValue(nil, forKey: name)
            return []
        }
        let key = "questionnaire.approvals"
        _ = try file.absolutePath(path, key)
        func languages(_ bytes: [UInt8]) throws(ConfigurationRefusal) -> Set<Language> {
            try TextApprovals.languages(
                of: questionnaire,
                in: ConfigurationFile(path: path, bytes: bytes)
            )
        }
        do throws(ConfigurationRefusal) {
            let bytes = try file.content(ofPath: path, key)
            let approved = try languages(bytes)
            changes.updateValue(bytes, forKey: name)
            return approved
        } catch {
            // A refused questionnaire is named first: it is what a visitor hears.
            if inUse.refusals[.textsRefused] == nil { inUse.refusals[.textsRefused] = error }
            let kept = KeptFile(directory, name).read(limit: ConfigurationFile.size)
            return kept.flatMap { try? languages($0) } ?? []
        }
    }

    /// Gives the voice its manifests, and says which languages a visitor can choose.
    ///
    /// Where no language can be said whole all of them are offered, as without a voice: the lamp
    /// shows that nothing is heard.
    mutating func takeManifests(
        for voice: inout VoiceSetting?,
        _ questionnaire: Questionnaire
    ) -> [Language] {
        let languages = Language.allCases.filter { language in
            questionnaire.languages.contains { $0.language == language }
        }
        guard let catalogue = voice?.catalogue, let wanted = try? ClosedSet(questionnaire) else {
            return languages
        }
        var manifests: [Language: Manifest] = [:]
        for language in wanted.languages {
            manifests[language] = takeManifest(of: language, in: catalogue)
        }
        voice?.manifests = manifests
        let said = wanted.languagesSaid(with: manifests)
        return said.isEmpty ? languages : languages.filter(said.contains)
    }

    private mutating func takeManifest(of language: Language, in catalogue: String) -> Manifest? {
        let name = "voice.\(language.rawValue)"
        do throws(WaveRefusal) {
            let bytes = try Catalogue.manifestFile(in: catalogue, language)
            let manifest = try Manifest(decoding: bytes, of: language)
            changes.updateValue(bytes, forKey: name)
            return manifest
        } catch {
            let kept = KeptFile(directory, name).read(limit: Manifest.largestFile)
            // A language that never was there is not refused, it is missing.
            guard kept != nil || error != .missing else { return nil }
            let rule = error == .changed ? "must be a manifest of this version" : error.words
            inUse.refusals[.voiceCatalogueRefused] = file.refusal(
                "voice.catalogue",
                ConfigurationRule(words: "\(language.rawValue)/\(Manifest.fileName) \(rule)")
            )
            return kept.flatMap { try? Manifest(decoding: $0, of: language) }
        }
    }

    /// Keeps in `directory` what was taken.
    ///
    /// - Returns: whether everything is on the disk; where it is not, the files before it are whole.
    func keep(in directory: String) -> Bool {
        changes.reduce(true) { isKept, change in
            KeptFile(directory, change.key).replace(with: change.value) && isKept
        }
    }
}
