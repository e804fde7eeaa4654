internal import Glibc
internal import MeldpostCore
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
        do {
            let questionnaire = try read(configuration)
            guard let language = Language(rawValue: language),
                questionnaire.languages.contains(where: { $0.language == language })
            else {
                return end("there are no texts in this language", .usage)
            }
            let digest = TextApprovals.digest(of: questionnaire, in: language)
            let text = questionnaire.sheet(of: language, digest: hexadecimal(digest.bytes))
            Swift.print(text, terminator: "")
            return 0
        } catch let refusal as ConfigurationRefusal {
            return end(refusal.words, refusal.exit)
        } catch let refusal as StationRefusal {
            return end(refusal.words, refusal.exit)
        } catch {
            return end("the questionnaire cannot be read", .noInput)
        }
    }

    private static func read(_ path: String?) throws -> Questionnaire {
        guard let path else { return try StationSettings.builtIn() }
        let file = try ConfigurationFile(path: path)
        return try StationSettings.questionnaire(try file.decode(StationFile.self), file)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }

    private static func end(_ words: String, _ exit: SystemExit) -> Int32 {
        let line = Array("meldpostd: \(words)\n".utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        return exit.rawValue
    }
}
