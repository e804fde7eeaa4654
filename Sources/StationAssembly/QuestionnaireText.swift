internal import ProgramStreams
internal import StrictConfiguration

/// A questionnaire as it stands in its file.
public enum QuestionnaireText {
    /// Prints it on standard output.
    ///
    /// - Parameter configuration: the path of a `station.toml`, whose questionnaire is meant, or
    ///   nothing for the built-in one.
    /// - Returns: the exit code, as in sysexits.h.
    public static func print(configuration: String?) -> Int32 {
        do throws(ConfigurationRefusal) {
            return ProgramOutput.give(try read(configuration), by: "meldpostd")
        } catch {
            ProgramOutput.say("meldpostd: \(error.words)")
            return error.exit.rawValue
        }
    }

    private static func read(_ path: String?) throws(ConfigurationRefusal) -> [UInt8] {
        guard let path else { return PackageResources.questionnaire_json }
        let file = try ConfigurationFile(path: path)
        let content = try file.decode(StationFile.self)
        // One that the station would refuse is refused here too.
        _ = try StationSettings.questionnaire(content, file)
        guard let named = content.questionnaire?.file, !named.isEmpty else {
            return PackageResources.questionnaire_json
        }
        return try file.content(
            ofPath: named,
            "questionnaire.file",
            limit: StationSettings.questionnaireLimit
        )
    }
}
