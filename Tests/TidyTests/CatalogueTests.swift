import Foundation
import Testing

/// The DocC catalogue says what is there, and all of it.
@Suite struct CatalogueTests {
    static let folder = "Sources/Meldpost.docc"

    @Test func `every fault row is in the fault table once`() throws {
        let table = try Repository.file("\(Self.folder)/Faults.md")
        let rows = table.text.matches(of: #/(?m)^\| F(\d+) \|/#).compactMap { Int($0.1) }
        let missing: Set = [8, 12, 20, 31, 35, 42, 44, 46, 51, 53, 58, 65, 66, 70, 71]
        #expect(rows == (1...74).filter { !missing.contains($0) })
    }

    /// A row that claims a test has one whose name holds its number, and a row that claims none has
    /// none.
    ///
    /// Broken once: a name that stood in a comment only.
    @Test func `a fault row says tested or in part where a test is named after it`() throws {
        let table = try Repository.file("\(Self.folder)/Faults.md")
        let names = Repository.files(below: "Tests").flatMap { file in
            file.text.matches(of: /func `([^`]+)`/).map { $0.1 }
        }
        let numbers = Set(names.flatMap { $0.matches(of: /\bF\d+\b/).map { $0.0 } })
        let rows = table.text.matches(of: #/(?m)^\| (F\d+) \|[^|]*\| ([^|]+) \|[^|]+\|$/#)
        #expect(rows.count > 50)
        for row in rows {
            let isTested = ["tested", "in part"].contains(row.2)
            #expect(isTested || row.2 == "later", "\(row.1) has a state of its own: \(row.2)")
            #expect(isTested == numbers.contains(row.1), "\(row.1) is said to be \(row.2)")
        }
        #expect(numbers.isSubset(of: Set(rows.map { $0.1 })))
    }

    @Test func `every file that the README links is there`() throws {
        let readme = try Repository.file("README.md").text
        let links = readme.matches(of: /\]\(([^)]+)\)/).map { String($0.1) }
        #expect(links.count > 5)
        for link in links { #expect(throws: Never.self) { try Repository.file(link) } }
    }

    /// Broken once: a page that the list does not name.
    @Test func `every page is in the list of the catalogue`() throws {
        let list = try Repository.file("\(Self.folder)/Meldpost.md").text
        let linked = list.matches(of: #/<doc:([\w-]+)>/#).map { String($0.1) }.sorted()
        let pages = Repository.files(below: Self.folder, endings: ["md"]).compactMap { page in
            page.path.split(separator: "/").last.map { String($0.dropLast(3)) }
        }
        #expect(linked == pages.filter { $0 != "Meldpost" }.sorted())
    }

    /// What a reader takes for a row of a table is one: it has a header above it, and as many cells.
    ///
    /// Broken once: an empty line in the middle of a table.
    @Test func `every table has a header, and all its rows as many cells`() {
        let pages =
            Repository.files(below: Self.folder, endings: ["md"])
            + Repository.files(below: "Firmware", endings: ["md"])
            + ((try? Repository.file("README.md")).map { [$0] } ?? [])
        for page in pages {
            let tables = page.lines.split { !$0.hasPrefix("|") }.map(Array.init)
            for rows in tables {
                let isHeaded = rows.count > 2 && rows[1].allSatisfy { "|-".contains($0) }
                #expect(isHeaded, "\(page): \(rows[0])")
                let counts = Set(rows.map { $0.replacing("\\|", with: "").count { $0 == "|" } })
                #expect(counts.count == 1, "\(page): \(rows[0])")
            }
        }
    }

    /// The numbers of requirements lead from a line of code to its reason.
    ///
    /// Broken once: without the row of R19.
    @Test func `every requirement that is cited has a row in the glossary`() throws {
        let glossary = try Repository.file("\(Self.folder)/Glossary.md")
        let rows = glossary.text.matches(of: /(?m)^\| R(\d+) \| [^|]+ \| [^|]+ \|$/)
            .compactMap { Int($0.1) }
        #expect(rows.count > 50)
        #expect(rows == Set(rows).sorted())
        let citing =
            Repository.files(below: "Sources", endings: ["swift", "json", "md"])
            + Repository.files(below: "Firmware") + Repository.files(below: "Tests")
        for file in citing where file.path != glossary.path {
            let cited = file.text.matches(of: /\bR(\d{1,3})\b/).compactMap { Int($0.1) }
            #expect(Set(cited).isSubset(of: rows), "\(file)")
        }
    }

    /// Every variable that a program, a test or a script reads is explained, and no other.
    ///
    /// Broken once: a name that was changed in the page only.
    @Test func `every variable of ours is in the catalogue`() throws {
        func names(_ files: [Repository.File]) -> Set<String> {
            Set(
                files.flatMap { file in
                    file.text.matches(of: #/MELDPOST_[A-Z_]+/#).map { String($0.0) }
                }
            )
        }
        let code = Repository.files(below: "Sources") + Repository.files(below: "Tests")
        let scripts = try [
            ".ci/run", "Tests/FuzzTesting/run", "Tests/Benchmarks/run", "Tests/Units/run",
        ]
        .map(Repository.file)
        let pages = Repository.files(below: Self.folder, endings: ["md"])
        #expect(names(code.filter { $0.target != "TidyTests" } + scripts) == names(pages))
    }

    @Test func `every dependency has a line in the decisions`() throws {
        let manifest = try Repository.file("Package.swift").text
        let decisions = try Repository.file("\(Self.folder)/Decisions/0001-dependencies.md").text
        for match in manifest.matches(of: #/url: "https:\/\/github.com\/[^\/]+\/([^"]+)"/#) {
            #expect(decisions.contains(match.1), "no decision for \(match.1)")
        }
    }

    @Test func `every promise is in the catalogue`() throws {
        let promises = try Repository.file("\(Self.folder)/Promises.md").text
        for number in 1...10 {
            #expect(promises.contains("| P\(number) |"))
        }
    }

    @Test func `the top level holds what it may and nothing else`() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Repository.root.path(percentEncoded: false)
        )
        let allowed: Set = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "Firmware", "Systemd",
            "README.md",
        ]
        #expect(names.allSatisfy { $0.hasPrefix(".") || allowed.contains($0) }, "\(names)")
    }

    @Test func `every fail case belongs to a target of the fuzzer, which runs all of them`() throws
    {
        let folder = Repository.root.appending(path: "Tests/FuzzTesting").path(
            percentEncoded: false
        )
        func names(in name: String) throws -> Set<String> {
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")
            return Set(files.compactMap { $0.split(separator: ".").first.map(String.init) })
        }
        let targets = try names(in: "Targets").subtracting(["FuzzTarget"])
        #expect(try names(in: "FailCases") == targets)
        let run = try Repository.file("Tests/FuzzTesting/run").text
        let words = Set(run.split { " \n".contains($0) }.map(String.init))
        #expect(targets.isSubset(of: words))
    }
}
