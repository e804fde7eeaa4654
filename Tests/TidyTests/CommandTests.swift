import Foundation
import Testing

/// The page of the programs and the manual pages name every command and every long option that a
/// program declares, and no other.
///
/// Broken once: before the pages were completed. Then the page of the programs lacked the options of
/// `texts`, `questionnaire`, `demo` and of all that `meldpost-prompts` does, and the manual pages
/// lacked `first-supervisor`, `calls`, `visit` and the options of the desk.
@Suite struct CommandTests {
    static let programs = [
        "meldpost", "meldpost-courier", "meldpost-desk", "meldpost-inbox", "meldpost-prompts",
        "meldpostctl", "meldpostd",
    ]

    @Test func `every program of the manifest is one of these`() throws {
        let manifest = try Repository.file("Package.swift").text
        let names = manifest.matches(of: /\.executable\(name: "([^"]+)"/).map { String($0.1) }
        #expect(names.sorted() == Self.programs)
    }

    @Test(arguments: programs)
    func `the page shows every command with its options, and explains them`(
        program: String
    ) throws {
        let declared = try DeclaredCommands(of: program)
        let page = try Repository.file("Sources/Meldpost.docc/Programs.md").text
        let sections = page.components(separatedBy: "\n### ").filter {
            $0.prefix { !" \n".contains($0) } == program
        }
        // Code and prose take turns.
        let parts = sections.flatMap { $0.components(separatedBy: "```").enumerated() }
        let code = parts.filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
            .filter { !$0.hasPrefix("\n$ ") }
        let lines = code.flatMap { $0.split(separator: "\n") }
        let usage = lines.filter { $0 == program || $0.hasPrefix("\(program) ") }
        let shown = usage.map { line in
            let words = line.split(separator: " ").prefix {
                $0.wholeMatch(of: /[a-z][a-z-]*/) != nil
            }
            let options = line.matches(of: /--([a-z-]+)/).map { String($0.1) }
            return (words: words.joined(separator: " "), options: Set(options))
        }
        Self.compare(shown, with: declared)
        let prose = parts.filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
        for (words, options) in declared.options {
            let command = words.split(separator: " ").dropFirst()
            if let last = command.last {
                let whole = command.joined(separator: " ")
                let isNamed = [String(last), whole, words].contains { prose.contains("`\($0)") }
                #expect(isNamed, "\(words) is not explained")
            }
            for option in options {
                let isExplained = prose.contains("`--\(option)")
                #expect(isExplained, "--\(option) of \(words) is not explained")
            }
        }
    }

    @Test(arguments: programs.filter { $0 != "meldpost" })
    func `the manual shows every command with its options, and explains them`(
        program: String
    ) throws {
        let declared = try DeclaredCommands(of: program)
        let manual = try #require(
            Repository.files(below: "Systemd/man", endings: ["1", "8"]).first {
                $0.path.dropLast(2).hasSuffix("/\(program)")
            }
        )
        let sections = manual.text.components(separatedBy: "\n.Sh ")
        let synopsis = try #require(sections.first { $0.hasPrefix("SYNOPSIS\n") })
        let shown = synopsis.components(separatedBy: "\n.Nm").dropFirst().map { usage in
            let command = usage.firstMatch(of: /(?m)^\.(?:Op )?Cm ([a-z -]+)$/)
            let options = usage.matches(of: /\bFl -([a-z-]+)/).map { String($0.1) }
            return (
                words: [program, command.map { String($0.1) }].compactMap(\.self)
                    .joined(separator: " "),
                options: Set(options)
            )
        }
        Self.compare(shown, with: declared)
        let rest = sections.filter { !$0.hasPrefix("SYNOPSIS\n") }.joined(separator: "\n")
        for (words, options) in declared.options {
            let command = words.split(separator: " ").dropFirst().joined(separator: " ")
            let isItem = ["\n", " "].contains { rest.contains("\n.It Cm \(command)\($0)") }
            #expect(isItem || command.isEmpty, "\(words) is not explained")
            for option in options {
                let isExplained =
                    rest.contains("Fl -\(option)\n") || rest.contains("Fl -\(option) ")
                #expect(isExplained, "--\(option) of \(words) is not explained")
            }
        }
    }

    /// Usages of one command count together, and a command that need not be named counts as if it
    /// was not.
    private static func compare(
        _ shown: [(words: String, options: Set<String>)],
        with declared: DeclaredCommands
    ) {
        var options: [String: Set<String>] = [:]
        for usage in shown {
            options[declared.defaults[usage.words] ?? usage.words, default: []]
                .formUnion(usage.options)
        }
        for words in Set(options.keys).union(declared.options.keys) {
            #expect(options[words] == declared.options[words], "\(words)")
        }
    }

    /// Every variable that a program reads stands in the table, and no other.
    ///
    /// Names are looked for where the environment is. Broken once: before the table had
    /// `JOURNAL_STREAM` and `HOME`.
    @Test func `every variable that a program reads is in the page`() throws {
        let page = try Repository.file("Sources/Meldpost.docc/Programs.md").text
        let rows = page.matches(of: /(?m)^\| ((?:`[A-Z_]+`(?:, )?)+) \|/)
        let explained = rows.flatMap { row in
            row.1.matches(of: /[A-Z_]+/).map { String($0.0) }
        }
        let read = Repository.files(below: "Sources").map(\.code)
            .filter { $0.contains(/getenv\(|environment[\[\(]/) }
            .flatMap { code in
                let set = code.matches(of: #/environment\["([A-Z_]+)"\] = /#).map { String($0.1) }
                return code.matches(of: /"([A-Z][A-Z_]+)"/).map { String($0.1) }
                    .filter { !set.contains($0) }
            }
        #expect(explained.count == Set(explained).count)
        #expect(Set(explained) == Set(read))
    }
}
