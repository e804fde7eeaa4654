import Foundation
import Testing

/// The page about the status says what the program says, word for word.
///
/// Broken once: a word of what to do, the name of a member, and a word of a closed list, each in the
/// page only.
@Suite struct StatusTests {
    private static let page = "Sources/Meldpost.docc/Status.md"

    private struct Row: Hashable, CustomStringConvertible {
        var code: String
        var severity: String
        var words: String
        var whatToDo: String

        var description: String { "| `\(code)` | \(severity) | \(words) | \(whatToDo) |" }
    }

    /// The names in `case .one, .two: …` before each match of `rest`, with what `rest` matched.
    private static func cases(
        before rest: String,
        in text: some StringProtocol
    ) throws -> [(names: [String], value: String)] {
        let pattern = try Regex(
            "case ((?:\\.\\w+,?\\s*)+):\\s*(\(rest))",
            as: (Substring, Substring, Substring).self
        )
        return String(text).matches(of: pattern).map { match in
            (match.1.matches(of: /\.(\w+)/).map { String($0.1) }, String(match.2))
        }
    }

    /// The conditions as the sources declare them, in their order.
    private static func declared() throws -> [Row] {
        let codes = try Repository.file("Sources/MeldpostCore/Station/Condition.swift").text
            .matches(of: /case (\w+) = "([^"]+)"/).map { (String($0.1), String($0.2)) }
        let text = Repository.files(below: "Sources/MeldpostCore/Health")
            .filter { $0.path.contains("/Condition+") }.map(\.text).joined(separator: "\n")
        var severities: [String: String] = [:]
        for entry in try cases(before: #"\.(?:alarm|fault|warning|notice)\b"#, in: text) {
            for name in entry.names { severities[name] = String(entry.value.dropFirst()) }
        }
        var words: [String: (Substring, Substring)] = [:]
        for group in try cases(before: #"\w+Description\b"#, in: text) {
            let start = try #require(text.range(of: "var \(group.value):"))
            let block = text[start.upperBound...]
            let body = block.prefix(
                upTo: block.firstRange(of: /\n    (?:private )?var |\n}/)?.lowerBound
                    ?? block.endIndex
            )
            var rest = Set(group.names)
            let pair = /(?:case \.(\w+)|default):\s*\(\s*"([^"]+)",\s*"([^"]+)"\s*\)/
            for match in body.matches(of: pair) {
                // `default` is written last, and stands for the one that is left.
                let name = match.1.map(String.init) ?? rest.first ?? ""
                rest.remove(name)
                words[name] = (match.2, match.3)
            }
            #expect(rest.isEmpty, "no words found for \(rest)")
        }
        return try codes.map { name, code in
            let text = try #require(words[name], "no words for \(name)")
            return Row(
                code: code,
                severity: try #require(severities[name], "no severity for \(name)"),
                words: String(text.0),
                whatToDo: String(text.1)
            )
        }
    }

    @Test func `every condition stands in the page as it is declared, and no other`() throws {
        let page = try Repository.file(Self.page).text
        let rows = page.matches(of: /(?m)^\| `([a-z.-]+)` \| (\w+) \| (.+) \| (.+) \|$/).map {
            Row(
                code: String($0.1),
                severity: String($0.2),
                words: String($0.3),
                whatToDo: String($0.4)
            )
        }
        let declared = try Self.declared()
        #expect(declared.count > 20)
        for (row, condition) in zip(rows, declared) {
            #expect(row == condition, "the page should have: \(condition)")
        }
        #expect(rows.count == declared.count)
    }

    @Test func `every member of the JSON stands in the page, and no other`() throws {
        let page = try Repository.file(Self.page).text
        let section = try #require(page.components(separatedBy: "### Fields of the JSON").last)
        let named = section.matches(of: /(?m)^\| ((?:`\w+`(?:, )?)+) \|/).flatMap { row in
            row.1.matches(of: /`(\w+)`/).map { String($0.1) }
        }
        let members = try ["StatusReport", "StatusCondition", "StatusKey"].flatMap { type in
            try Repository.file("Sources/ControlProtocol/\(type).swift").text
                .matches(of: /(?m)^    public let (\w+):/).map { String($0.1) }
        }
        #expect(named.sorted() == members.sorted())
    }

    /// The words that an answer can have, of each closed list.
    @Test func `every word of the JSON stands in the page`() throws {
        let page = try Repository.file(Self.page).text
        for type in ["StatusReport", "StatusCondition", "StatusKey", "CountBucket"] {
            let text = try Repository.file("Sources/ControlProtocol/\(type).swift").text
            for match in text.matches(of: /(?m)^ +case (\w+)(?: = "([^"]+)")?$/) {
                let word = match.2 ?? match.1
                #expect(page.contains("`\(word)`"), "\(word) is not in the page")
            }
        }
    }

    @Test func `every condition of a station at the centre stands in the page about programs`()
        throws
    {
        let page = try Repository.file("Sources/Meldpost.docc/Programs.md").text
        let text = try Repository.file("Sources/DeskProtocol/StationCondition.swift").text
        let codes = text.matches(of: /(?m)^    case (\w+) = "([^"]+)"$/)
        #expect(codes.count > 4)
        for code in codes {
            let words = try #require(
                text.firstMatch(
                    of: try Regex(
                        "case \\.\(code.1): \"([^\"]+)\"",
                        as: (Substring, Substring).self
                    )
                )
            )
            #expect(page.contains("| `\(code.2)` | \(words.1) |"))
        }
    }
}
