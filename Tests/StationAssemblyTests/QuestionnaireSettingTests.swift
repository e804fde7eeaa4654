import Foundation
import MeldpostCore
import ProgramKit
import StrictConfiguration
import Testing

@testable import StationAssembly

/// Opening hours, the questionnaire that is named, and the approvals of its texts.
@Suite struct QuestionnaireSettingTests {
    private let base = TemporaryFolder()
    private var folder: String { base.path }

    private func write(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func file(_ text: String) throws -> (StationFile, ConfigurationFile) {
        let file = try ConfigurationFile(path: try write("station.toml", text))
        return (try file.decode(StationFile.self), file)
    }

    private func questionnaire(_ text: String) throws -> Questionnaire {
        let (content, file) = try file(text)
        return try StationSettings.questionnaire(content, file)
    }

    private func approval(of language: Language, in questionnaire: Questionnaire) -> String {
        let digest = TextApprovals.digest(of: questionnaire, in: language).bytes
            .map { String(format: "%02x", $0) }.joined()
        return """
            [[approval]]
            language = "\(language.rawValue)"
            text_version = "\(questionnaire.textVersion)"
            sha256 = "\(digest)"
            by = "a native speaker"
            date = "2026-12-01"

            """
    }

    @Test func `nothing is approved until a native speaker's file says so, language by language`()
        throws
    {
        let builtIn = StationSettings.builtIn()
        #expect(try questionnaire("").languages.allSatisfy { !$0.approved })
        let path = try write("approvals.toml", approval(of: .dutch, in: builtIn))
        let approved = try questionnaire("[questionnaire]\napprovals = \"\(path)\"\n")
        #expect(approved.languages.filter(\.approved).map(\.language) == [.dutch])
        let all = Language.allCases.map { approval(of: $0, in: builtIn) }.joined()
        let whole = try write("all.toml", all)
        #expect(try questionnaire("[questionnaire]\napprovals = \"\(whole)\"\n").isApproved)
    }

    @Test func `a text that was changed is not approved any more, whatever its file says`() throws {
        var changed = StationSettings.builtIn()
        let approvals = try write("approvals.toml", approval(of: .dutch, in: changed))
        changed.prompts[PromptID(rawValue: "answer.yes")]?[.dutch] = "Jawel."
        for place in changed.languages.indices { changed.languages[place].approved = true }
        let data = try JSONEncoder().encode(changed)
        let path = try write("texts.json", String(decoding: data, as: UTF8.self))
        let read = try questionnaire(
            "[questionnaire]\nfile = \"\(path)\"\napprovals = \"\(approvals)\"\n"
        )
        #expect(read.languages.allSatisfy { !$0.approved })
        #expect(read.prompts == changed.prompts)
    }

    @Test func `a broken questionnaire is refused with its key and rule`() throws {
        var broken = StationSettings.builtIn()
        broken.report[1].when = [.init(field: "minors", codes: [Code(rawValue: "yes")])]
        let data = try JSONEncoder().encode(broken)
        let path = try write("broken.json", String(decoding: data, as: UTF8.self))
        let refusal = #expect(throws: ConfigurationRefusal.self) {
            try questionnaire("[questionnaire]\nfile = \"\(path)\"\n")
        }
        #expect(
            refusal?.words.hasSuffix(
                "questionnaire.file is refused: report, question 2 must hang on an earlier "
                    + "question and on codes of its list"
            ) == true
        )
    }

    @Test func `opening hours are days with whole hours`() throws {
        func opening(_ lines: String) throws -> OpeningTable {
            let (content, file) = try file("[desk]\nopening = [\(lines)]\n")
            return try StationSettings.opening(content, file)
        }
        #expect(
            try opening(#""monday 8-12", "friday 13-24""#).hours
                == [
                    .init(weekday: .monday, hours: 8...11), .init(weekday: .friday, hours: 13...23),
                ]
        )
        #expect(try opening("").hours.isEmpty)
        for line in ["monday", "monday 12-8", "mon 8-12", "monday 8-25", "monday 8 - 12", ""] {
            #expect(throws: ConfigurationRefusal.self) { try opening("\"\(line)\"") }
        }
    }

    @Test func `the sheet has every text of its language, its meaning, and the approval`() throws {
        let builtIn = StationSettings.builtIn()
        let sheet = builtIn.sheet(of: .papiamentu, digest: "00ff")
        for texts in builtIn.prompts.values {
            #expect(sheet.contains(texts[.papiamentu] ?? "?"))
        }
        #expect(sheet.contains("sha256 = \"00ff\""))
        #expect(sheet.contains("djaluna"))
    }
}
