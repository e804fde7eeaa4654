internal import FoundationEssentials
internal import MeldpostCore
internal import SpokenPrompts

/// Reads the questionnaire whose texts are made into sounds.
enum QuestionnaireSource {
    /// The largest questionnaire that is read, in bytes; as in the station.
    static let limit = 1_048_576

    /// Everything that can be said with the questionnaire in the file at `path`.
    static func closedSet(path: String) throws(PromptFault) -> ClosedSet {
        let questionnaire = try questionnaire(path: path)
        do throws(ClosedSetRefusal) {
            return try ClosedSet(questionnaire)
        } catch {
            throw .questionnaire(error.words)
        }
    }

    /// The questionnaire in the file at `path`, checked whole.
    static func questionnaire(path: String) throws(PromptFault) -> Questionnaire {
        let bytes = try FolderFile.read(path, limit: limit)
        let questionnaire: Questionnaire
        do {
            questionnaire = try JSONDecoder().decode(Questionnaire.self, from: Data(bytes))
        } catch {
            throw .questionnaire("must be a questionnaire in JSON")
        }
        do {
            try questionnaire.validate()
        } catch {
            throw .questionnaire(error.words)
        }
        return questionnaire
    }
}
