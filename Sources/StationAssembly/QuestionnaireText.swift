internal import Glibc
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
            let text = try read(configuration)
            return write(text, to: STDOUT_FILENO) ? 0 : SystemExit.inputOutput.rawValue
        } catch {
            _ = write(Array("meldpostd: \(error.words)\n".utf8), to: STDERR_FILENO)
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

    private static func write(_ text: [UInt8], to descriptor: Int32) -> Bool {
        var rest = text[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
