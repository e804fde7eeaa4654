internal import FoundationEssentials
internal import MeldpostCore
internal import StrictConfiguration

extension StationSettings {
    /// The most bytes that a file of questions has.
    static let questionnaireLimit = 1_048_576

    /// The questionnaire that is named, else the built-in one, with its approvals.
    static func questionnaire(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws -> Questionnaire {
        let path = content.questionnaire?.file ?? ""
        let key = "questionnaire.file"
        var questionnaire: Questionnaire
        if path.isEmpty {
            questionnaire = try builtIn()
        } else {
            let bytes = try file.content(ofPath: path, key, limit: questionnaireLimit)
            guard let decoded = try? decode(bytes) else {
                throw file.refusal(key, ConfigurationRule("must be a questionnaire in JSON"))
            }
            questionnaire = decoded
            try check(questionnaire, at: path)
        }
        let approvals = content.questionnaire?.approvals ?? ""
        let approved =
            approvals.isEmpty
            ? []
            : try TextApprovals.languages(
                of: questionnaire,
                in: ConfigurationFile(path: approvals)
            )
        for place in questionnaire.languages.indices {
            let language = questionnaire.languages[place].language
            questionnaire.languages[place].approved = approved.contains(language)
        }
        return questionnaire
    }

    /// The questionnaire that is part of the program.
    static func builtIn() throws(StationRefusal) -> Questionnaire {
        guard let questionnaire = try? decode(PackageResources.questionnaire_json) else {
            throw StationRefusal(words: "the built-in questionnaire is broken", exit: .software)
        }
        try check(questionnaire, at: "the built-in questionnaire")
        return questionnaire
    }

    static func decode(_ bytes: [UInt8]) throws -> Questionnaire {
        try JSONDecoder().decode(Questionnaire.self, from: Data(bytes))
    }

    static func check(_ questionnaire: Questionnaire, at path: String) throws(StationRefusal) {
        do {
            try questionnaire.validate()
        } catch {
            throw StationRefusal(words: "\(path): \(error.words)", exit: .configuration)
        }
    }

    /// When somebody of the desk is there, from lines such as `monday 8-12`: whole hours of the
    /// islands, the first of them and the one at which it closes.
    static func opening(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> OpeningTable {
        let rule = ConfigurationRule("must be lines such as \"monday 8-12\", hours from 0 to 24")
        var hours: [OpeningTable.Hours] = []
        for line in content.desk?.opening ?? [] {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            let bounds = words.last?.split(separator: "-", omittingEmptySubsequences: false) ?? []
            guard words.count == 2, bounds.count == 2,
                let weekday = Weekday.allCases.first(where: { "\($0)" == words[0] }),
                let from = UInt8(bounds[0]), let to = UInt8(bounds[1]), from < to, to <= 24
            else { throw file.refusal("desk.opening", rule) }
            hours.append(OpeningTable.Hours(weekday: weekday, hours: from...(to - 1)))
        }
        return OpeningTable(hours: hours)
    }
}
