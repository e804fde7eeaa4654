internal import MeldpostCore
internal import ProgramStreams
internal import RecordFormat
internal import StrictConfiguration

/// The sheet of all texts of a language; it reads a questionnaire, and never a record.
public enum TextSheet {
    /// Prints the sheet.
    ///
    /// - Parameters:
    ///   - language: the code of the language, for example `nl`.
    ///   - configuration: the path of a `station.toml` that names a questionnaire, or nothing for
    ///     the built-in one.
    /// - Returns: the exit code, as in sysexits.h.
    public static func print(language: String, configuration: String?) -> Int32 {
        do throws(ConfigurationRefusal) {
            let questionnaire = try read(configuration)
            guard let language = Language(rawValue: language),
                questionnaire.languages.contains(where: { $0.language == language })
            else {
                return end("there are no texts in this language", .usage)
            }
            let digest = TextApprovals.digest(of: questionnaire, in: language)
            let text = questionnaire.sheet(of: language, digest: digest.bytes.hexadecimal)
            return ProgramOutput.give(Array(text.utf8), by: "meldpostd")
        } catch {
            return end(error.words, error.exit)
        }
    }

    private static func read(_ path: String?) throws(ConfigurationRefusal) -> Questionnaire {
        guard let path else { return StationSettings.builtIn() }
        let file = try ConfigurationFile(path: path)
        return try StationSettings.questionnaire(try file.decode(StationFile.self), file)
    }

    private static func end(_ words: String, _ exit: SystemExit) -> Int32 {
        ProgramOutput.say("meldpostd: \(words)")
        return exit.rawValue
    }
}
