internal import Glibc
internal import MeldpostCore
internal import SpokenPrompts
internal import TerminalPanel

/// Writes down what a station says: a WAV file for each utterance, and a list with times.
///
/// The station has no way to do this: the demo puts the sounds together itself, from the names that
/// the panel on the terminal shows. What is said can hold answers, so the files are readable by
/// nobody else; they belong to whoever tries the demo.
struct SpokenWaves {
    /// The name of the list.
    static let listName = "said.txt"

    private struct Saying {
        var words: [String]
        var text: String
        var start: Instant
    }

    private let folder: String
    private let assembler: UtteranceAssembler
    private var words: [String] = []
    private var saying: Saying?
    private var count = 0

    /// Makes the folder, which must be new or empty, and opens the catalogue.
    init(folder: String, catalogue: String) throws(DemoFault) {
        let clips = Catalogue(folder: catalogue)
        guard !clips.state.isMissing else { throw .catalogueMissing }
        // rmdir(2) removes an empty folder only.
        guard rmdir(folder) == 0 || errno == ENOENT, mkdir(folder, 0o700) == 0 else {
            throw .waveFolder
        }
        self.folder = folder
        assembler = UtteranceAssembler(clips)
    }

    /// Takes what the panel showed or said at `now`.
    mutating func take(_ output: PanelOutput, at now: Instant) throws(DemoFault) {
        switch output {
        case .sound(let words): self.words = words
        case .say(let text, _):
            try finish(at: now)
            saying = Saying(words: words, text: text, start: now)
            words = []
        case .hush: try finish(at: now)
        // A tone is the answer to a key, and a key ends what is being said.
        case .keyTone, .errorTone:
            try finish(at: now)
            try note(output == .keyTone ? "(key tone)" : "(low tone)", at: now)
        case .lamp, .relay, .deskSay, .deskHush, .deskKeyTone, .deskErrorTone: break
        }
    }

    /// Writes what was being said, cut off where it was cut off.
    mutating func finish(at now: Instant) throws(DemoFault) {
        guard let saying else { return }
        self.saying = nil
        let whole = assembler.sound(of: saying.words).samples
        let heard = Array(whole.prefix(SoundFormat.frames(in: now - saying.start)))
        count += 1
        let digits = "\(count)"
        let name = String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".wav"
        try write(WaveFile.bytes(of: heard), to: name, O_EXCL)
        let length = Self.seconds(SoundFormat.duration(ofFrames: heard.count))
        let end = heard.count < whole.count ? " (cut off)" : ""
        try note("\(name) \(length) s\(end): \(saying.text)", at: saying.start)
    }

    private func note(_ text: String, at instant: Instant) throws(DemoFault) {
        let line = "\(Self.seconds(instant.sinceStart)) \(text)\n"
        try write(Array(line.utf8), to: Self.listName, O_APPEND)
    }

    private func write(_ bytes: [UInt8], to name: String, _ flag: Int32) throws(DemoFault) {
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flag, 0o600)
        guard descriptor >= 0 else { throw .file(errorNumber: errno) }
        defer { close(descriptor) }
        guard Descriptor.write(bytes, to: descriptor) else { throw .file(errorNumber: errno) }
    }

    /// Seconds with two places.
    private static func seconds(_ duration: Duration) -> String {
        let hundredths = duration.wholeMilliseconds / 10
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
