internal import FoundationEssentials
internal import MeldpostCore
internal import SpokenPrompts
internal import StrictConfiguration

extension StationSettings {
    /// The most bytes that a file of questions has.
    static let questionnaireLimit = 1_048_576

    /// The key that names a file of questions.
    static let questionnaireKey = "questionnaire.file"

    /// The questionnaire that is named, else the built-in one, with its approvals; nothing is taken
    /// in place of a file that is broken.
    static func questionnaire(
        _ content: StationFile,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Questionnaire {
        let path = content.questionnaire?.file ?? ""
        var questionnaire = builtIn()
        if !path.isEmpty {
            let bytes = try file.content(ofPath: path, questionnaireKey, limit: questionnaireLimit)
            questionnaire = try read(bytes, file, isSpoken: content.voice != nil)
        }
        let approvals = content.questionnaire?.approvals ?? ""
        guard !approvals.isEmpty else { return approve(questionnaire, in: []) }
        let bytes = try file.content(ofPath: approvals, "questionnaire.approvals")
        let languages = try TextApprovals.languages(
            of: questionnaire,
            in: ConfigurationFile(path: approvals, bytes: bytes)
        )
        return approve(questionnaire, in: languages)
    }

    /// The questionnaire of these bytes, checked whole.
    ///
    /// - Parameters:
    ///   - bytes: the content of its file.
    ///   - file: what a refusal names.
    ///   - isSpoken: whether its names must be fit for names of sounds.
    /// - Returns: the questionnaire.
    /// - Throws: the first rule that is broken, with its place.
    static func read(
        _ bytes: [UInt8],
        _ file: ConfigurationFile,
        isSpoken: Bool
    ) throws(ConfigurationRefusal) -> Questionnaire {
        guard let questionnaire = try? decode(bytes) else {
            throw file.refusal(
                questionnaireKey,
                ConfigurationRule("must be a questionnaire in JSON")
            )
        }
        do throws(QuestionnaireRefusal) {
            try questionnaire.validate()
        } catch {
            throw file.refusal(
                questionnaireKey,
                ConfigurationRule(words: "is refused: \(error.words)")
            )
        }
        guard !isSpoken || (try? ClosedSet(questionnaire)) != nil else {
            throw file.refusal(
                questionnaireKey,
                ConfigurationRule("must name texts and places with a-z, 0-9, dot and hyphen only")
            )
        }
        return questionnaire
    }

    /// The questionnaire with exactly these languages approved.
    static func approve(
        _ questionnaire: Questionnaire,
        in approved: Set<Language>
    ) -> Questionnaire {
        var questionnaire = questionnaire
        for place in questionnaire.languages.indices {
            let language = questionnaire.languages[place].language
            questionnaire.languages[place].approved = approved.contains(language)
        }
        return questionnaire
    }

    /// The questionnaire that is part of the program; a test validates it.
    static func builtIn() -> Questionnaire {
        guard let questionnaire = try? decode(PackageResources.questionnaire_json) else {
            preconditionFailure("the built-in questionnaire is broken")
        }
        return questionnaire
    }

    static func decode(_ bytes: [UInt8]) throws -> Questionnaire {
        try JSONDecoder().decode(Questionnaire.self, from: Data(bytes))
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
