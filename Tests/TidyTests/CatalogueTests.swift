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

    /// A row that claims a test has one whose name begins with its number.
    @Test func `a fault row that says tested has a test that names it`() throws {
        let table = try Repository.file("\(Self.folder)/Faults.md")
        let tests = Repository.files(below: "Tests").map(\.text).joined()
        for match in table.text.matches(of: #/(?m)^\| (F\d+) \|[^|]*\| tested \|/#) {
            let name = try Regex("\\b\(match.1)\\b")
            #expect(tests.contains(name), "no test names \(match.1)")
        }
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
