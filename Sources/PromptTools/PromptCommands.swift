internal import MeldpostCore
internal import ProgramStreams
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
        run { (lines) throws(PromptFault) in
            let wanted = try QuestionnaireSource.closedSet(path: questionnaire)
            let maker = CatalogueMaker(output: output, recorded: recorded)
            for language in wanted.languages {
                lines.append(line(of: try maker.make(language, of: wanted)))
            }
        }
    }

    /// Lists everything that is said in a language, for whoever records it.
    ///
    /// - Parameters:
    ///   - questionnaire: the path of the questionnaire.
    ///   - language: the code of the language.
    /// - Returns: the exit code.
    public static func list(questionnaire: String, language: String) -> Int32 {
        run { (lines) throws(PromptFault) in
            let wanted = try QuestionnaireSource.closedSet(path: questionnaire)
            guard let language = Language(rawValue: language), let clips = wanted.clips[language]
            else {
                throw PromptFault(words: "--language: must be one of the texts", exitCode: 64)
            }
            lines = clips.map { "\($0.name.key.name).wav\t\($0.text)" }
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
        run { (lines) throws(PromptFault) in
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
            lines = VisitText(texts).lines(of: telling)
        }
    }

    /// Compares a catalogue with the texts of a questionnaire, and says what is wrong.
    ///
    /// - Parameters:
    ///   - questionnaire: the path of the questionnaire.
    ///   - catalogue: the folder of the catalogue.
    /// - Returns: the exit code; 65 where something is missing, damaged or outdated.
    public static func check(questionnaire: String, catalogue: String) -> Int32 {
        run { (lines) throws(PromptFault) in
            let wanted = try QuestionnaireSource.closedSet(path: questionnaire)
            let checked = Catalogue(folder: catalogue, for: wanted)
            let damaged = checked.damagedClips(of: wanted)
            lines.append(
                """
                missing: \(checked.state.missingCount), damaged: \(damaged.count), \
                outdated: \(checked.state.outdatedCount)
                """
            )
            lines += damaged.map { "damaged: \($0.text)" }
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

    /// Says what `body` adds to the lines, and then what went wrong.
    private static func run(_ body: (inout [String]) throws(PromptFault) -> Void) -> Int32 {
        var lines: [String] = []
        var fault: PromptFault?
        do {
            try body(&lines)
        } catch {
            fault = error
        }
        let text = lines.map { "\($0)\n" }.joined()
        let taken = ProgramOutput.give(Array(text.utf8), by: "meldpost-prompts")
        guard let fault else { return taken }
        ProgramOutput.say("meldpost-prompts: \(fault.words)")
        return fault.exitCode
    }
}
