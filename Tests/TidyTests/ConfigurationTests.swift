import Foundation
import Testing

/// The page about the configuration has a row for every key that a program reads, and no other.
///
/// Broken once: a key that was taken out of the page, one that was added to it, and one that stood
/// under the file of another program.
@Suite struct ConfigurationTests {
    /// A type that a table of TOML is decoded into: what each field is called there, and its type.
    private struct Shape {
        var fields: [(key: String, type: String)] = []
    }

    /// The shapes in `text`, by name.
    ///
    /// The layout of the formatter is relied on: four spaces a level, a brace of its own at the end.
    private static func shapes(in text: String) -> [String: Shape] {
        var shapes: [String: Shape] = [:]
        var open: [String] = []
        var names: [String: String] = [:]
        var isInKeys = false
        for line in text.split(separator: "\n") {
            if let match = line.firstMatch(of: /^ *(?:public )?struct (\w+): Decodable\b.* {$/) {
                open.append(String(match.1))
                shapes[open[open.count - 1]] = Shape()
            } else if line.contains("enum CodingKeys: String, CodingKey {") {
                isInKeys = true
                names = [:]
            } else if isInKeys, let match = line.firstMatch(of: /case (\w+)(?: = "(\w+)")?$/) {
                names[String(match.1)] = String(match.2 ?? match.1)
            } else if let match = line.firstMatch(of: /^ *(?:var|let) (\w+): (\[?\w+\]?)\?$/),
                let current = open.last
            {
                shapes[current]?.fields.append((String(match.1), String(match.2)))
            } else if line.firstMatch(of: /^ *}$/) != nil {
                if isInKeys, let current = open.last {
                    isInKeys = false
                    let fields = shapes[current]?.fields ?? []
                    shapes[current]?.fields = fields.map { field in
                        (names[field.key] ?? "\(field.key) has no key", field.type)
                    }
                } else {
                    _ = open.popLast()
                }
            }
        }
        return shapes
    }

    /// A file with its extensions, which stand in files of their own.
    private static func whole(_ file: Repository.File, type: Substring) -> String {
        let extensions = Repository.files(below: "Sources").filter {
            $0.path.contains("/\(type)+")
        }
        return ([file] + extensions).map(\.text).joined(separator: "\n")
    }

    /// The keys of a program's file, with the table each stands in.
    private static func keys(read by: String, in text: String) throws -> [String] {
        let shapes = Self.shapes(in: text)
        let root = try #require(shapes[by], "no type \(by)")
        return try root.fields.flatMap { table in
            let name = table.type.trimmingCharacters(in: ["[", "]"])
            let shape = try #require(shapes[name], "\(name) of \(by) is not in its file")
            return shape.fields.map { "\(table.key).\($0.key)" }
        }
    }

    @Test func `every key that a program reads has a row, and every row a key`() throws {
        let page = try Repository.file("Sources/Meldpost.docc/Configuration.md").text
        var sections: [String: [String]] = [:]
        for section in page.components(separatedBy: "\n### ").dropFirst() {
            let file = String(section.prefix { $0 != " " })
            let rows = section.matches(of: /(?m)^\| `(\w+\.\w+)` \|/).map { String($0.1) }
            sections[file] = rows
        }
        let files = Repository.files(below: "Sources").compactMap { file in
            file.text.firstMatch(of: /(?m)^\/\/\/ .*`(\w+\.toml)`.*\nstruct (\w+): Decodable/).map {
                (toml: String($0.1), type: String($0.2), text: Self.whole(file, type: $0.2))
            }
        }
        #expect(Set(files.map(\.toml)) == Set(sections.keys))
        for file in files {
            let keys = try Self.keys(read: file.type, in: file.text)
            #expect(keys.count > 4)
            #expect(keys.sorted() == sections[file.toml]?.sorted(), "\(file.toml)")
        }
    }

    /// Every credential that a program reads is named.
    @Test func `every credential is in the page`() throws {
        let page = try Repository.file("Sources/Meldpost.docc/Configuration.md").text
        let names = Repository.files(below: "Sources").flatMap { file in
            file.text.matches(of: /(?:credentials|secrets)\.\w+\(name: "([\w-]+)"/)
                .map { String($0.1) }
        }
        #expect(names.count > 5)
        let missing = names.filter { !page.contains("`\($0)`") }
        #expect(missing.isEmpty)
    }
}
