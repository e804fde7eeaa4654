internal import Glibc
internal import MeldpostCore
internal import SpokenPrompts

/// The espeak-ng program: text in, WAV out, one process for each text.
///
/// It is run as a program and never linked: its licence is the GPL, and no daemon of the box may hold
/// a synthesiser (DESIGN 7). The text comes over a pipe, so no text can be taken for an option.
///
/// Source: espeak-ng(1) 1.51, options `-v`, `-s`, `-z`, `-b`, `--stdin`, `--stdout`.
struct SpeechProgram {
    /// The voice of each language.
    ///
    /// English is the Caribbean one of espeak-ng, Spanish the one of Latin America. Papiamentu is a
    /// small voice made by hand: its stress is often wrong, so recordings should replace it first.
    static func voice(of language: Language) -> String {
        switch language {
        case .papiamentu: "pap"
        case .dutch: "nl"
        case .english: "en-029"
        case .spanish: "es-419"
        }
    }

    /// How fast it speaks, in words a minute: slower than its 175, for people who are upset.
    static let wordsPerMinute = 150

    /// How long one text may take; the longest takes a fiftieth of this.
    static let patience = Duration.seconds(10)

    /// The path of the program, or its name for the search path.
    var program = "espeak-ng"

    /// The samples of `text`, without the silence around them.
    func samples(
        of text: String,
        in language: Language,
        named name: String
    ) throws(PromptFault) -> [Int16] {
        let arguments = [
            program, "-v", Self.voice(of: language), "-s", "\(Self.wordsPerMinute)", "-b", "1",
            "-z", "--stdin", "--stdout",
        ]
        let run = try ProgramRun.run(
            arguments,
            input: Array(text.utf8),
            outputLimit: 2 * SoundFormat.largestFile,
            patience: Self.patience
        )
        guard run.isSuccess else { throw .programFailed(name) }
        let samples: [Int16]
        do {
            samples = try WaveFile.samples(of: StreamedWave.completed(run.output))
        } catch {
            throw .rendered(name, error)
        }
        let trimmed = Loudness.evened(Loudness.trimmed(samples))
        guard !trimmed.isEmpty else { throw .rendered(name, .empty) }
        return trimmed
    }
}
