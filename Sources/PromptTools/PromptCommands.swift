internal import Glibc
internal import MeldpostCore
internal import SpokenPrompts

/// What the program `meldpost-prompts` does.
public enum PromptCommands {
    /// Makes the catalogue of every language, and says what it made, a line a language.
    ///
    /// - Parameters:
    ///   - questionnaire: the path of the questionnaire.
    ///   - output: the folder of the catalogue.
    ///   - recorded: the folder with recordings, if there is one.
    /// - Returns: the exit code.
    public static func render(questionnaire: String, output: String, recorded: String?) -> Int32 {
        run { () throws(PromptFault) in
            let wanted = try QuestionnaireSource.closedSet(path: questionnaire)
            let maker = CatalogueMaker(output: output, recorded: recorded)
            // All of them are made, whoever reads of it.
            var lines: [String] = []
            for language in wanted.languages {
                lines.append(line(of: try maker.make(language, of: wanted)))
            }
            for line in lines { try say(line) }
        }
    }

    /// Lists everything that is said in a language, for whoever records it.
    ///
    /// - Parameters:
    ///   - questionnaire: the path of the questionnaire.
    ///   - language: the code of the language.
    /// - Returns: the exit code.
    public static func list(questionnaire: String, language: String) -> Int32 {
        run { () throws(PromptFault) in
            let wanted = try QuestionnaireSource.closedSet(path: questionnaire)
            guard let language = Language(rawValue: language), let clips = wanted.clips[language]
            else {
                throw PromptFault(words: "--language: must be one of the texts", exitCode: 64)
            }
            for clip in clips { try say("\(clip.name.key.name).wav\t\(clip.text)") }
        }
    }

    /// How long the station takes for a character where it has no catalogue.
    private static let reckonedPerCharacter = Duration.milliseconds(60)

    /// Tells a whole visit as text with times, for people to read; no station takes part.
    ///
    /// - Parameters:
    ///   - questionnaire: the path of the questionnaire.
    ///   - catalogue: the folder of the catalogue that gives the times, or nothing to reckon them.
    ///   - language: the code of the language.
    /// - Returns: the exit code.
    public static func visit(
        questionnaire: String,
        catalogue: String?,
        language: String
    ) -> Int32 {
        run { () throws(PromptFault) in
            let wanted = try QuestionnaireSource.closedSet(path: questionnaire)
            let texts = try QuestionnaireSource.questionnaire(path: questionnaire)
            guard let language = Language(rawValue: language),
                wanted.languages.contains(language)
            else {
                throw PromptFault(words: "--language: must be one of the texts", exitCode: 64)
            }
            let assembler = catalogue.map {
                UtteranceAssembler(Catalogue(folder: $0, for: wanted))
            }
            let composer = Composer(texts)
            let telling = VisitTelling(texts, keys: ExampleVisit.keys(in: language)) { utterance in
                guard let assembler else {
                    return reckonedPerCharacter * texts.text(of: utterance).count
                }
                let sound = assembler.sound(of: composer.parts(of: utterance))
                return SoundFormat.duration(ofFrames: sound.samples.count)
            }
            for line in VisitText(texts).lines(of: telling) { try say(line) }
        }
    }

    /// Compares a catalogue with the texts of a questionnaire, and says what is wrong.
    ///
    /// - Parameters:
    ///   - questionnaire: the path of the questionnaire.
    ///   - catalogue: the folder of the catalogue.
    /// - Returns: the exit code; 65 where something is missing, damaged or outdated.
    public static func check(questionnaire: String, catalogue: String) -> Int32 {
        run { () throws(PromptFault) in
            let wanted = try QuestionnaireSource.closedSet(path: questionnaire)
            let checked = Catalogue(folder: catalogue, for: wanted)
            let damaged = checked.damagedClips(of: wanted)
            try say(
                """
                missing: \(checked.state.missingCount), damaged: \(damaged.count), \
                outdated: \(checked.state.outdatedCount)
                """
            )
            for name in damaged { try say("damaged: \(name.text)") }
            let faults = checked.state.missingCount + damaged.count + checked.state.outdatedCount
            guard faults == 0 else {
                throw PromptFault(words: "\(catalogue): must be made again", exitCode: 65)
            }
        }
    }

    private static func line(of outcome: CatalogueMaker.Outcome) -> String {
        let seconds = outcome.frames / SoundFormat.rate
        let approval = outcome.isApproved ? "approved" : "not approved by a native speaker"
        return """
            \(outcome.language.rawValue): \(outcome.recordedCount) recorded, \
            \(outcome.renderedCount) rendered, \(outcome.keptCount) as before, \
            \(outcome.outdatedCount) recordings of an older text not taken, \
            \(seconds / 60) min \(seconds % 60) s, \(approval)
            """
    }

    private static func run(_ body: () throws(PromptFault) -> Void) -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        do {
            try body()
            return 0
        } catch {
            _ = write("meldpost-prompts: \(error.words)\n", to: STDERR_FILENO)
            return error.exitCode
        }
    }

    private static func say(_ line: String) throws(PromptFault) {
        guard write(line + "\n", to: STDOUT_FILENO) else {
            throw PromptFault(words: "the output was not taken", exitCode: 74)
        }
    }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }
}
