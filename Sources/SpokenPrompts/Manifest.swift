internal import FoundationEssentials
public import MeldpostCore

/// What stands in a language's folder of a catalogue: which file says which text.
///
/// A file's name holds the beginning of its own hash, so that a new recording never takes the place
/// of a file that an older manifest names: the manifest changes last, in one step, and until then
/// the catalogue before it is whole.
public struct Manifest: Codable, Hashable, Sendable {
    /// The version of this format.
    public static let format = 1

    /// The name of its file.
    public static let fileName = "manifest.json"

    /// The largest manifest that is read, in bytes: ten times what a questionnaire needs.
    public static let largestFile = 4_194_304

    /// Where a clip comes from.
    public enum Source: String, Codable, Hashable, Sendable {
        /// A person said it.
        case recorded
        /// The espeak-ng program made it.
        case rendered
    }

    /// A clip on disk.
    public struct Clip: Codable, Hashable, Sendable {
        /// The name of its file in the folder.
        public var file: String
        /// SHA-256 of the text that it was made from, in hexadecimal digits.
        public var text: String
        /// SHA-256 of the file, in hexadecimal digits.
        public var sound: String
        /// Where it comes from.
        public var source: Source
        /// How many frames it has.
        public var frames: Int
        /// The recording that says another text than this one, where there is one.
        public var outdated: Recording?

        /// Makes the entry of a clip.
        public init(
            file: String,
            text: String,
            sound: String,
            source: Source,
            frames: Int,
            outdated: Recording? = nil
        ) {
            self.file = file
            self.text = text
            self.sound = sound
            self.source = source
            self.frames = frames
            self.outdated = outdated
        }
    }

    /// A recording, and the text that a person said in it.
    ///
    /// The text of a recording is known from the catalogue in which it was first taken. So when the
    /// text changes, the same recording is not taken for the new one.
    public struct Recording: Codable, Hashable, Sendable {
        /// SHA-256 of the recording's file, in hexadecimal digits.
        public var sound: String
        /// SHA-256 of the text that is said in it, in hexadecimal digits.
        public var text: String

        /// Makes a recording.
        public init(sound: String, text: String) {
            self.sound = sound
            self.text = text
        }
    }

    /// The version of the format of the manifest.
    public var format: Int
    /// The language.
    public var language: Language
    /// The version of the texts that it was made from.
    public var textVersion: String
    /// Whether a native speaker approved the texts and a person says all of them.
    public var approved: Bool
    /// The clips by name.
    public var clips: [String: Clip]

    /// Makes a manifest.
    public init(
        language: Language,
        textVersion: String,
        approved: Bool,
        clips: [String: Clip]
    ) {
        format = Self.format
        self.language = language
        self.textVersion = textVersion
        self.approved = approved
        self.clips = clips
    }

    /// Reads the manifest of `language` from the bytes of its file, which are checked whole.
    ///
    /// - Parameters:
    ///   - bytes: the bytes.
    ///   - language: the language that it must be of.
    /// - Throws: why it cannot be used.
    public init(decoding bytes: [UInt8], of language: Language) throws(WaveRefusal) {
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)),
            manifest.format == Manifest.format, manifest.language == language
        else { throw .changed }
        self = manifest
    }
}
