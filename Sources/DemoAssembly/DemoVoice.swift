internal import Glibc
internal import SpokenPrompts

/// The voice of a demo: where its sounds are, and what becomes of what it says.
public struct DemoVoice: Hashable, Sendable {
    /// The folder of the catalogue that `meldpost-prompts` made.
    public var catalogue: String

    /// The playback PCM of ALSA on which the station speaks, or nothing where nobody listens.
    public var device: String?

    /// The folder in which everything that is said is written as WAV files, if it is.
    public var waves: String?

    /// Makes a voice.
    ///
    /// - Parameters:
    ///   - catalogue: the folder of the catalogue.
    ///   - device: the PCM, or nothing for the default one where there is a sound card.
    ///   - waves: the folder for WAV files, if they are wanted.
    public init(catalogue: String, device: String? = nil, waves: String? = nil) {
        self.catalogue = Self.absolute(catalogue)
        self.device = device ?? (Self.hasCard ? "default" : nil)
        self.waves = waves
    }

    /// Whether there is a card that can play.
    ///
    /// Source: Documentation/sound/designs in the kernel: a playback PCM is `/dev/snd/pcmC*D*p`.
    private static var hasCard: Bool {
        (0..<8).contains { card in
            (0..<8).contains { access("/dev/snd/pcmC\(card)D\($0)p", F_OK) == 0 }
        }
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
