import Foundation
import Testing

/// The page about the visit has every code list of the built-in questionnaire, with its codes.
@Suite struct CodeListTests {
    private struct Questionnaire: Decodable {
        var lists: [String: List]
    }

    private struct List: Decodable {
        var choices: [Choice]
    }

    private struct Choice: Decodable {
        var code: String
        var choices: [Choice]?

        var codes: [String] { [code] + (choices ?? []).flatMap(\.codes) }
    }

    /// Broken once: the ages of children, for which the page had those of adults too.
    @Test func `every code list is in the page with its codes, and no other`() throws {
        let source = try Repository.file(
            "Sources/StationAssembly/Resources/questionnaire.json"
        ).text
        let lists = try JSONDecoder().decode(Questionnaire.self, from: Data(source.utf8)).lists
            .mapValues { Set($0.choices.flatMap(\.codes)) }
        let page = try Repository.file("Sources/Meldpost.docc/Visit.md").text
        let section = try #require(page.components(separatedBy: "\n## Code lists\n").last)
            .components(separatedBy: "\n## ")[0]
        var named: [String] = []
        for row in section.matches(of: /(?m)^\| (`[^|]+`) \| ([^|]+) \|/) {
            for match in row.1.matches(of: /`([^`]+)`/) {
                let name = String(match.1)
                named.append(name)
                let isForWorkers = name.hasPrefix("worker-")
                let codes = Set(row.2.matches(of: /[a-z0-9][a-z0-9-]*/).map { String($0.0) })
                let wanted = isForWorkers ? lists[String(name.dropFirst(7))] : codes
                #expect(lists[name] == wanted, "\(name)")
            }
        }
        #expect(named.sorted() == lists.keys.sorted())
    }
}
