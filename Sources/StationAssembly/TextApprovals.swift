internal import FoundationEssentials
internal import MeldpostCore
internal import RecordFormat
internal import StrictConfiguration

/// The file of approvals: which native speaker approved which texts.
///
/// An approval names the language, the version of the texts and the SHA-256 of all texts of that
/// language; so a text that was changed afterwards is not approved any more, whatever the file of
/// the questionnaire says of itself.
struct TextApprovals: Decodable {
    struct Approval: Decodable {
        var language: String?
        var textVersion: String?
        var sha256: String?
        var by: String?
        var date: String?

        enum CodingKeys: String, CodingKey {
            case language
            case textVersion = "text_version"
            case sha256
            case by
            case date
        }
    }

    var approval: [Approval]?

    /// The languages of `questionnaire` that are approved in `file`.
    static func languages(
        of questionnaire: Questionnaire,
        in file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Set<Language> {
        var approved: Set<Language> = []
        for approval in try file.decode(TextApprovals.self).approval ?? [] {
            let name = try file.choice(
                approval.language,
                "approval.language",
                of: ["pap", "nl", "en", "es"]
            )
            let version = try file.text(
                approval.textVersion,
                "approval.text_version",
                length: 1...32
            )
            let digest = try file.hexadecimal(approval.sha256, "approval.sha256", byteCount: 32)
            _ = try file.text(approval.by, "approval.by", length: 1...120)
            _ = try file.text(approval.date, "approval.date", length: 8...32)
            guard let language = Language(rawValue: name), version == questionnaire.textVersion,
                digest == Self.digest(of: questionnaire, in: language).bytes
            else { continue }
            approved.insert(language)
        }
        return approved
    }

    /// What an approval of `language` must name.
    static func digest(of questionnaire: Questionnaire, in language: Language) -> Digest {
        .sha256(of: Array(questionnaire.texts(in: language).utf8))
    }
}
